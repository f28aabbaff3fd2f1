package io.kalends.sync.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kalends.sync.Side;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import java.io.IOException;

/** Turns records into the bytes that a store keeps, and back. */
final class Keeper<R> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RecordType<R> type;

    Keeper(RecordType<R> type) {
        this.type = type;
    }

    /** A version of one of an open conflict's sides. */
    KeptVersion open(RunContext<R> run, Link link, Side side, String fields, R record) {
        return version(run, link, side, true, fields, record);
    }

    /** A version that is about to be lost. */
    KeptVersion lost(RunContext<R> run, Link link, Side side, String why, R record) {
        return version(run, link, side, false, why, record);
    }

    private KeptVersion version(RunContext<R> run, Link link, Side side, boolean open, String why, R record) {
        String id = link.id() + "-" + Long.toHexString(run.random().nextLong());
        return new KeptVersion(id, link.id(), side, run.now(), open, why, encode(record));
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
