package io.kalends.provider.ics.internal;

import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEvents;
import io.kalends.sync.record.RecordType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells what several components of one UID are: versions of one event, or events of their own that a program gave one UID.
 * No event hides another: what is not plainly a version of another is an event. Pure.
 */
final class SharedUid {

    private static final RecordType<CalendarEvent> TYPE = CalendarEvents.type();

    private SharedUid() {}

    /**
     * An event.
     *
     * @param counting the version that counts
     * @param older the others
     */
    record Event(EventRow counting, List<EventRow> older) {}

    /**
     * The events of one UID; the first keeps it: a series before others, since occurrences apart name the UID, then the one
     * that comes first in the list.
     */
    static List<Event> events(List<EventRow> components) {
        List<Event> events = new ArrayList<>();
        for (EventRow row : components) {
            int at = 0;
            while (at < events.size() && !isVersionOf(events.get(at).counting(), row)) {
                at++;
            }
            if (at == events.size()) {
                events.add(new Event(row, List.of()));
            } else {
                events.set(at, joined(events.get(at), row));
            }
        }
        events.sort(Comparator.comparing(event -> !isSeries(event.counting())));
        return events;
    }

    private static Event joined(Event event, EventRow row) {
        boolean newer = !RowReader.goesBefore(event.counting(), row);
        List<EventRow> older = new ArrayList<>(event.older());
        older.add(newer ? event.counting() : row);
        return new Event(newer ? row : event.counting(), List.copyOf(older));
    }

    static boolean isSeries(EventRow row) {
        return event(row).isSeries();
    }

    /** An event that was moved has a higher SEQUENCE, but so has another event: one at another time is no version. */
    private static boolean isVersionOf(EventRow one, EventRow other) {
        if (!timeOf(one).equals(timeOf(other))) {
            return false;
        }
        boolean retold =
                isOrdered(one, other) && event(one).title().equals(event(other).title());
        return retold
                || isSame(one, other)
                || event(one).sequence() != event(other).sequence();
    }

    /** Two components of one occurrence, which is one event whatever they say: whether it is plain which one counts. */
    static boolean isVersionOfOccurrence(EventRow one, EventRow other) {
        return isSame(one, other) || event(one).sequence() != event(other).sequence() || isOrdered(one, other);
    }

    /** Whether two components hold the same; then one is a copy, and nothing is lost with it. */
    static boolean isSame(EventRow one, EventRow other) {
        return TYPE.fields().stream().allMatch(field -> field.value(event(one)).equals(field.value(event(other))));
    }

    /** Whether their times of change tell which is the later. */
    private static boolean isOrdered(EventRow one, EventRow other) {
        return RowReader.goesBefore(one, other) != RowReader.goesBefore(other, one);
    }

    /** What tells an event from others of its UID, and stays when its text is edited. */
    static String timeOf(EventRow row) {
        return event(row).start().occurrenceKey();
    }

    private static CalendarEvent event(EventRow row) {
        return row.record().record();
    }
}
