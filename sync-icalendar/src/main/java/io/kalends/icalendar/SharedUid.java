package io.kalends.icalendar;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.record.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Tells what several components of one UID are: versions of one event, or events of their own that a program gave one UID.
 * No event hides another: what is not plainly a version of another is an event. Pure.
 */
public final class SharedUid {

    private static final RecordType<CalendarEvent> TYPE = CalendarEvents.type();

    private SharedUid() {}

    /**
     * An event.
     *
     * @param counting the version that counts
     * @param older the others
     */
    public record Event(EventRow counting, List<EventRow> older) {}

    /**
     * The events of one UID; the first keeps it: a series before others, since occurrences apart name the UID, then the one
     * that comes first in the list. An event that was moved has a higher SEQUENCE, but so has another event: what stands at
     * another time is no version.
     */
    public static List<Event> events(List<EventRow> components) {
        List<Event> events = new ArrayList<>();
        groups(components, SharedUid::timeOf).forEach(rows -> events.addAll(atOneTime(rows)));
        events.sort(Comparator.comparing(event -> !isSeries(event.counting())));
        return events;
    }

    private static <K> Collection<List<EventRow>> groups(List<EventRow> rows, Function<EventRow, K> by) {
        Map<K, List<EventRow>> groups = new LinkedHashMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(by.apply(row), any -> new ArrayList<>()).add(row));
        return groups.values();
    }

    /** Of one time, a lower SEQUENCE is an older version of whatever has the highest. */
    private static List<Event> atOneTime(List<EventRow> rows) {
        if (rows.size() == 1) {
            return List.of(new Event(rows.get(0), List.of()));
        }
        int highest = rows.stream().mapToInt(row -> event(row).sequence()).max().orElse(0);
        List<EventRow> counting = new ArrayList<>(rows);
        counting.removeIf(row -> event(row).sequence() < highest);
        List<EventRow> older = new ArrayList<>(rows);
        older.removeIf(row -> event(row).sequence() == highest);
        List<Event> events = new ArrayList<>();
        groups(counting, row -> event(row).title()).forEach(titled -> events.addAll(ofOneTitle(titled)));
        return withOlder(events, older);
    }

    /** Of one title, an earlier time of change is an older version; of those that say the same, the last counts. */
    private static List<Event> ofOneTitle(List<EventRow> rows) {
        Instant latest = rows.stream()
                .map(RowReader::stamp)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        List<EventRow> older = new ArrayList<>();
        List<EventRow> counting = new ArrayList<>();
        for (EventRow row : rows) {
            Instant stamp = RowReader.stamp(row);
            (stamp == null || stamp.equals(latest) ? counting : older).add(row);
        }
        List<Event> events = new ArrayList<>();
        groups(counting, SharedUid::content)
                .forEach(same -> events.add(
                        new Event(same.get(same.size() - 1), List.copyOf(same.subList(0, same.size() - 1)))));
        return withOlder(events, older);
    }

    private static List<Event> withOlder(List<Event> events, List<EventRow> older) {
        Event first = events.get(0);
        List<EventRow> all = new ArrayList<>(first.older());
        all.addAll(older);
        events.set(0, new Event(first.counting(), List.copyOf(all)));
        return events;
    }

    private static List<JsonNode> content(EventRow row) {
        return TYPE.fields().stream().map(field -> field.value(event(row))).toList();
    }

    static boolean isSeries(EventRow row) {
        return event(row).isSeries();
    }

    /** Two components of one occurrence, which is one event whatever they say: whether it is plain which one counts. */
    public static boolean isVersionOfOccurrence(EventRow one, EventRow other) {
        return isSame(one, other) || event(one).sequence() != event(other).sequence() || isOrdered(one, other);
    }

    /** Whether two components hold the same; then one is a copy, and nothing is lost with it. */
    public static boolean isSame(EventRow one, EventRow other) {
        return content(one).equals(content(other));
    }

    /** Whether their times of change tell which is the later. */
    private static boolean isOrdered(EventRow one, EventRow other) {
        return RowReader.goesBefore(one, other) != RowReader.goesBefore(other, one);
    }

    /** What tells an event from others of its UID, and stays when its text is edited. */
    public static String timeOf(EventRow row) {
        return event(row).start().occurrenceKey();
    }

    private static CalendarEvent event(EventRow row) {
        return row.record().record();
    }
}
