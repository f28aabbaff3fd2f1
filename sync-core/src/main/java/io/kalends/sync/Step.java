package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run did, or that a plan would do. It names records by their ids and never shows content.
 *
 * @param action what
 * @param side on which side; for a difference that was left, the side whose change does not travel
 * @param link the link's id; empty for a record that has none
 * @param record the side's id of the record; {@code null} while it has none there
 * @param fields names of the fields concerned; empty for the whole record
 * @param why the reason, for people
 */
public record Step(
        Action action, Side side, String link, @Nullable String record, Set<String> fields, String why) {

    public Step {
        requireNonNull(action, "action");
        requireNonNull(side, "side");
        requireNonNull(link, "link");
        fields = Set.copyOf(fields);
        requireNonNull(why, "why");
    }

    @Override
    public String toString() {
        return action.label() + " " + side.label() + (record == null ? "" : " " + record)
                + (fields.isEmpty() ? "" : " " + new TreeSet<>(fields))
                + (why.isEmpty() ? "" : ": " + why);
    }
}
