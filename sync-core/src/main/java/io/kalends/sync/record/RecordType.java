package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes one kind of record (an event, a customer, an order) to an engine that knows none of them: how it falls into
 * fields, how changed fields are put back, and what identifies it.
 *
 * <p>A field's value is a {@link JsonNode} in a form that means the same on every side. {@code null} nodes, empty text,
 * empty arrays and empty objects all mean <em>empty</em>.
 *
 * <p>Implementations are immutable and safe for many threads. {@link #version()} rises whenever a value's form changes,
 * so that an upgraded library re-bases its links instead of writing.
 *
 * @param <R> the record's Java type, immutable
 */
public interface RecordType<R> {

    /** A short stable name, {@code "event"}: kept in the store. */
    String name();

    /** The version of the fields' canonical form, from 1 upward. */
    int version();

    /** The record's Java class. */
    Class<R> javaType();

    /** All fields, in a fixed order, each name once. */
    List<Field<R>> fields();

    /**
     * The field of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that exist
     */
    default Field<R> field(String name) {
        for (Field<R> field : fields()) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        throw new IllegalArgumentException("record type '" + name() + "' has no field '" + name + "'; it has "
                + fields().stream().map(Field::name).toList());
    }

    /**
     * A copy of {@code base} with some fields replaced and everything else kept, also what the fields do not cover.
     *
     * @param values by field name; a null node clears the field
     * @throws IllegalArgumentException if a name is unknown or a value has the wrong form; the message never holds content
     */
    R patch(R base, Map<String, JsonNode> values);

    /** The whole record as JSON, for keeping a losing version; the opposite of {@link #decode}. */
    JsonNode encode(R record);

    /** Reads what {@link #encode} wrote, also by an earlier version of the library. */
    R decode(JsonNode json);

    /** The id under which the host keeps the record, where the record itself bears one. */
    default Optional<String> id(R record) {
        return Optional.empty();
    }

    /** What makes two records on two sides the same one (an event's UID and RECURRENCE-ID); empty when nothing does. */
    default Optional<String> identity(R record) {
        return id(record);
    }

    /**
     * The {@link #identity} of the record this one belongs to (a series' for its exception). That is a record of the same
     * pair, unless the pair is built with {@link io.kalends.sync.SyncPair.Builder#parentsIn}.
     */
    default Optional<String> parent(R record) {
        return Optional.empty();
    }

    /** How the identities of children hang on their parent; empty where they keep them whatever becomes of it. */
    default Optional<ChildNames<R>> childNames() {
        return Optional.empty();
    }

    /** When the record was last modified, by its own account. */
    default Optional<Instant> modifiedAt(R record) {
        return Optional.empty();
    }

    /**
     * The same content as a record of its own, with an identity made of {@code seed}: the same seed gives the same
     * identity. Empty where records of this type cannot be copied; then two versions cannot both be kept.
     */
    default Optional<R> copyOf(R record, String seed) {
        return Optional.empty();
    }

    /** The stretch of time the record covers; empty for records that are not in time, which every window holds. */
    default Optional<Extent> extent(R record) {
        return Optional.empty();
    }

    /**
     * Derives a record type from a Java record: one field a component, id from a component named {@code id} (or marked
     * {@link RecordId}), modification time from an {@link Instant} named {@code modifiedAt}. The id is the identity too,
     * unless it is a number: two databases that number their records mean nothing by equal numbers.
     *
     * @throws IllegalArgumentException if it cannot be derived; the message says what is missing and how to give it
     */
    static <R extends Record> RecordType<R> of(Class<R> type) {
        return DerivedRecordType.of(type).build();
    }

    /** As {@link #of}, with parts that cannot be derived given by hand. */
    static <R extends Record> DerivedRecordTypeBuilder<R> derive(Class<R> type) {
        return DerivedRecordType.of(type);
    }

    /** Builds a type for a class that is not a Java record. */
    static <R> RecordTypeBuilder<R> builder(String name, Class<R> type) {
        return new RecordTypeBuilder<>(name, type);
    }
}
