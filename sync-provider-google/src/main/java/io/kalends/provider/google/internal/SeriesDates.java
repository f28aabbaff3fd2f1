package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.calendar.RecurrenceRule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which dates a series cannot have. Rules are never expanded here: what is told is certain, and of some dates that a series
 * does not have it is not told.
 */
record SeriesDates(GoogleRecurrence recurrence) {

    private static final List<String> TIMES = List.of("BYHOUR", "BYMINUTE", "BYSECOND");
    private static final List<String> DAYS =
            List.of("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS");
    private static final List<DayOfWeek> WEEK = List.of(DayOfWeek.values());

    /** Whether it is certain that neither a rule nor an extra date of a series makes an occurrence that starts so. */
    boolean lack(Event series, EventTime date) {
        EventTime start = recurrence.times().read(series.getStart());
        if (date.isAllDay() != start.isAllDay()) {
            return true;
        }
        Recurrence rules = recurrence.read(series, start);
        if (Stream.concat(Stream.of(start), rules.extraDates().stream()).anyMatch(one -> isSame(one, date))) {
            return false;
        }
        ZoneId zone = start.fold(day -> ZoneOffset.UTC, zoned -> zoned.time().getZone(), floating -> ZoneOffset.UTC);
        LocalDateTime first = local(start, zone);
        LocalDateTime other = local(date, zone);
        Instant end = rules.lastStart(start).orElse(Instant.MAX);
        return other.isBefore(first)
                || date.widestStart().isAfter(end)
                || rules.rules().stream()
                        .map(RecurrenceRule::parse)
                        .noneMatch(rule -> mayHave(rule, first, other, zone));
    }

    private static boolean isSame(EventTime one, EventTime other) {
        return one.occurrenceKey().equals(other.occurrenceKey());
    }

    private static LocalDateTime local(EventTime time, ZoneId zone) {
        return time.fold(
                day -> day.date().atStartOfDay(),
                zoned -> zoned.time().withZoneSameInstant(zone).toLocalDateTime(),
                EventTime.Floating::time);
    }

    private static boolean mayHave(RecurrenceRule rule, LocalDateTime first, LocalDateTime date, ZoneId zone) {
        LocalDate from = first.toLocalDate();
        LocalDate to = date.toLocalDate();
        return mayBeAt(rule, first, date, zone)
                && switch (rule.frequency()) {
                    case DAILY -> ChronoUnit.DAYS.between(from, to) % rule.interval() == 0;
                    case WEEKLY -> isInWeek(rule, from, to) && isOn(rule, from, to);
                    case MONTHLY ->
                        months(from, to) % rule.interval() == 0
                                && (hasAny(rule, DAYS) || from.getDayOfMonth() == to.getDayOfMonth());
                    case YEARLY ->
                        (to.getYear() - from.getYear()) % rule.interval() == 0
                                && (hasAny(rule, DAYS)
                                        || (from.getMonth() == to.getMonth()
                                                && from.getDayOfMonth() == to.getDayOfMonth()));
                    case SECONDLY, MINUTELY, HOURLY -> true;
                };
    }

    /** All occurrences of a rule without times start at the same time of day, but where the clocks change. */
    private static boolean mayBeAt(RecurrenceRule rule, LocalDateTime first, LocalDateTime date, ZoneId zone) {
        LocalDateTime expected = date.toLocalDate().atTime(first.toLocalTime());
        return hasAny(rule, TIMES)
                || rule.frequency().compareTo(RecurrenceRule.Frequency.DAILY) < 0
                || date.equals(expected)
                || zone.getRules().getValidOffsets(expected).size() != 1;
    }

    private static boolean hasAny(RecurrenceRule rule, List<String> parts) {
        return parts.stream().anyMatch(part -> rule.part(part).isPresent());
    }

    private static boolean isInWeek(RecurrenceRule rule, LocalDate from, LocalDate to) {
        DayOfWeek first = rule.part("WKST").map(SeriesDates::day).orElse(DayOfWeek.MONDAY);
        return ChronoUnit.WEEKS.between(weekOf(from, first), weekOf(to, first)) % rule.interval() == 0;
    }

    private static LocalDate weekOf(LocalDate date, DayOfWeek first) {
        return date.with(TemporalAdjusters.previousOrSame(first));
    }

    private static boolean isOn(RecurrenceRule rule, LocalDate from, LocalDate to) {
        return rule.part("BYDAY")
                .map(days -> Stream.of(days.split(",")).anyMatch(day -> day(day) == to.getDayOfWeek()))
                .orElse(from.getDayOfWeek() == to.getDayOfWeek());
    }

    /** A day's two letters, behind a number or not. */
    private static DayOfWeek day(String text) {
        String letters = text.substring(Math.max(0, text.length() - 2));
        return WEEK.stream()
                .filter(day -> day.name().startsWith(letters))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a day of the week"));
    }

    private static long months(LocalDate from, LocalDate to) {
        return ChronoUnit.MONTHS.between(from.withDayOfMonth(1), to.withDayOfMonth(1));
    }
}
