package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.record.RecordType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A side made of its parts; its sessions hold nothing. */
record DescribedReplica<R>(
        String id,
        RecordType<R> type,
        ReplicaTraits traits,
        ChangeSource<R> source,
        @Nullable ChangeSink<R> sink) implements Replica<R> {

    DescribedReplica {
        requireNonNull(id, "id");
        requireNonNull(type, "type");
        requireNonNull(source, "source");
        if (traits.writing().isPresent() != (sink != null)) {
            throw new IllegalArgumentException(
                    sink == null ? "the traits promise a writing half, and there is none" : "the traits promise none");
        }
    }

    @Override
    public ReplicaSession<R> open() {
        return new ReplicaSession<>() {
            @Override
            public ChangeSource<R> source() {
                return source;
            }

            @Override
            public Optional<ChangeSink<R>> sink() {
                return Optional.ofNullable(sink);
            }

            @Override
            public void close() {}
        };
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "Replica[" + id + "]";
    }
}
