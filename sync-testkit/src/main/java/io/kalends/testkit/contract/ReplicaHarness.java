package io.kalends.testkit.contract;

import io.kalends.sync.Replica;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * One fresh, empty collection for one test, with a road into it beside the replica's own. What an implementer of a replica
 * writes so that {@link ReplicaContract} can test it.
 *
 * @param <R> the record
 */
public interface ReplicaHarness<R> extends AutoCloseable {

    /** The replica under test, over this harness' collection; each call may give another object for the same one. */
    Replica<R> replica();

    /** What deadlines are reckoned by. */
    Clock clock();

    /** The nth of any number of different records; they share neither id nor identity. The same each time. */
    R sample(int n);

    /**
     * The same record with one ordinary field changed, a title if there is one.
     *
     * @param variant another value for another number
     */
    R edited(R record, int variant);

    /** Adds a record by another road than the replica's, as a user does; gives the side's id of it. */
    String put(R record);

    /** Changes a record by the same road. */
    void replace(String id, R record);

    /** Removes a record by the same road. */
    void remove(String id);

    /** A record that belongs to another; empty where records have no parents. */
    default Optional<R> childOf(R parent) {
        return Optional.empty();
    }

    /**
     * Puts two different records there that bear one identity, by another road than the replica's, as some programs do.
     *
     * @return false where the side can hold only one of them
     */
    default boolean putTwins(R one, R other) {
        return false;
    }

    /** Records that a side may have a hard time to keep, because of their names or their size; none by default. */
    default List<R> awkward() {
        return List.of();
    }

    /**
     * Takes a copy of the whole collection, as version control or a backup program does; empty where nobody can.
     *
     * @return puts everything back as it was, to the last byte
     */
    default Optional<Runnable> backup() {
        return Optional.empty();
    }

    /** Switches that break the way to the side; empty where nothing can be broken. */
    default Optional<ReplicaBreaker> breaker() {
        return Optional.empty();
    }

    /** Lets go of the collection; called once after the test. */
    @Override
    default void close() {}
}
