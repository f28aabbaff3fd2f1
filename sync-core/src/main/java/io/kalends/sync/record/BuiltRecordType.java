package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the types that builders make have in common: the facts and the fields. */
abstract class BuiltRecordType<R> implements RecordType<R> {

    private final RecordFacts<R> facts;
    private final List<Field<R>> fields;

    BuiltRecordType(RecordFacts<R> facts, List<Field<R>> fields) {
        this.facts = facts;
        this.fields = List.copyOf(fields);
    }

    @Override
    public final String name() {
        return facts.name();
    }

    @Override
    public final int version() {
        return facts.version();
    }

    @Override
    public final Class<R> javaType() {
        return facts.javaType();
    }

    @Override
    public final List<Field<R>> fields() {
        return fields;
    }

    @Override
    public final R patch(R base, Map<String, JsonNode> values) {
        Map<String, JsonNode> sorted = new TreeMap<>(values);
        sorted.keySet().forEach(this::field);
        return sorted.isEmpty() ? base : patchKnown(base, sorted);
    }

    /** As {@link #patch}, with at least one value, and every name known. */
    abstract R patchKnown(R base, Map<String, JsonNode> values);

    @Override
    public final Optional<String> id(R record) {
        return RecordFacts.askName(facts.id(), record);
    }

    @Override
    public final Optional<String> identity(R record) {
        return RecordFacts.askName(facts.identity() == null ? facts.id() : facts.identity(), record);
    }

    @Override
    public final Optional<String> parent(R record) {
        return RecordFacts.askName(facts.parent(), record);
    }

    @Override
    public final Optional<Instant> modifiedAt(R record) {
        return RecordFacts.ask(facts.modifiedAt(), record);
    }

    @Override
    public final Optional<Extent> extent(R record) {
        return RecordFacts.ask(facts.extent(), record);
    }

    /** Names the type and the field, and keeps what the form's exception says. */
    final IllegalArgumentException wrongForm(WrongFormException e) {
        return new IllegalArgumentException("record type '" + name() + "': " + e.getMessage());
    }

    @Override
    public final String toString() {
        return "RecordType[" + name() + " v" + version() + "]";
    }
}
