package io.kalends.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Bounds the end of a rule with a COUNT: where each period is sure to hold an occurrence, the last one lies no more
 * periods away than there are occurrences. Where a period may hold none (the 31st, the fifth Friday), it is not bounded.
 */
final class RuleCount {

    /** Days and weeks of the month that every month has. */
    private static final int DAYS_OF_EVERY_MONTH = 28;

    private static final int WEEKS_OF_EVERY_MONTH = 4;

    /** Wall times move by this much at most where the offset changes, and a day is widest in UTC-12. */
    private static final int SLACK_HOURS = 24;

    private RuleCount() {}

    static Optional<Instant> lastStart(RecurrenceRule rule, EventTime start) {
        Set<String> by = new TreeSet<>(rule.parts().keySet());
        by.removeAll(Set.of("FREQ", "COUNT", "INTERVAL", "WKST"));
        boolean plain = by.isEmpty();
        if (!(plain ? plainHits(rule, start) : everyPeriodHits(rule, by, start))) {
            return Optional.empty();
        }
        // The first occurrence is the start; with BY parts some readers count only from the first hit after it, and the
        // last one may lie at the end of its period.
        long repetitions = rule.count().orElse(1) - 1L + (plain ? 0 : 2);
        try {
            LocalDateTime first = LocalDateTime.ofInstant(start.widestEnd(), ZoneOffset.UTC);
            LocalDateTime last = first.plus(Math.multiplyExact(repetitions, rule.interval()), unit(rule.frequency()));
            return Optional.of(last.plusHours(SLACK_HOURS).toInstant(ZoneOffset.UTC));
        } catch (ArithmeticException | DateTimeException beyondTheCalendar) {
            return Optional.empty();
        }
    }

    private static boolean plainHits(RecurrenceRule rule, EventTime start) {
        return switch (rule.frequency()) {
            case MONTHLY, YEARLY -> dayOfMonth(start) <= DAYS_OF_EVERY_MONTH;
            default -> true;
        };
    }

    private static boolean everyPeriodHits(RecurrenceRule rule, Set<String> by, EventTime start) {
        if (by.contains("BYSETPOS")) {
            if (by.size() == 1 || !setHasAnEnd(rule)) {
                return false;
            }
            by.remove("BYSETPOS");
        }
        return switch (rule.frequency()) {
            case WEEKLY -> by.equals(Set.of("BYDAY"));
            case MONTHLY -> hitsEveryMonth(rule, by);
            case YEARLY -> {
                boolean inOneMonth = by.remove("BYMONTH");
                yield inOneMonth
                        && (by.isEmpty() ? dayOfMonth(start) <= DAYS_OF_EVERY_MONTH : hitsEveryMonth(rule, by));
            }
            default -> false;
        };
    }

    private static boolean hitsEveryMonth(RecurrenceRule rule, Set<String> by) {
        if (by.equals(Set.of("BYDAY"))) {
            return values(rule, "BYDAY").stream()
                    .map(day -> day.substring(0, day.length() - 2))
                    .anyMatch(ordinal ->
                            ordinal.isEmpty() || Math.abs(Integer.parseInt(ordinal)) <= WEEKS_OF_EVERY_MONTH);
        }
        return by.equals(Set.of("BYMONTHDAY"))
                && values(rule, "BYMONTHDAY").stream()
                        .anyMatch(day -> Math.abs(Integer.parseInt(day)) <= DAYS_OF_EVERY_MONTH);
    }

    private static boolean setHasAnEnd(RecurrenceRule rule) {
        List<String> positions = values(rule, "BYSETPOS");
        return positions.contains("1") || positions.contains("-1");
    }

    private static List<String> values(RecurrenceRule rule, String part) {
        return Arrays.asList(rule.part(part).orElse("").split(",", -1));
    }

    private static int dayOfMonth(EventTime start) {
        return start.fold(
                allDay -> allDay.date().getDayOfMonth(),
                zoned -> zoned.time().getDayOfMonth(),
                floating -> floating.time().getDayOfMonth());
    }

    private static ChronoUnit unit(RecurrenceRule.Frequency frequency) {
        return switch (frequency) {
            case SECONDLY -> ChronoUnit.SECONDS;
            case MINUTELY -> ChronoUnit.MINUTES;
            case HOURLY -> ChronoUnit.HOURS;
            case DAILY -> ChronoUnit.DAYS;
            case WEEKLY -> ChronoUnit.WEEKS;
            case MONTHLY -> ChronoUnit.MONTHS;
            case YEARLY -> ChronoUnit.YEARS;
        };
    }
}
