package io.kalends.sync;

import java.util.Optional;

/**
 * The writing half of a side. Used by one run at a time, on the run's thread.
 *
 * @param <R> the record
 */
public interface ChangeSink<R> {

    /**
     * Makes a batch of writes, each with an outcome of its own: a record that is refused never takes the others with it.
     *
     * @return one result a write, in the order of the writes
     * @throws SyncException when the call failed as a whole and nothing of it was done ({@link TransientException} when
     *     that is not known)
     */
    WriteResponse<R> write(WriteRequest<R> request);

    /** The id that the side will give to this create, where that is known before the call. */
    default Optional<String> idOf(Write.Create<R> create) {
        return Optional.empty();
    }
}
