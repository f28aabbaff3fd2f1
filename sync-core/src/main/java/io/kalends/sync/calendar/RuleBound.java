package io.kalends.sync.calendar;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Bounds the end of a series by arithmetic, without expanding it. */
final class RuleBound {

    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    /** RFC 5545 writes a year in four digits. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private RuleBound() {}

    static Optional<Instant> lastStart(Recurrence recurrence, EventTime start) {
        Instant last = start.widestEnd();
        for (EventTime extra : recurrence.extraDates()) {
            last = later(last, extra.widestEnd());
        }
        for (RecurrenceRule rule : recurrence.parsedRules()) {
            Optional<Instant> end = lastStart(rule, start);
            if (end.isEmpty()) {
                return end;
            }
            last = later(last, end.get());
        }
        return Optional.of(last);
    }

    private static Optional<Instant> lastStart(RecurrenceRule rule, EventTime start) {
        if (rule.until().isPresent()) {
            return rule.until().map(until -> untilLike(until, start).widestEnd());
        }
        if (rule.count().isEmpty()) {
            return Optional.empty();
        }
        return RuleCount.lastStart(rule, start);
    }

    /** See {@link Recurrence#endingLike}. */
    static EventTime untilLike(EventTime until, EventTime start) {
        return start.fold(
                allDay -> until.fold(
                        day -> day,
                        zoned -> EventTime.allDay(zoned.time().toLocalDate()),
                        floating -> EventTime.allDay(floating.time().toLocalDate())),
                zoned -> until.fold(
                        day -> inUtc(day.date()
                                .atTime(LAST_SECOND)
                                .atZone(zoned.time().getZone())),
                        instant -> instant,
                        floating -> inUtc(floating.time().atZone(zoned.time().getZone()))),
                floating -> until.fold(
                        day -> EventTime.floating(day.date().atTime(LAST_SECOND)),
                        zoned -> EventTime.floating(zoned.time().toLocalDateTime()),
                        same -> same));
    }

    private static EventTime inUtc(ZonedDateTime time) {
        Instant instant = time.toInstant();
        return EventTime.utc(instant.isAfter(LAST) ? LAST : instant);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
