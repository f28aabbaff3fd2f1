package io.kalends.sync;

import io.kalends.sync.record.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * One side of a pair, as a description: making ten thousand opens nothing. A run {@linkplain #open opens} a session and
 * closes it. Immutable and safe for many threads.
 *
 * @param <R> the record
 */
public interface Replica<R> {

    /**
     * Names the collection for good: the same in every pair, on every node and after every restart, different from every
     * other's. Origin marks are made of it. It holds no secret.
     */
    String id();

    /** What provides the side, {@code "google"}: what stands before the colon of its id, for logs and listeners. */
    default String provider() {
        int colon = id().indexOf(':');
        return colon < 0 ? id() : id().substring(0, colon);
    }

    RecordType<R> type();

    ReplicaTraits traits();

    /** What this side would hold of a value; the identity where it holds everything as it is. */
    default Projection<R> projection() {
        return Projection.identity();
    }

    /**
     * Begins a run's dealings with the side.
     *
     * @throws SyncException when the side cannot be reached
     */
    ReplicaSession<R> open();

    /**
     * A side made of its parts, without sessions of its own: source and sink are used by several runs at once where the side
     * is in several pairs.
     *
     * @param sink {@code null} for a side that is only read, as its traits say
     */
    static <R> Replica<R> of(
            String id, RecordType<R> type, ReplicaTraits traits, ChangeSource<R> source, @Nullable ChangeSink<R> sink) {
        return new DescribedReplica<>(id, type, traits, source, sink);
    }

    /**
     * This side as one of that type, for a provider that was asked for it.
     *
     * @throws RejectedException if it is of another type; the message names both
     */
    @SuppressWarnings("unchecked") // the types are compared
    default <T> Replica<T> as(RecordType<T> asked) {
        if (!asked.javaType().equals(type().javaType())) {
            throw new RejectedException(
                    new Place("", id()),
                    "it holds records of type '" + type().name() + "', not '" + asked.name() + "'",
                    "ask for '" + type().name() + "', or show your records as such by mapped(…)");
        }
        return (Replica<T>) this;
    }

    /**
     * This side shown as another type of record: a host's own class as a calendar event. An update is applied as changed
     * fields to the host's current object, so that what the mapping does not know stays.
     */
    default <T> Replica<T> mapped(RecordType<T> type, RecordMapping<R, T> mapping) {
        return new MappedReplica<>(this, type, mapping);
    }
}
