package io.kalends.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a batch of writes.
 *
 * @param results one a write, in the order of the writes
 * @param cursor where the next run goes on reading instead of at {@link WriteRequest#cursor()}; {@code null} for there. A
 *     source whose cursor tells what its records were like must count this batch in, else whoever takes a write back is
 *     not heard: the collection is again what the cursor says. Whatever else was changed meanwhile must still be told
 *     from there
 * @param <R> the record
 */
public record WriteResponse<R>(
        List<WriteResult<R>> results, @Nullable Cursor cursor) {

    public WriteResponse {
        results = List.copyOf(results);
    }

    /** Results of a side whose cursors are places in a history: its own writes come up there like any other change. */
    public static <R> WriteResponse<R> of(List<WriteResult<R>> results) {
        return new WriteResponse<>(results, null);
    }
}
