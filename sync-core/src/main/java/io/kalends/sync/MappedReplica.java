package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.record.RecordType;
import java.util.Set;

/** A host's replica, shown as another type of record. The collection, and so the id, is the host's. */
record MappedReplica<A, B>(Replica<A> host, RecordType<B> type, RecordMapping<A, B> mapping) implements Replica<B> {

    MappedReplica {
        requireNonNull(host, "host");
        requireNonNull(type, "type");
        requireNonNull(mapping, "mapping");
    }

    @Override
    public String id() {
        return host.id();
    }

    /** The host's, but for the fields: which of the host's it holds says nothing here. */
    @Override
    public ReplicaTraits traits() {
        ReplicaTraits traits = host.traits();
        return new ReplicaTraits(Set.of(), traits.sink(), 1_000 * mapping.version() + traits.mappingVersion());
    }

    @Override
    public ReplicaSession<B> open() {
        return new Session<>(host.open(), new MappedView<>(type, mapping));
    }

    private record Session<A, B>(ReplicaSession<A> host, MappedView<A, B> view) implements ReplicaSession<B> {

        @Override
        public ChangeSource<B> source() {
            return new MappedSource<>(host.source(), view);
        }

        @Override
        public ChangeSink<B> sink() {
            return new MappedSink<>(host.sink(), host.source(), view);
        }

        @Override
        public void close() {
            host.close();
        }
    }
}
