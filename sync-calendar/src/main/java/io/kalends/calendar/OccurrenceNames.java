package io.kalends.calendar;

import io.kalends.sync.record.ChildNames;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Names an occurrence after its series was moved or split. A series that moves takes its occurrences along by as much; one
 * that another goes on with ("this and following") leaves them on their days, at the new series' time.
 */
final class OccurrenceNames implements ChildNames<CalendarEvent> {

    private static final Set<String> FIELDS =
            Set.of(CalendarEvents.START, CalendarEvents.END, CalendarEvents.RECURRENCE);

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public Optional<String> fieldOfParents() {
        return Optional.of(CalendarEvents.RECURRENCE);
    }

    @Override
    public CalendarEvent rename(CalendarEvent child, CalendarEvent before, CalendarEvent now) {
        EventTime named = child.recurrenceId();
        if (named == null) {
            return child;
        }
        LocalDateTime from = wallTime(before.start());
        LocalDateTime to = wallTime(now.start());
        Duration shift =
                before.uid().equals(now.uid()) ? Duration.between(from, to) : Duration.between(time(from), time(to));
        return child.named(
                now.uid(), like(now.start(), wallTime(in(before.start(), named)).plus(shift)));
    }

    /**
     * A side that holds a series in a zone knows dates that float, or go by another zone, in that zone. Where the series floats,
     * its occurrences do, whatever time they are given in the zone in which the other side holds it.
     */
    @Override
    public CalendarEvent across(CalendarEvent child, CalendarEvent here, CalendarEvent there) {
        EventTime named = child.recurrenceId();
        boolean knows =
                there.start() instanceof EventTime.Zoned && !here.start().isAllDay();
        CalendarEvent renamed = named != null && knows ? child.named(there.uid(), named) : rename(child, here, there);
        return inFormOf(there, renamed, here);
    }

    private static CalendarEvent inFormOf(CalendarEvent there, CalendarEvent child, CalendarEvent here) {
        return there.start() instanceof EventTime.Floating && here.start() instanceof EventTime.Zoned own
                ? child.toBuilder()
                        .start(floating(child.start(), own))
                        .end(floating(child.end(), own))
                        .build()
                : child;
    }

    /** Whoever moved the series since, the occurrence stays at its time of day. */
    @Override
    public CalendarEvent likewise(CalendarEvent child, CalendarEvent here, CalendarEvent there) {
        EventTime named = child.recurrenceId();
        if (named == null) {
            return child;
        }
        EventTime name = there.start() instanceof EventTime.Floating && here.start() instanceof EventTime.Zoned own
                ? floating(named, own)
                : named;
        return inFormOf(there, child.named(there.uid(), name), here);
    }

    private static EventTime floating(EventTime time, EventTime.Zoned series) {
        return time instanceof EventTime.Zoned ? EventTime.floating(wallTime(in(series, time))) : time;
    }

    @Override
    public boolean isHole(CalendarEvent child) {
        return child.isOccurrence()
                && child.status() == EventStatus.CANCELLED
                && child.title().isEmpty()
                && child.description().isEmpty()
                && child.location().isEmpty()
                && child.attendees().isEmpty();
    }

    /** A series that another goes on with ends earlier than before, and the other begins later. */
    @Override
    public boolean mayGoOn(CalendarEvent before, CalendarEvent now, CalendarEvent heir) {
        return !Objects.equals(before.recurrence(), now.recurrence())
                && wallTime(heir.start())
                        .toLocalDate()
                        .isAfter(wallTime(before.start()).toLocalDate());
    }

    private static LocalTime time(LocalDateTime at) {
        return at.toLocalTime();
    }

    private static LocalDateTime wallTime(EventTime time) {
        return time.fold(
                day -> day.date().atStartOfDay(), zoned -> zoned.time().toLocalDateTime(), EventTime.Floating::time);
    }

    /** The same moment on the clock of a series that goes by a zone: a name may be given in UTC. */
    private static EventTime in(EventTime series, EventTime named) {
        return series instanceof EventTime.Zoned own && named instanceof EventTime.Zoned zoned
                ? EventTime.zoned(zoned.time().withZoneSameInstant(own.time().getZone()))
                : named;
    }

    private static EventTime like(EventTime series, LocalDateTime at) {
        return series.fold(
                day -> EventTime.allDay(at.toLocalDate()),
                zoned -> EventTime.zoned(at, zoned.time().getZone()),
                floating -> EventTime.floating(at));
    }
}
