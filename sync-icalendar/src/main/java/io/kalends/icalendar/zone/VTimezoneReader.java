package io.kalends.icalendar.zone;

import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsFormatException;
import io.kalends.icalendar.text.IcsTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules that a VTIMEZONE states (RFC 5545, 3.6.5), every change from 1900 to 2099 written out. Definitions that start
 * in 1601 or in the year 1, have one half, or list dates are read; nothing outside the component is touched.
 */
final class VTimezoneReader {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d\\d):?(\\d\\d):?(\\d\\d)?");

    /** Where the clock goes to at each change, in order of time. */
    private final NavigableMap<Instant, ZoneOffset> changes = new TreeMap<>();

    private final NavigableMap<Instant, ZoneOffset> offsetsBefore = new TreeMap<>();

    private VTimezoneReader() {}

    /**
     * The rules of a VTIMEZONE.
     *
     * @throws IcsFormatException if it states no rule, or one that cannot be read
     */
    static ZoneRules read(IcsComponent timezone) {
        List<IcsComponent> observances = new ArrayList<>(timezone.components("STANDARD"));
        observances.addAll(timezone.components("DAYLIGHT"));
        if (observances.isEmpty()) {
            throw IcsFormatException.badValue(
                    timezone.lineNumber(), "A VTIMEZONE", "one that holds STANDARD or DAYLIGHT");
        }
        if (observances.size() == 1) {
            return ZoneRules.of(
                    offset(observances.get(0), "TZOFFSETTO")); // with one half there is nothing to change to
        }
        VTimezoneReader reader = new VTimezoneReader();
        observances.forEach(reader::add);
        return reader.rules();
    }

    private void add(IcsComponent observance) {
        ZoneOffset from = offset(observance, "TZOFFSETFROM");
        ZoneOffset to = offset(observance, "TZOFFSETTO");
        LocalDateTime start = wallTime(IcsTime.of(required(observance, "DTSTART")), from);
        List<ContentLine> rules = observance.lines("RRULE");
        if (rules.isEmpty()) {
            add(start, from, to);
        }
        for (ContentLine rule : rules) {
            expand(rule, start, from).forEach(onset -> add(onset, from, to));
        }
        for (ContentLine dates : observance.lines("RDATE")) {
            IcsTime.listOf(dates).forEach(date -> add(wallTime(date, from), from, to));
        }
    }

    private void add(LocalDateTime onset, ZoneOffset from, ZoneOffset to) {
        changes.put(onset.toInstant(from), to);
        offsetsBefore.put(onset.toInstant(from), from);
    }

    private static List<LocalDateTime> expand(ContentLine line, LocalDateTime start, ZoneOffset from) {
        YearlyRule rule = YearlyRule.of(line, start.toLocalDate());
        Optional<Instant> until = rule.until().map(value -> until(line, value, from));
        List<LocalDateTime> onsets = new ArrayList<>();
        int left = rule.count();
        int year = start.getYear();
        if (left == Integer.MAX_VALUE && year < FIRST_YEAR) {
            year += Math.floorDiv(FIRST_YEAR - year + rule.interval() - 1, rule.interval()) * rule.interval();
        }
        for (; year <= LAST_YEAR; year += rule.interval()) {
            for (LocalDate day : rule.in(year)) {
                LocalDateTime onset = day.atTime(start.toLocalTime());
                boolean ended = until.isPresent() && onset.toInstant(from).isAfter(until.get());
                if (ended || left == 0) {
                    return onsets;
                }
                if (!onset.isBefore(start)) {
                    onsets.add(onset);
                    left--;
                }
            }
        }
        return onsets;
    }

    private static Instant until(ContentLine rule, String value, ZoneOffset from) {
        IcsTime time = IcsTime.of(rule.withValue(value));
        return time instanceof IcsTime.Date date
                ? date.date().plusDays(1).atStartOfDay().toInstant(from).minusSeconds(1)
                : wallTime(time, from).toInstant(from);
    }

    private static LocalDateTime wallTime(IcsTime time, ZoneOffset offset) {
        if (time instanceof IcsTime.Date date) {
            return date.date().atStartOfDay();
        } else if (time instanceof IcsTime.Floating floating) {
            return floating.time();
        } else if (time instanceof IcsTime.Zoned zoned) {
            return zoned.time();
        }
        return LocalDateTime.ofInstant(((IcsTime.Utc) time).instant(), offset);
    }

    private ZoneRules rules() {
        if (changes.isEmpty()) {
            throw IcsFormatException.badValue(0, "A VTIMEZONE", "rules that begin before 2100");
        }
        ZoneOffset first = offsetsBefore.firstEntry().getValue();
        ZoneOffset before = first;
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        for (Map.Entry<Instant, ZoneOffset> change : changes.entrySet()) {
            ZoneOffset after = change.getValue();
            if (!after.equals(before)) {
                LocalDateTime wallTime = LocalDateTime.ofInstant(change.getKey(), before);
                transitions.add(ZoneOffsetTransition.of(wallTime, before, after));
                before = after;
            }
        }
        return ZoneRules.of(first, first, List.of(), transitions, List.of());
    }

    private static ZoneOffset offset(IcsComponent observance, String propertyName) {
        ContentLine line = required(observance, propertyName);
        Matcher form = OFFSET.matcher(line.value().strip());
        if (!form.matches()) {
            throw IcsFormatException.badValue(line.number(), propertyName, "the form +0100");
        }
        int sign = form.group(1).equals("-") ? -1 : 1;
        int seconds = form.group(4) == null ? 0 : Integer.parseInt(form.group(4));
        try {
            return ZoneOffset.ofHoursMinutesSeconds(
                    sign * Integer.parseInt(form.group(2)), sign * Integer.parseInt(form.group(3)), sign * seconds);
        } catch (DateTimeException outOfRange) {
            throw IcsFormatException.badValue(line.number(), propertyName, "an offset of at most 18 hours");
        }
    }

    private static ContentLine required(IcsComponent observance, String propertyName) {
        return observance
                .line(propertyName)
                .orElseThrow(() -> IcsFormatException.badValue(
                        observance.lineNumber(), "A VTIMEZONE", "one whose parts hold " + propertyName));
    }
}
