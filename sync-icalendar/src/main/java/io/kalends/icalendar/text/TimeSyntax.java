package io.kalends.icalendar.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The digits of dates and times, both ways. */
final class TimeSyntax {
    /** Years have four digits (RFC 5545, 3.3.4). */
    private static final LocalDateTime FIRST = LocalDateTime.of(0, 1, 1, 0, 0);

    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

    static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("MMdd'T'HHmmss")
            .toFormatter(Locale.ROOT);

    /** Seconds are missing in some exports. */
    private static final Pattern FORM =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:[Tt](\\d\\d)(\\d\\d)(\\d\\d)?([Zz])?)?");

    private TimeSyntax() {}

    static boolean holds(LocalDateTime time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    static boolean holds(Instant instant) {
        return !instant.isBefore(FIRST.toInstant(ZoneOffset.UTC)) && !instant.isAfter(LAST.toInstant(ZoneOffset.UTC));
    }

    static IcsTime parse(ContentLine line, String value, @Nullable String tzid) {
        Matcher form = FORM.matcher(value.strip());
        if (!form.matches()) {
            throw unreadable(line);
        }
        try {
            LocalDate date = LocalDate.of(number(form, 1), number(form, 2), number(form, 3));
            if (form.group(4) == null || isDate(line)) {
                return new IcsTime.Date(date);
            }
            LocalDateTime time = time(date, number(form, 4), number(form, 5), number(form, 6));
            if (form.group(7) != null) {
                return new IcsTime.Utc(time.toInstant(ZoneOffset.UTC)); // a TZID beside Z means nothing
            }
            return tzid == null ? new IcsTime.Floating(time) : new IcsTime.Zoned(time, tzid);
        } catch (DateTimeException noSuchDay) {
            throw unreadable(line);
        }
    }

    /** A time under VALUE=DATE means its day. */
    private static boolean isDate(ContentLine line) {
        return line.parameter("VALUE").filter("DATE"::equalsIgnoreCase).isPresent();
    }

    /** 24:00:00 is the next day's midnight; a leap second is its minute's last second (RFC 5545, 3.3.12). */
    private static LocalDateTime time(LocalDate date, int hour, int minute, int second) {
        if (hour == 24 && minute == 0 && second == 0) {
            return date.plusDays(1).atStartOfDay();
        }
        return date.atTime(LocalTime.of(hour, minute, second == 60 ? 59 : second));
    }

    private static int number(Matcher form, int group) {
        String digits = form.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static IcsFormatException unreadable(ContentLine line) {
        return IcsFormatException.badValue(
                line.number(), line.name(), "the form 20260131, 20260131T093000 or 20260131T093000Z");
    }
}
