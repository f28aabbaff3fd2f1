package io.kalends.testkit.lives;

import java.util.ArrayList;
import java.util.List;

/**
 * What a person sees in a calendar.
 *
 * @param start a day, or a day and a time where the person is
 * @param end the same, exclusive
 * @param texts what it says
 */
public record DayEntry(String start, String end, Texts texts) implements Comparable<DayEntry> {

    /** Whether the other stands at the same time under the same title. */
    boolean isLike(DayEntry other) {
        return start.equals(other.start) && texts.title().equals(other.texts.title());
    }

    /** The first few of some that are not among the others. */
    static List<DayEntry> without(List<DayEntry> some, List<DayEntry> others) {
        List<DayEntry> rest = new ArrayList<>(some);
        others.forEach(rest::remove);
        return rest.size() > 6 ? rest.subList(0, 6) : rest;
    }

    @Override
    public int compareTo(DayEntry other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return start + " to " + end + " " + texts.title()
                + (texts.description().isEmpty() ? "" : " / " + texts.description())
                + (texts.location().isEmpty() ? "" : " @ " + texts.location());
    }
}
