package io.kalends.icalendar.zone;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A change of the clock that comes back each year, as an RRULE on the wall clock before it. Java's rule says "the Sunday
 * on or after the 8th at 01:00 UTC"; on the wall clock that can be the Saturday before.
 */
final class RecurringChange {
    private static final int DAYS_OF_WEEK = 7;

    /** Days that every February has. */
    private static final int DAYS_OF_ANY_MONTH = 28;

    private final ZoneOffsetTransitionRule rule;
    private final String recurrence;

    private RecurringChange(ZoneOffsetTransitionRule rule, String recurrence) {
        this.rule = rule;
        this.recurrence = recurrence;
    }

    /** Empty where no RRULE says the same in every year. */
    static Optional<RecurringChange> of(ZoneOffsetTransitionRule rule) {
        return recurrence(rule).map(recurrence -> new RecurringChange(rule, recurrence));
    }

    ZoneOffsetTransition in(int year) {
        return rule.createTransition(year);
    }

    boolean includes(ZoneOffsetTransition change) {
        return in(change.getDateTimeBefore().getYear()).equals(change);
    }

    /** The value of the RRULE. */
    String recurrence() {
        return recurrence;
    }

    private static Optional<String> recurrence(ZoneOffsetTransitionRule rule) {
        int first = rule.getDayOfMonthIndicator(); // from the month's end where negative
        int shift = dayShift(rule);
        DayOfWeek weekday = rule.getDayOfWeek();
        String month = "FREQ=YEARLY;BYMONTH=" + rule.getMonth().getValue();
        if (weekday == null) {
            return inMonth(rule, first, first + shift, first + shift).map(days -> month + ";BYMONTHDAY=" + days);
        }
        String day = weekday.plus(shift).name().substring(0, 2);
        int from = (first < 0 ? first - DAYS_OF_WEEK + 1 : first) + shift;
        int to = from + DAYS_OF_WEEK - 1;
        if (to == -1 || (from > 0 && to == lastDay(rule))) { // Outlook reads BYDAY with an ordinal, not BYMONTHDAY
            return Optional.of(month + ";BYDAY=-1" + day);
        } else if (from > 0 && to % DAYS_OF_WEEK == 0 && to <= DAYS_OF_ANY_MONTH) {
            return Optional.of(month + ";BYDAY=" + (to / DAYS_OF_WEEK) + day);
        }
        return inMonth(rule, first, from, to).map(days -> month + ";BYDAY=" + day + ";BYMONTHDAY=" + days);
    }

    /** The days as a list; empty where they leave the month in which the rule counts them. */
    private static Optional<String> inMonth(ZoneOffsetTransitionRule rule, int first, int from, int to) {
        boolean inside = first > 0
                ? from > 0 && to <= rule.getMonth().minLength()
                : to < 0 && from >= -rule.getMonth().minLength();
        return inside
                ? Optional.of(IntStream.rangeClosed(from, to)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(",")))
                : Optional.empty();
    }

    /** The month's last day; of February, whose length changes, none. */
    private static int lastDay(ZoneOffsetTransitionRule rule) {
        return rule.getMonth().minLength() == rule.getMonth().maxLength()
                ? rule.getMonth().maxLength()
                : Integer.MAX_VALUE;
    }

    /** Days between the rule's own date and the date on the wall clock before the change. */
    private static int dayShift(ZoneOffsetTransitionRule rule) {
        LocalDate ruleDay = LocalDate.of(2024, 1, 15);
        LocalDateTime time = (rule.isMidnightEndOfDay() ? ruleDay.plusDays(1) : ruleDay).atTime(rule.getLocalTime());
        LocalDateTime wallTime =
                rule.getTimeDefinition().createDateTime(time, rule.getStandardOffset(), rule.getOffsetBefore());
        return (int) ChronoUnit.DAYS.between(ruleDay, wallTime.toLocalDate());
    }
}
