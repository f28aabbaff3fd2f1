package io.kalends.engine;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.SyncPair;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

/** A world of events, and a series to put into it. */
final class EventWorld extends World<CalendarEvent> {

    EventWorld() {
        this(side -> side, pair -> pair);
    }

    EventWorld(
            UnaryOperator<InMemoryReplicaBuilder<CalendarEvent>> right,
            UnaryOperator<SyncPair.Builder<CalendarEvent>> rules) {
        super(CalendarEvents.type(), side -> side, right, rules);
    }

    /** A meeting that was renamed on both sides, "left" and "right", where both versions are to stay. */
    static EventWorld disagreeing() {
        EventWorld world = new EventWorld(side -> side, pair -> pair.onConflict(ConflictPolicy.keepBoth()));
        String id = world.left.put(EventSamples.meeting(1));
        world.settles();
        retitle(world.left, id, "left");
        retitle(world.right, world.right.records().keySet().iterator().next(), "right");
        return world;
    }

    /** A weekly half hour in Berlin from the samples' first Monday on. */
    static CalendarEvent series(String uid, LocalDate first, int hour, String rule) {
        return CalendarEvent.builder(uid)
                .title("Standup")
                .start(at(first, hour))
                .lasting(Duration.ofMinutes(30))
                .recurrence(Recurrence.of(rule))
                .build();
    }

    /** An occurrence of it that stands apart by its title. */
    static CalendarEvent occurrence(String uid, LocalDate day, int hour, String title) {
        return CalendarEvent.builder(uid)
                .recurrenceId(at(day, hour))
                .title(title)
                .start(at(day, hour))
                .lasting(Duration.ofMinutes(30))
                .build();
    }

    static LocalDate monday(int number) {
        return EventSamples.MONDAY.plusWeeks(number);
    }

    private static EventTime at(LocalDate day, int hour) {
        return EventTime.zoned(day.atTime(hour, 0), EventSamples.BERLIN);
    }

    /** A weekly series at ten with two occurrences that stand apart, on the left; gives its id. */
    String putSeries() {
        String id = left.put(series("series", monday(0), 10, "FREQ=WEEKLY"));
        left.putChild(id, occurrence("series", monday(1), 10, "in room 2"));
        left.putChild(id, occurrence("series", monday(3), 10, "in room 4"));
        return id;
    }

    static String series(InMemoryReplica<CalendarEvent> side) {
        return find(side, event -> !event.isOccurrence());
    }

    static String titled(InMemoryReplica<CalendarEvent> side, String title) {
        return find(side, event -> event.title().equals(title));
    }

    static void retitle(InMemoryReplica<CalendarEvent> side, String id, String title) {
        side.edit(id, event -> event.toBuilder().title(title).build());
    }
}
