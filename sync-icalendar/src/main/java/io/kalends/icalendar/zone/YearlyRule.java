package io.kalends.icalendar.zone;

import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsFormatException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The recurrence rules that zones use (RFC 5545, 3.6.5): yearly, in given months, on a day of the month, on the n-th
 * weekday, or on the weekday within some days of the month. Others are refused.
 *
 * @param byDay weekdays with their ordinals, 0 for each one; none for days by number alone
 * @param byMonthDay days of the month, negative ones from its end; none for days by weekday alone
 * @param interval years from one to the next
 * @param count how many there are at most, from the first on
 * @param until the value of UNTIL, if there is one
 */
record YearlyRule(
        List<Integer> byMonth,
        List<Weekday> byDay,
        List<Integer> byMonthDay,
        int interval,
        int count,
        Optional<String> until) {

    private static final Pattern WEEKDAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
    private static final String DAYS = "MOTUWETHFRSASU";

    /**
     * A weekday of a month.
     *
     * @param ordinal the how many-th of the month, negative from its end, 0 for each
     */
    record Weekday(int ordinal, DayOfWeek day) {}

    /**
     * The rule of an RRULE line.
     *
     * @param start gives the parts that the rule leaves open
     * @throws IcsFormatException if it is another kind of rule
     */
    static YearlyRule of(ContentLine line, LocalDate start) {
        try {
            return parse(line, start);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable(line);
        }
    }

    private static YearlyRule parse(ContentLine line, LocalDate start) {
        Map<String, String> parts = new HashMap<>();
        for (String part : line.value().strip().toUpperCase(Locale.ROOT).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        boolean supported = "YEARLY".equals(parts.remove("FREQ"));
        parts.remove("WKST");
        List<Integer> months = numbers(parts.remove("BYMONTH"));
        List<Integer> monthDays = numbers(parts.remove("BYMONTHDAY"));
        List<Weekday> weekdays = weekdays(parts.remove("BYDAY"));
        int interval = Integer.parseInt(parts.getOrDefault("INTERVAL", "1"));
        int count = Integer.parseInt(parts.getOrDefault("COUNT", String.valueOf(Integer.MAX_VALUE)));
        Optional<String> until = Optional.ofNullable(parts.get("UNTIL"));
        parts.keySet().removeAll(List.of("INTERVAL", "COUNT", "UNTIL"));
        boolean inRange = interval > 0
                && count > 0
                && months.stream().allMatch(m -> m >= 1 && m <= 12)
                && monthDays.stream().allMatch(d -> d != 0 && d >= -31 && d <= 31);
        if (!supported || !parts.isEmpty() || !inRange) {
            throw unreadable(line);
        }
        boolean byStartDay = weekdays.isEmpty() && monthDays.isEmpty();
        return new YearlyRule(
                months.isEmpty() ? List.of(start.getMonthValue()) : months,
                weekdays,
                byStartDay ? List.of(start.getDayOfMonth()) : monthDays,
                interval,
                count,
                until);
    }

    /** The days in that year, in order. */
    List<LocalDate> in(int year) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (int month : byMonth) {
            YearMonth yearMonth = YearMonth.of(year, month);
            for (int day = 1; day <= yearMonth.lengthOfMonth(); day++) {
                LocalDate date = yearMonth.atDay(day);
                if (hasMonthDay(date) && hasWeekday(date)) {
                    days.add(date);
                }
            }
        }
        return List.copyOf(days);
    }

    private boolean hasMonthDay(LocalDate date) {
        int fromEnd = date.getDayOfMonth() - date.lengthOfMonth() - 1;
        return byMonthDay.isEmpty() || byMonthDay.contains(date.getDayOfMonth()) || byMonthDay.contains(fromEnd);
    }

    private boolean hasWeekday(LocalDate date) {
        return byDay.isEmpty()
                || byDay.stream()
                        .anyMatch(weekday -> weekday.day == date.getDayOfWeek()
                                && (weekday.ordinal == 0
                                        || date.with(TemporalAdjusters.dayOfWeekInMonth(weekday.ordinal, weekday.day))
                                                .equals(date)));
    }

    private static List<Integer> numbers(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(item -> Integer.valueOf(item.strip()))
                        .toList();
    }

    private static List<Weekday> weekdays(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(YearlyRule::weekday).toList();
    }

    private static Weekday weekday(String item) {
        Matcher form = WEEKDAY.matcher(item.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("no weekday");
        }
        int ordinal = form.group(1) == null ? 0 : Integer.parseInt(form.group(1));
        return new Weekday(ordinal, DayOfWeek.of(DAYS.indexOf(form.group(2)) / 2 + 1));
    }

    private static IcsFormatException unreadable(ContentLine line) {
        return IcsFormatException.badValue(
                line.number(), "The RRULE of a VTIMEZONE", "a yearly rule with BYMONTH and BYDAY or BYMONTHDAY");
    }
}
