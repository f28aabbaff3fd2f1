package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.RecordType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
        return new ReplicaTraits(
                Set.of(),
                traits.sink(),
                1_000 * mapping.version() + traits.mappingVersion(),
                traits.indexDelay(),
                traits.keepsParents());
    }

    @Override
    public Projection<B> projection() {
        return new Held<>(new MappedView<>(type, mapping));
    }

    @Override
    public ReplicaSession<B> open() {
        return new Session<>(host.open(), new MappedView<>(type, mapping));
    }

    /** What the host's class would hold of a record. One that it cannot take at all is left for the write to refuse. */
    private record Held<A, B>(MappedView<A, B> view) implements Projection<B> {

        @Override
        public B project(B record) {
            try {
                RecordMapping<A, B> mapping = view.mapping();
                return view.type()
                        .patch(record, altered(record, mapping.show(mapping.apply(null, record, view.allFields()))));
            } catch (RuntimeException e) {
                return record;
            }
        }

        private Map<String, JsonNode> altered(B record, B shown) {
            Map<String, JsonNode> values = new HashMap<>();
            for (Field<B> field : view.type().fields()) {
                JsonNode value = field.value(shown);
                if (!value.equals(field.value(record))) {
                    values.put(field.name(), value);
                }
            }
            return values;
        }

        @Override
        public Optional<JsonNode> put(String field, B old, B returned) {
            return view.mapping().put(field, old, returned);
        }
    }

    private record Session<A, B>(ReplicaSession<A> host, MappedView<A, B> view) implements ReplicaSession<B> {

        @Override
        public ChangeSource<B> source() {
            return new MappedSource<>(host.source(), view);
        }

        @Override
        public Optional<String> identity() {
            return host.identity();
        }

        @Override
        public Optional<ChangeSink<B>> sink() {
            return host.sink().map(sink -> new MappedSink<>(sink, host.source(), view));
        }

        @Override
        public void close() {
            host.close();
        }
    }
}
