package io.kalends.testkit.lives;

import static java.util.Objects.requireNonNull;

import io.kalends.calendar.EventTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a side, as a program of that side sees it: an event, a series, or an occurrence that stands apart from its
 * series.
 *
 * @param handle how the side names it until it is changed next; empty for what is not there yet
 * @param series the handle of the series of an occurrence; {@code null} for other events
 * @param original the start that the series gives an occurrence; {@code null} for other events
 * @param cancelled whether an occurrence is called off
 * @param texts what it says
 * @param start when it starts
 * @param end when it ends, exclusive, of the same kind as the start
 * @param rule the value of its RRULE; empty for what does not repeat
 * @param excluded the dates that the series itself leaves out (EXDATE)
 */
public record Item(
        String handle,
        @Nullable String series,
        @Nullable EventTime original,
        boolean cancelled,
        Texts texts,
        EventTime start,
        EventTime end,
        String rule,
        List<EventTime> excluded) {

    /** Copies the dates. */
    public Item {
        requireNonNull(handle, "handle");
        requireNonNull(texts, "texts");
        requireNonNull(start, "start");
        requireNonNull(end, "end");
        requireNonNull(rule, "rule");
        excluded = List.copyOf(excluded);
    }

    /** An event that is not there yet. */
    public static Item of(Texts texts, EventTime start, EventTime end, String rule) {
        return new Item("", null, null, false, texts, start, end, rule, List.of());
    }

    /** Whether this is an occurrence that stands apart from its series. */
    public boolean isOccurrence() {
        return original != null;
    }

    /** Whether this repeats. */
    public boolean isSeries() {
        return !rule.isEmpty();
    }

    /** The same with other texts. */
    public Item texts(Texts other) {
        return new Item(handle, series, original, cancelled, other, start, end, rule, excluded);
    }

    /** The same at another time. */
    public Item at(EventTime otherStart, EventTime otherEnd) {
        return new Item(handle, series, original, cancelled, texts, otherStart, otherEnd, rule, excluded);
    }

    /** The same by another rule. */
    public Item repeating(String otherRule) {
        return new Item(handle, series, original, cancelled, texts, start, end, otherRule, excluded);
    }

    /** The same with other dates left out. */
    public Item excluding(List<EventTime> dates) {
        return new Item(handle, series, original, cancelled, texts, start, end, rule, dates);
    }

    /** The same called off, or not. */
    public Item cancelled(boolean isCancelled) {
        return new Item(handle, series, original, isCancelled, texts, start, end, rule, excluded);
    }

    /** The same as the occurrence of this series at this date. */
    public Item occurrence(String ofSeries, EventTime at) {
        return new Item(handle, ofSeries, at, cancelled, texts, start, end, "", List.of());
    }

    /** The same by another handle. */
    public Item handle(String other) {
        return new Item(other, series, original, cancelled, texts, start, end, rule, excluded);
    }

    /** No content. */
    @Override
    public String toString() {
        return "Item[" + handle + "]";
    }
}
