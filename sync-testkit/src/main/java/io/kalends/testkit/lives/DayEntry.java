package io.kalends.testkit.lives;

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
