package io.kalends.emulators.google.internal;

import io.kalends.calendar.RecurrenceRule;
import io.kalends.calendar.RecurrenceRule.Frequency;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The days of one rule, period by period (RFC 5545 section 3.3.10). BYWEEKNO and the listed hours, minutes and seconds are
 * not told apart: this is what a test of calendar sync needs, not a calendar of its own.
 */
final class RuleExpansion {

    private static final List<String> WEEK = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    /** An end for rules whose periods hold nothing, as every 30th of February. */
    private static final int MOST_PERIODS = 40_000;

    private final RecurrenceRule rule;
    private final LocalDateTime start;

    RuleExpansion(RecurrenceRule rule, LocalDateTime start) {
        this.rule = rule;
        this.start = start;
    }

    /** The local starts in ascending order, not cut by COUNT and UNTIL; endless. */
    Stream<LocalDateTime> starts() {
        return IntStream.range(0, MOST_PERIODS)
                .mapToObj(this::period)
                .flatMap(List::stream)
                .filter(candidate -> !candidate.isBefore(start));
    }

    private List<LocalDateTime> period(int number) {
        long step = (long) number * rule.interval();
        return switch (rule.frequency()) {
            case SECONDLY -> sole(start.plusSeconds(step));
            case MINUTELY -> sole(start.plusMinutes(step));
            case HOURLY -> sole(start.plusHours(step));
            case DAILY -> days(Stream.of(start.toLocalDate().plusDays(step)));
            case WEEKLY -> days(week(start.toLocalDate().plusWeeks(step)));
            case MONTHLY -> days(month(YearMonth.from(start).plusMonths(step), hasMonthDays()));
            case YEARLY -> days(year(start.getYear() + (int) step));
        };
    }

    private List<LocalDateTime> sole(LocalDateTime time) {
        return fits(time.toLocalDate()) ? List.of(time) : List.of();
    }

    private List<LocalDateTime> days(Stream<LocalDate> days) {
        List<LocalDate> all =
                new ArrayList<>(new TreeSet<>(days.filter(this::fits).toList()));
        List<LocalDate> chosen = numbers("BYSETPOS")
                .map(positions -> positions.stream()
                        .map(position -> position > 0 ? position - 1 : all.size() + position)
                        .filter(index -> index >= 0 && index < all.size())
                        .distinct()
                        .sorted()
                        .map(all::get)
                        .toList())
                .orElse(all);
        return chosen.stream().map(day -> day.atTime(start.toLocalTime())).toList();
    }

    private boolean fits(LocalDate day) {
        boolean month =
                numbers("BYMONTH").map(all -> all.contains(day.getMonthValue())).orElse(true);
        boolean plainDay = rule.frequency().compareTo(Frequency.WEEKLY) > 0
                || rule.part("BYDAY")
                        .map(days -> Arrays.asList(days.split(",")).contains(name(day)))
                        .orElse(true);
        boolean monthDay = rule.frequency().compareTo(Frequency.DAILY) > 0
                || numbers("BYMONTHDAY").map(all -> isOneOf(all, day)).orElse(true);
        return month && plainDay && monthDay;
    }

    private static String name(LocalDate day) {
        return WEEK.get(day.getDayOfWeek().getValue() - 1);
    }

    private static boolean isOneOf(List<Integer> monthDays, LocalDate day) {
        return monthDays.contains(day.getDayOfMonth())
                || monthDays.contains(day.getDayOfMonth() - day.lengthOfMonth() - 1);
    }

    private Stream<LocalDate> week(LocalDate within) {
        DayOfWeek first = DayOfWeek.of(WEEK.indexOf(rule.part("WKST").orElse("MO")) + 1);
        LocalDate begin = within.with(TemporalAdjusters.previousOrSame(first));
        if (rule.part("BYDAY").isEmpty()) {
            return Stream.of(within);
        }
        return IntStream.range(0, 7).mapToObj(begin::plusDays);
    }

    private boolean hasMonthDays() {
        return rule.part("BYMONTHDAY").isPresent();
    }

    private Stream<LocalDate> month(YearMonth month, boolean byMonthDay) {
        Stream<LocalDate> days = IntStream.rangeClosed(1, month.lengthOfMonth()).mapToObj(month::atDay);
        Optional<String> weekdays = rule.part("BYDAY");
        if (byMonthDay) {
            List<Integer> wanted = numbers("BYMONTHDAY").orElse(List.of());
            days = days.filter(day -> isOneOf(wanted, day));
        }
        if (weekdays.isPresent()) {
            return days.filter(day -> isOneOf(weekdays.get(), day, month.atDay(1), month.atEndOfMonth()));
        }
        return byMonthDay ? days : days.filter(day -> day.getDayOfMonth() == start.getDayOfMonth());
    }

    private Stream<LocalDate> year(int year) {
        Optional<List<Integer>> months = numbers("BYMONTH");
        Optional<List<Integer>> yearDays = numbers("BYYEARDAY");
        if (yearDays.isPresent()) {
            int length = LocalDate.of(year, 1, 1).lengthOfYear();
            return yearDays.get().stream()
                    .map(day -> day > 0 ? day : length + 1 + day)
                    .filter(day -> day >= 1 && day <= length)
                    .map(day -> LocalDate.ofYearDay(year, day));
        }
        if (months.isPresent() || hasMonthDays()) {
            return IntStream.rangeClosed(1, 12)
                    .filter(month -> months.map(all -> all.contains(month)).orElse(true))
                    .boxed()
                    .flatMap(month -> month(YearMonth.of(year, month), hasMonthDays()));
        }
        Optional<String> weekdays = rule.part("BYDAY");
        if (weekdays.isPresent()) {
            LocalDate first = LocalDate.of(year, 1, 1);
            LocalDate last = LocalDate.of(year, 12, 31);
            return Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1))
                    .filter(day -> isOneOf(weekdays.get(), day, first, last));
        }
        YearMonth month = YearMonth.of(year, start.getMonth());
        return start.getDayOfMonth() > month.lengthOfMonth()
                ? Stream.empty()
                : Stream.of(month.atDay(start.getDayOfMonth()));
    }

    /** Whether a day is among those listed, as MO or -1FR, counted within a month or a year. */
    private static boolean isOneOf(String weekdays, LocalDate day, LocalDate first, LocalDate last) {
        for (String wanted : weekdays.split(",", -1)) {
            String ordinal = wanted.substring(0, wanted.length() - 2);
            if (wanted.endsWith(name(day))) {
                int fromStart = (int) (ChronoUnit.DAYS.between(first, day) / 7) + 1;
                int fromEnd = -(int) (ChronoUnit.DAYS.between(day, last) / 7) - 1;
                if (ordinal.isEmpty()
                        || Integer.parseInt(ordinal) == fromStart
                        || Integer.parseInt(ordinal) == fromEnd) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<List<Integer>> numbers(String part) {
        return rule.part(part)
                .map(list -> Arrays.stream(list.split(","))
                        .map(number -> Integer.valueOf(number.replace("L", "")))
                        .toList());
    }
}
