package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.record.FieldStates;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A write that was begun: stored before the call and closed with its outcome. One that a run finds open means that
 * nobody knows whether the write was made.
 *
 * @param side the side written to
 * @param kind what kind of write
 * @param key the idempotency key of a create: of the record that is brought across, and the link's life
 * @param deadline when the call is over for good: no repetition before
 * @param id the side's id of the record; for a create the one it will have, {@code null} if that is not known
 * @param revision the revision the write was conditional on
 * @param fields names of the fields written that agree once the write is made
 * @param merged names of the fields written whose value is neither side's own: they agree once the other side has it too
 * @param sent the projected states of what was sent
 * @param plannedOn the states of the other side that the write was planned on
 */
public record Intent(
        Side side,
        Kind kind,
        String key,
        Instant deadline,
        @Nullable String id,
        @Nullable String revision,
        Set<String> fields,
        Set<String> merged,
        FieldStates sent,
        FieldStates plannedOn) {

    public Intent {
        requireNonNull(side, "side");
        requireNonNull(kind, "kind");
        requireNonNull(key, "key");
        requireNonNull(deadline, "deadline");
        fields = Set.copyOf(fields);
        merged = Set.copyOf(merged);
        requireNonNull(sent, "sent");
        requireNonNull(plannedOn, "plannedOn");
    }

    /** A write of values that the other side holds. */
    public Intent(
            Side side,
            Kind kind,
            String key,
            Instant deadline,
            @Nullable String id,
            @Nullable String revision,
            Set<String> fields,
            FieldStates sent,
            FieldStates plannedOn) {
        this(side, kind, key, deadline, id, revision, fields, Set.of(), sent, plannedOn);
    }

    /** The kinds of writes. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }
}
