package io.kalends.sync;

/**
 * What a run reads and writes a side through, until it is closed. One thread at a time.
 *
 * @param <R> the record
 */
public interface ReplicaSession<R> extends AutoCloseable {

    ChangeSource<R> source();

    /**
     * The writing half.
     *
     * @throws IllegalStateException if the replica's traits say that it is read-only
     */
    ChangeSink<R> sink();

    /** Lets go of what the session holds; called once, also after a failure. */
    @Override
    void close();
}
