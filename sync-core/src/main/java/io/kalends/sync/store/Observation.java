package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.record.FieldStates;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one side was last seen to hold of a record.
 *
 * @param id the side's id of the record
 * @param presence whether it was there
 * @param revision the side's revision; {@code null} where it has none
 * @param modifiedAt the side's modification time, corrected; {@code null} if unknown
 * @param observedAt when it was looked at
 * @param parent the side's id of the parent record; {@code null} for none
 * @param origin the root origin mark: as read, or made from the replica's and the record's id
 * @param identity fingerprint of the record's identity; 0 where it has none
 * @param content fingerprint of all fields that both sides can hold, through both projections: equal content, equal number;
 *     0 where one of them is unknown
 * @param fields the state of every field
 * @param readOnly names of fields that may not be written on this record
 * @param replaced the {@code content} that our own last write took the place of: a late page may still show it; 0 for none
 */
public record Observation(
        String id,
        Presence presence,
        @Nullable String revision,
        @Nullable Instant modifiedAt,
        Instant observedAt,
        @Nullable String parent,
        String origin,
        long identity,
        long content,
        FieldStates fields,
        Set<String> readOnly,
        long replaced) {

    public Observation {
        requireNonNull(id, "id");
        requireNonNull(presence, "presence");
        requireNonNull(observedAt, "observedAt");
        requireNonNull(origin, "origin");
        requireNonNull(fields, "fields");
        readOnly = Set.copyOf(readOnly);
    }

    /** What a side shows that was never written by us. */
    public Observation(
            String id,
            Presence presence,
            @Nullable String revision,
            @Nullable Instant modifiedAt,
            Instant observedAt,
            @Nullable String parent,
            String origin,
            long identity,
            long content,
            FieldStates fields,
            Set<String> readOnly) {
        this(id, presence, revision, modifiedAt, observedAt, parent, origin, identity, content, fields, readOnly, 0);
    }

    /** The same record, elsewhere. */
    public Observation at(Presence presence, Instant observedAt) {
        return new Observation(
                id,
                presence,
                revision,
                modifiedAt,
                observedAt,
                parent,
                origin,
                identity,
                content,
                fields,
                readOnly,
                replaced);
    }

    /** The same record with other field states. */
    public Observation withFields(FieldStates fields) {
        return new Observation(
                id,
                presence,
                revision,
                modifiedAt,
                observedAt,
                parent,
                origin,
                identity,
                content,
                fields,
                readOnly,
                replaced);
    }

    /** The same record, modified at another time. */
    public Observation withModifiedAt(@Nullable Instant modifiedAt) {
        return new Observation(
                id,
                presence,
                revision,
                modifiedAt,
                observedAt,
                parent,
                origin,
                identity,
                content,
                fields,
                readOnly,
                replaced);
    }

    /** The same record under another origin mark. */
    public Observation withOrigin(String origin) {
        return new Observation(
                id,
                presence,
                revision,
                modifiedAt,
                observedAt,
                parent,
                origin,
                identity,
                content,
                fields,
                readOnly,
                replaced);
    }

    /** The same record under another identity. */
    public Observation withIdentity(long identity) {
        return new Observation(
                id,
                presence,
                revision,
                modifiedAt,
                observedAt,
                parent,
                origin,
                identity,
                content,
                fields,
                readOnly,
                replaced);
    }

    /** The same record, in the place of what had this {@link #content}. */
    public Observation replacing(long content) {
        return new Observation(
                id,
                presence,
                revision,
                modifiedAt,
                observedAt,
                parent,
                origin,
                identity,
                this.content,
                fields,
                readOnly,
                content);
    }

    /** Whether the record counts as being on the side, within the pair's scope. */
    public boolean isThere() {
        return presence == Presence.PRESENT || presence == Presence.ABSENT;
    }
}
