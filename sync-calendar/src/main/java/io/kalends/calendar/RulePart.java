package io.kalends.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parts a recurrence rule may have (RFC 5545 section 3.3.10, RFC 7529), in the order in which they are written. */
enum RulePart {
    FREQ,
    UNTIL,
    COUNT,
    INTERVAL,
    BYMONTH,
    BYWEEKNO,
    BYYEARDAY,
    BYMONTHDAY,
    BYDAY,
    BYHOUR,
    BYMINUTE,
    BYSECOND,
    BYSETPOS,
    WKST,
    RSCALE,
    SKIP;

    private static final List<String> WEEK = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final Pattern DAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9-]*");
    private static final Pattern TIME = Pattern.compile("(\\d{8})(?:T(\\d{6})(Z?))?");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

    static RulePart named(String name) {
        for (RulePart part : values()) {
            if (part.name().equals(name)) {
                return part;
            }
        }
        throw new IllegalArgumentException(
                "a recurrence rule has a part that RFC 5545 does not know; it may have " + Arrays.toString(values()));
    }

    /** The value in the one spelling that is kept. */
    String canonical(String value) {
        try {
            return switch (this) {
                case FREQ, RSCALE, SKIP -> word(value);
                case UNTIL -> time(value);
                case COUNT, INTERVAL -> positive(value);
                case BYMONTH -> list(value, RulePart::month);
                case BYWEEKNO -> list(value, number -> signed(number, 53));
                case BYYEARDAY, BYSETPOS -> list(value, number -> signed(number, 366));
                case BYMONTHDAY -> list(value, number -> signed(number, 31));
                case BYDAY -> list(value, RulePart::day);
                case BYHOUR -> list(value, number -> upTo(number, 23));
                case BYMINUTE -> list(value, number -> upTo(number, 59));
                case BYSECOND -> list(value, number -> upTo(number, 60));
                case WKST -> weekday(value);
            };
        } catch (NumberFormatException | DateTimeException malformed) {
            // The cause would quote the rule.
            throw new IllegalArgumentException("the " + name() + " part of a recurrence rule has a malformed value");
        }
    }

    private static String word(String value) {
        return matched(WORD, value).group();
    }

    private static String time(String value) {
        Matcher time = matched(TIME, value);
        LocalDate.parse(time.group(1), DateTimeFormatter.BASIC_ISO_DATE);
        if (time.group(2) != null) {
            LocalTime.parse(time.group(2), CLOCK);
        }
        return value;
    }

    private static String positive(String value) {
        return Integer.toString(checked(Integer.parseInt(value), 1, Integer.MAX_VALUE));
    }

    private static String upTo(String value, int last) {
        return Integer.toString(checked(Integer.parseInt(value), 0, last));
    }

    private static String signed(String value, int last) {
        int number = Integer.parseInt(value);
        checked(Math.abs(number), 1, last);
        return Integer.toString(number);
    }

    private static String month(String value) {
        boolean leap = value.endsWith("L");
        int number = checked(Integer.parseInt(leap ? value.substring(0, value.length() - 1) : value), 1, 13);
        return leap ? number + "L" : Integer.toString(number);
    }

    private static String weekday(String value) {
        if (!WEEK.contains(value)) {
            throw new NumberFormatException("not a day of the week");
        }
        return value;
    }

    private static String day(String value) {
        Matcher day = matched(DAY, value);
        return (day.group(1) == null ? "" : signed(day.group(1), 53)) + day.group(2);
    }

    /** Distinct values, in ascending order. */
    private static String list(String values, Function<String, String> canonical) {
        return Arrays.stream(values.split(",", -1))
                .map(String::strip)
                .map(canonical)
                .distinct()
                .sorted(Comparator.comparingInt(RulePart::weight).thenComparing(Comparator.naturalOrder()))
                .collect(Collectors.joining(","));
    }

    /** Where a value stands in its list: days of the week by ordinal and then Monday first, numbers by size. */
    private static int weight(String value) {
        Matcher day = DAY.matcher(value);
        if (day.matches()) {
            int ordinal = day.group(1) == null ? 0 : Integer.parseInt(day.group(1));
            return ordinal * WEEK.size() + WEEK.indexOf(day.group(2));
        }
        return Integer.parseInt(value.endsWith("L") ? value.substring(0, value.length() - 1) : value);
    }

    private static Matcher matched(Pattern form, String value) {
        Matcher matcher = form.matcher(value);
        if (!matcher.matches()) {
            throw new NumberFormatException("malformed");
        }
        return matcher;
    }

    private static int checked(int number, int first, int last) {
        if (number < first || number > last) {
            throw new NumberFormatException("out of range");
        }
        return number;
    }
}
