package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a sink for a batch of writes.
 *
 * @param writes at most {@link SinkTraits#batchSize()}
 * @param deadline when the caller stops waiting. A write that cannot be done by then is not begun; after it somebody else
 *     may look for the write, and make it
 * @param cursor where the next run goes on reading this side; {@code null} before its first complete listing, or while one
 *     is under way
 * @param <R> the record
 */
public record WriteRequest<R>(
        List<Write<R>> writes, Instant deadline, @Nullable Cursor cursor) {

    public WriteRequest {
        writes = List.copyOf(writes);
        requireNonNull(deadline, "deadline");
    }

    /** Writes that have all the time in the world, of a side that was never listed. */
    public static <R> WriteRequest<R> of(List<Write<R>> writes) {
        return new WriteRequest<>(writes, Instant.MAX, null);
    }
}
