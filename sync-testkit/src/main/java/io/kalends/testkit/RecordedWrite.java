package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;

/**
 * A write that reached a replica.
 *
 * @param call the number of the write call it came in
 * @param write what was asked
 * @param outcome what came of it, whether or not the answer arrived
 * @param <R> the record
 */
public record RecordedWrite<R>(int call, Write<R> write, WriteResult<R> outcome) {

    public RecordedWrite {
        requireNonNull(write, "write");
        requireNonNull(outcome, "outcome");
    }

    /** Whether the side was changed. */
    public boolean made() {
        return outcome instanceof WriteResult.Applied<R> applied && !applied.found();
    }
}
