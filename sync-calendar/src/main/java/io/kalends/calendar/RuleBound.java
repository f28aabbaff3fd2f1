package io.kalends.calendar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Bounds the end of a series by arithmetic, without expanding it. */
final class RuleBound {

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
            return rule.until()
                    .map(until -> EventTimeForms.untilLike(until, start, ZoneOffset.UTC)
                            .widestEnd());
        }
        if (rule.count().isEmpty()) {
            return Optional.empty();
        }
        return RuleCount.lastStart(rule, start);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
