package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.calendar.RecurrenceRule;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The lines of a series: {@code RRULE:}, {@code RDATE…:}, {@code EXDATE…:}, {@code EXRULE:}; never a DTSTART. */
record GoogleRecurrence(GoogleTimes times) {

    Recurrence read(Event event, EventTime start) {
        List<String> rules = new ArrayList<>();
        List<EventTime> extra = new ArrayList<>();
        for (String line : lines(event)) {
            if (is("RRULE", line)) {
                rules.add(endingLike(start, value(line)));
            } else if (is("RDATE", line)) {
                values(line).forEach(value -> extra.add(times.extraDate(value, zone(line, start))));
            }
        }
        return new Recurrence(rules, extra);
    }

    /** A rule of whole days that ends at an instant ends on the day that the instant has where the calendar is. */
    private String endingLike(EventTime start, String value) {
        RecurrenceRule rule = RecurrenceRule.parse(value);
        return start.isAllDay()
                ? rule.until()
                        .map(until ->
                                rule.withUntil(times.likeStart(until, start)).text())
                        .orElse(value)
                : value;
    }

    /** Whether there are rules that take dates out: no record holds them, and a patch would have to repeat them. */
    static boolean excludesByRule(Event event) {
        return lines(event).stream().anyMatch(line -> is("EXRULE", line));
    }

    static boolean isExclusion(String line) {
        return is("EXDATE", line);
    }

    /** The lines beside this start; an UNTIL of another kind than the start, as Google holds it, would be refused. */
    List<String> write(Recurrence recurrence, EventTime start) {
        List<String> lines = new ArrayList<>();
        recurrence.endingLike(times.held(start)).rules().forEach(rule -> lines.add("RRULE:" + rule));
        recurrence.extraDates().forEach(date -> lines.add(times.extraDate(date)));
        return lines;
    }

    /** The dates of a line that takes them out, in the form of the series' start, which is how its occurrences are named. */
    List<EventTime> dates(String line, EventTime start) {
        return values(line).stream().map(value -> date(line, value, start)).toList();
    }

    EventTime date(String line, String value, EventTime start) {
        return times.likeStart(times.extraDate(value, zone(line, start)), start);
    }

    /** The dates of a line as they are written; of a period the start counts. */
    static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        for (String value : value(line).split(",", -1)) {
            values.add(value.strip().split("/", 2)[0]);
        }
        return values;
    }

    private ZoneId zone(String line, EventTime start) {
        ZoneId ofStart = start.fold(day -> times.zone(), zoned -> zoned.time().getZone(), floating -> times.zone());
        for (String parameter : head(line).split(";", -1)) {
            if (parameter.toUpperCase(Locale.ROOT).startsWith("TZID=")) {
                // A name that is not IANA's was seen to be read as UTC.
                return Objects.requireNonNullElse(
                        GoogleCalendars.zone(parameter.substring(5).replace("\"", "")), ZoneOffset.UTC);
            }
        }
        return ofStart;
    }

    /** A line's name and parameters. */
    static String head(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static boolean is(String property, String line) {
        return line.regionMatches(true, 0, property, 0, property.length())
                && line.length() > property.length()
                && line.indexOf(':') > 0
                && ":;".indexOf(line.charAt(property.length())) >= 0;
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1);
    }

    private static List<String> lines(Event event) {
        return event.getRecurrence() == null ? List.of() : event.getRecurrence();
    }
}
