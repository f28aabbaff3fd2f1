package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record as one side holds it now, with what that side knows about it.
 *
 * @param id the side's own id of the record; unique on that side, and stable
 * @param revision what conditional writes are made on (ETag, changeKey, row version); {@code null} where the side has none
 * @param record the content
 * @param modifiedAt when it was last modified, by the side's account; {@code null} if unknown
 * @param parent the side's id of the record this one belongs to (the series of an exception); {@code null} for none
 * @param unknown names of fields that the side left out or hides from this account: never taken for empty
 * @param readOnly names of fields that may not be written on this very record
 * @param origin the origin mark that a sink kept with the record; {@code null} if it bears none
 * @param <R> the record
 */
public record Versioned<R>(
        String id,
        @Nullable String revision,
        R record,
        @Nullable Instant modifiedAt,
        @Nullable String parent,
        Set<String> unknown,
        Set<String> readOnly,
        @Nullable String origin) {

    public Versioned {
        requireNonNull(id, "id");
        requireNonNull(record, "record");
        unknown = Set.copyOf(unknown);
        readOnly = Set.copyOf(readOnly);
    }

    /** A record of which every field is known and may be written. */
    public static <R> Versioned<R> of(String id, @Nullable String revision, R record) {
        return new Versioned<>(id, revision, record, null, null, Set.of(), Set.of(), null);
    }

    public Versioned<R> modifiedAt(@Nullable Instant at) {
        return new Versioned<>(id, revision, record, at, parent, unknown, readOnly, origin);
    }

    public Versioned<R> childOf(@Nullable String parentId) {
        return new Versioned<>(id, revision, record, modifiedAt, parentId, unknown, readOnly, origin);
    }

    public Versioned<R> withOrigin(@Nullable String mark) {
        return new Versioned<>(id, revision, record, modifiedAt, parent, unknown, readOnly, mark);
    }

    public Versioned<R> withUnknown(Set<String> fields) {
        return new Versioned<>(id, revision, record, modifiedAt, parent, fields, readOnly, origin);
    }

    public Versioned<R> withReadOnly(Set<String> fields) {
        return new Versioned<>(id, revision, record, modifiedAt, parent, unknown, fields, origin);
    }

    /** The same place with other content. */
    public <T> Versioned<T> withRecord(T other) {
        return new Versioned<>(id, revision, other, modifiedAt, parent, unknown, readOnly, origin);
    }

    /** Id and revision, never content. */
    @Override
    public String toString() {
        return "Versioned[" + id + (revision == null ? "" : " @" + revision) + "]";
    }
}
