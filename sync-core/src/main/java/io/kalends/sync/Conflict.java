package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Both sides changed the same thing since they last agreed.
 *
 * @param link the link's id
 * @param fields names of the fields that both sides changed, whole groups; empty when one side deleted the record
 * @param left the left version; {@code null} if it was deleted there
 * @param right the right version; {@code null} if it was deleted there
 * @param leftModified when the left side was modified, as well as is known; {@code null} if it is not
 * @param rightModified when the right side was modified
 * @param <R> the record
 */
public record Conflict<R>(
        String link,
        Set<String> fields,
        @Nullable R left,
        @Nullable R right,
        @Nullable Instant leftModified,
        @Nullable Instant rightModified) {

    public Conflict {
        requireNonNull(link, "link");
        fields = Set.copyOf(fields);
    }

    /** The side that deleted the record, when one did. */
    public Optional<Side> deletedOn() {
        if (left == null) {
            return Optional.of(Side.LEFT);
        }
        return right == null ? Optional.of(Side.RIGHT) : Optional.empty();
    }

    /** The side with the later modification time; left where the times are unknown or equal. */
    public Side modifiedLast() {
        boolean rightIsLater = rightModified != null && (leftModified == null || rightModified.isAfter(leftModified));
        return rightIsLater ? Side.RIGHT : Side.LEFT;
    }

    /** Link and fields, never content. */
    @Override
    public String toString() {
        return "Conflict[" + link + " " + new TreeSet<>(fields) + "]";
    }
}
