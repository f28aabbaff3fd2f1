package io.kalends.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a side can do, as data.
 *
 * @param fields names of the fields it can hold; empty for all of its type's
 * @param sink what its writing half can do; {@code null} for a read-only side
 * @param mappingVersion the version of its mapping between records and what it stores, from 1 upward: a rise re-bases the
 *     links instead of writing
 * @param indexDelay how long a listing may fail to show a record that was created; zero where it shows each at once
 * @param keepsParents whether a record is kept below the parent it is created with, and told with it in {@link
 *     Versioned#parent()}
 */
public record ReplicaTraits(
        Set<String> fields, @Nullable SinkTraits sink, int mappingVersion, Duration indexDelay, boolean keepsParents) {

    public ReplicaTraits {
        fields = Set.copyOf(fields);
        if (indexDelay.isNegative()) {
            throw new IllegalArgumentException("an index cannot be ahead of its records: " + indexDelay);
        }
    }

    /** A side whose listings show each record at once, and that keeps no parents. */
    public ReplicaTraits(Set<String> fields, @Nullable SinkTraits sink, int mappingVersion) {
        this(fields, sink, mappingVersion, Duration.ZERO, false);
    }

    /** A side that can only be read. */
    public static ReplicaTraits readOnly() {
        return new ReplicaTraits(Set.of(), null, 1);
    }

    /** A side that can be written and holds every field. */
    public static ReplicaTraits writable(SinkTraits sink) {
        return new ReplicaTraits(Set.of(), sink, 1);
    }

    /** The same, holding these fields only. */
    public ReplicaTraits holding(Set<String> fields) {
        return new ReplicaTraits(fields, sink, mappingVersion, indexDelay, keepsParents);
    }

    /** The same, whose listings may miss what was created so lately. */
    public ReplicaTraits withIndexDelay(Duration indexDelay) {
        return new ReplicaTraits(fields, sink, mappingVersion, indexDelay, keepsParents);
    }

    /** The same, keeping records below the parents they are created with. */
    public ReplicaTraits keepingParents() {
        return new ReplicaTraits(fields, sink, mappingVersion, indexDelay, true);
    }

    /** Whether the side can hold this field. */
    public boolean holds(String field) {
        return fields.isEmpty() || fields.contains(field);
    }

    /** What the writing half can do; empty for a read-only side. */
    public Optional<SinkTraits> writing() {
        return Optional.ofNullable(sink);
    }

    @Override
    public String toString() {
        return "ReplicaTraits[" + (fields.isEmpty() ? "all fields" : new TreeSet<>(fields)) + ", "
                + (sink == null ? "read-only" : sink) + "]";
    }
}
