package io.kalends.sync.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kalends.sync.Side;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.KeptVersion;
import java.io.IOException;
import java.time.Instant;

/** Turns records into the bytes that a store keeps, and back. */
final class Keeper<R> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RecordType<R> type;

    Keeper(RecordType<R> type) {
        this.type = type;
    }

    KeptVersion version(String id, String link, Side side, Instant at, boolean open, String reason, R record) {
        return new KeptVersion(id, link, side, at, open, reason, encode(record));
    }

    byte[] encode(R record) {
        try {
            return JSON.writeValueAsBytes(type.encode(record));
        } catch (JsonProcessingException e) {
            // Its message could hold content.
            throw new IllegalStateException("a record of type '" + type.name() + "' cannot be written as JSON");
        }
    }

    R decode(byte[] content) {
        try {
            JsonNode tree = JSON.readTree(content);
            return type.decode(tree);
        } catch (IOException e) {
            throw new IllegalStateException("a kept version of type '" + type.name() + "' is not JSON");
        }
    }
}
