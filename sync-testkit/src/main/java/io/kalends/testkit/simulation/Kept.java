package io.kalends.testkit.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.KeptVersion;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads what a store kept. */
final class Kept {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Kept() {}

    static <R> R record(RecordType<R> type, KeptVersion version) {
        try {
            return type.decode(JSON.readTree(version.content()));
        } catch (IOException e) {
            throw new UncheckedIOException(version + " is no JSON", e);
        }
    }
}
