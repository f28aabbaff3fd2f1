package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run did, or that a plan would do. It names records by their ids and never shows content.
 *
 * @param action what
 * @param side on which side; for a difference that was left, the side whose change does not travel
 * @param link the link's id; empty for a record that has none
 * @param record the side's id of the record; {@code null} while it has none there
 * @param across the other side's id of it; {@code null} while it has none there
 * @param fields names of the fields concerned; empty for the whole record
 * @param why the reason, for people
 */
public record Step(
        Action action,
        Side side,
        String link,
        @Nullable String record,
        @Nullable String across,
        Set<String> fields,
        String why) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Of a side as a whole. */
    public static Step ofSide(Action action, Side side, String why) {
        return new Step(action, side, "", null, null, Set.of(), why);
    }

    public Step {
        requireNonNull(action, "action");
        requireNonNull(side, "side");
        requireNonNull(link, "link");
        fields = Set.copyOf(fields);
        requireNonNull(why, "why");
    }

    /** One line, such as {@code create right (left 42): new on the left side}. */
    @Override
    public String toString() {
        return action.label() + " " + side.label() + named()
                + (fields.isEmpty() ? "" : " " + new TreeSet<>(fields))
                + (why.isEmpty() ? "" : ": " + printable(why));
    }

    private String named() {
        if (record != null) {
            return " " + printable(record);
        }
        return across == null ? "" : " (" + side.other().label() + " " + printable(across) + ")";
    }

    /** Whatever a side put into its ids or reasons, a step is one line. */
    private static String printable(String text) {
        return CONTROL.matcher(text)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }
}
