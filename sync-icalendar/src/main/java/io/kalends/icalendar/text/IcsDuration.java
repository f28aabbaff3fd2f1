package io.kalends.icalendar.text;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DURATION (RFC 5545, 3.3.6): whole days by the calendar, then exact time. {@code P1D} is the same wall time tomorrow,
 * {@code PT24H} is 24 hours later, which differs where the clocks change.
 *
 * @param days calendar days, weeks counted as seven; both parts have the same sign
 * @param time hours, minutes and seconds
 */
public record IcsDuration(int days, Duration time) {

    private static final Pattern FORM = Pattern.compile(
            "([+-])?P(?:(\\d{1,6})W)?(?:(\\d{1,7})D)?T?(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,10})S)?",
            Pattern.CASE_INSENSITIVE);

    public IcsDuration {
        if (days != 0 && !time.isZero() && days < 0 != time.isNegative()) {
            throw new IllegalArgumentException("A duration's days and time must have the same sign");
        }
    }

    /** Exact time alone. */
    public static IcsDuration of(Duration time) {
        return new IcsDuration(0, time);
    }

    /** Calendar days alone. */
    public static IcsDuration ofDays(int days) {
        return new IcsDuration(days, Duration.ZERO);
    }

    /**
     * The value of a property such as DURATION or TRIGGER; weeks may stand beside days, and a missing T is forgiven.
     *
     * @throws IcsFormatException if it is no duration
     */
    public static IcsDuration of(ContentLine line) {
        return of(line, line.value());
    }

    static IcsDuration of(ContentLine line, String value) {
        String text = value.strip();
        Matcher form = FORM.matcher(text);
        boolean hasDigit = text.chars().anyMatch(Character::isDigit);
        if (!form.matches() || !hasDigit) {
            throw IcsFormatException.badValue(line.number(), line.name(), "the form P1D, PT1H30M or -PT15M");
        }
        int sign = "-".equals(form.group(1)) ? -1 : 1;
        Duration time = Duration.ofHours(number(form, 4))
                .plusMinutes(number(form, 5))
                .plusSeconds(number(form, 6))
                .multipliedBy(sign);
        return new IcsDuration((int) (sign * (7 * number(form, 2) + number(form, 3))), time);
    }

    public boolean isNegative() {
        return days < 0 || time.isNegative();
    }

    /** Days on the wall clock first, then exact time. */
    public ZonedDateTime addTo(ZonedDateTime start) {
        return start.plusDays(days).plus(time);
    }

    /** For floating and UTC times, whose days all have 24 hours. */
    public LocalDateTime addTo(LocalDateTime start) {
        return start.plusDays(days).plus(time);
    }

    /** For whole days; hours count in full days. */
    public LocalDate addTo(LocalDate start) {
        return start.plusDays(days).plusDays(time.toDays());
    }

    /** The value, as it stands after the colon. */
    public String value() {
        StringBuilder value = new StringBuilder(isNegative() ? "-P" : "P");
        if (days != 0) {
            value.append(Math.abs(days)).append('D');
        }
        Duration rest = time.abs();
        if (!rest.isZero() || days == 0) {
            value.append('T');
            append(value, rest.toHours(), 'H');
            append(value, rest.toMinutesPart(), 'M');
            append(value, rest.toSecondsPart(), 'S');
            if (rest.isZero()) {
                value.append("0S");
            }
        }
        return value.toString();
    }

    private static void append(StringBuilder value, long amount, char unit) {
        if (amount != 0) {
            value.append(amount).append(unit);
        }
    }

    private static long number(Matcher form, int group) {
        String digits = form.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
