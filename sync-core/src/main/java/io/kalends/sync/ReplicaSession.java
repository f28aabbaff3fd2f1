package io.kalends.sync;

import java.util.Optional;

/**
 * What a run reads and writes a side through, until it is closed. One thread at a time.
 *
 * @param <R> the record
 */
public interface ReplicaSession<R> extends AutoCloseable {

    ChangeSource<R> source();

    /**
     * The collection's lasting identity, where it has one beside the {@linkplain Replica#id() replica's id}: made with the
     * collection, kept by it through a backup and a restart, and another in a collection that was made anew under the same
     * name, as in a second database. Origin marks and idempotency keys are made of it, so that two collections of one name
     * are never taken for each other. Empty where the replica's id is all of it: a calendar at a provider, a feed's
     * address, a file's path.
     *
     * @throws SyncException when it cannot be asked for
     */
    default Optional<String> identity() {
        return Optional.empty();
    }

    /** The writing half; empty if the replica's traits say that it is read-only. */
    Optional<ChangeSink<R>> sink();

    /** Lets go of what the session holds; called once, also after a failure. */
    @Override
    void close();
}
