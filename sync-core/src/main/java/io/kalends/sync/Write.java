package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One write to a side.
 *
 * @param <R> the record
 */
public sealed interface Write<R> {

    <T> T fold(Function<Create<R>, T> create, Function<Update<R>, T> update, Function<Delete<R>, T> delete);

    /**
     * Puts a new record there.
     *
     * @param key the idempotency key: the same for every repetition of this create, another for every other, and never
     *     used again, not even after the record was deleted; letters, digits and hyphens, at most 64
     * @param record the content
     * @param parent the side's id of the record this one belongs to; {@code null} for none
     * @param origin the origin mark to keep with the record and to tell when it is read
     * @param formerId the id under which the side held the record before it was deleted there; {@code null} if it never did
     * @param holes children that only say that the record has nothing in their place
     *     ({@link io.kalends.sync.record.ChildNames#isHole}) and will be created below it next. A side that can write them
     *     with the record never shows it without, and answers their own creates by what is there; others need not look
     */
    record Create<R>(
            String key,
            R record,
            @Nullable String parent,
            String origin,
            @Nullable String formerId,
            List<R> holes) implements Write<R> {
        public Create {
            requireNonNull(key, "key");
            requireNonNull(record, "record");
            requireNonNull(origin, "origin");
            holes = List.copyOf(holes);
        }

        /** A record without holes. */
        public Create(String key, R record, @Nullable String parent, String origin, @Nullable String formerId) {
            this(key, record, parent, origin, formerId, List.of());
        }

        @Override
        public <T> T fold(Function<Create<R>, T> create, Function<Update<R>, T> update, Function<Delete<R>, T> delete) {
            return create.apply(this);
        }

        @Override
        public String toString() {
            return "Create[" + key + "]";
        }
    }

    /**
     * Replaces some fields of a record and leaves everything else on it as it is.
     *
     * @param id the side's id
     * @param revision the revision the write is conditional on; {@code null} where the side has none
     * @param record holds the new values of {@code changed}; its other fields mean nothing
     * @param changed names of the fields to replace, at least one
     */
    record Update<R>(String id, @Nullable String revision, R record, Set<String> changed) implements Write<R> {
        public Update {
            requireNonNull(id, "id");
            requireNonNull(record, "record");
            changed = Set.copyOf(changed);
            if (changed.isEmpty()) {
                throw new IllegalArgumentException("an update of " + id + " without a changed field");
            }
        }

        @Override
        public <T> T fold(Function<Create<R>, T> create, Function<Update<R>, T> update, Function<Delete<R>, T> delete) {
            return update.apply(this);
        }

        @Override
        public String toString() {
            return "Update[" + id + " " + changed + "]";
        }
    }

    /**
     * Removes a record. Of a record that has a parent, it removes what sets it apart: an exception falls back to the rule
     * of its series. A cancelled occurrence is not a deletion but a status.
     *
     * @param id the side's id
     * @param revision the revision the write is conditional on; {@code null} where the side has none
     */
    record Delete<R>(String id, @Nullable String revision) implements Write<R> {
        public Delete {
            requireNonNull(id, "id");
        }

        @Override
        public <T> T fold(Function<Create<R>, T> create, Function<Update<R>, T> update, Function<Delete<R>, T> delete) {
            return delete.apply(this);
        }
    }
}
