package io.kalends.calendar;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Brings the dates of a series to the form of its start. An instant in UTC names no place: which day and which wall time it
 * is, the calendar's zone says. A time in a region names its own.
 */
final class EventTimeForms {

    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    private EventTimeForms() {}

    /** See {@link EventTime#like}. */
    static EventTime like(EventTime date, EventTime start, ZoneId zone) {
        return start.fold(
                day -> EventTime.allDay(wallTime(date, LocalTime.MIN, zone).toLocalDate()),
                zoned -> {
                    ZonedDateTime first = zoned.time().withZoneSameInstant(placeOf(zoned, zone));
                    return EventTime.zoned(date.fold(
                                    day -> day.date()
                                            .atTime(first.toLocalTime())
                                            .atZone(first.getZone()),
                                    EventTime.Zoned::time,
                                    floating -> floating.time().atZone(first.getZone()))
                            .withZoneSameInstant(zoned.time().getZone()));
                },
                floating -> EventTime.floating(wallTime(date, floating.time().toLocalTime(), zone)));
    }

    /** See {@link Recurrence#endingLike}: a day ends with its last second, and an end beside a zoned start is in UTC. */
    static EventTime untilLike(EventTime until, EventTime start, ZoneId zone) {
        return start.fold(
                day -> EventTime.allDay(wallTime(until, LAST_SECOND, zone).toLocalDate()),
                zoned -> until.fold(
                        day -> utc(day.date().atTime(LAST_SECOND).atZone(placeOf(zoned, zone))),
                        instant -> instant,
                        floating -> utc(floating.time().atZone(placeOf(zoned, zone)))),
                floating -> EventTime.floating(wallTime(until, LAST_SECOND, zone)));
    }

    private static LocalDateTime wallTime(EventTime time, LocalTime ofDay, ZoneId zone) {
        return time.fold(
                day -> day.date().atTime(ofDay),
                zoned -> zoned.time().withZoneSameInstant(placeOf(zoned, zone)).toLocalDateTime(),
                EventTime.Floating::time);
    }

    private static ZoneId placeOf(EventTime.Zoned time, ZoneId zone) {
        ZoneId own = time.time().getZone();
        return own.normalized().equals(ZoneOffset.UTC) ? zone : own;
    }

    private static EventTime utc(ZonedDateTime time) {
        return EventTime.zoned(time.withZoneSameInstant(ZoneOffset.UTC));
    }
}
