package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import io.kalends.sync.calendar.EventTime;
import io.kalends.sync.calendar.Recurrence;
import java.time.ZoneId;
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
                rules.add(value(line));
            } else if (is("RDATE", line)) {
                extra.addAll(dates(line, start));
            }
        }
        return new Recurrence(rules, extra);
    }

    /** Whether there are lines that a {@link Recurrence} does not hold. */
    static boolean excludes(Event event) {
        return lines(event).stream().anyMatch(line -> is("EXDATE", line) || is("EXRULE", line));
    }

    /** The lines beside this start; an UNTIL of another kind than the start, as Google holds it, would be refused. */
    List<String> write(Recurrence recurrence, EventTime start) {
        List<String> lines = new ArrayList<>();
        recurrence.endingLike(times.held(start)).rules().forEach(rule -> lines.add("RRULE:" + rule));
        recurrence.extraDates().forEach(date -> lines.add(times.extraDate(date)));
        return lines;
    }

    private List<EventTime> dates(String line, EventTime start) {
        int colon = line.indexOf(':');
        ZoneId zone = zone(line.substring(0, colon), start);
        List<EventTime> dates = new ArrayList<>();
        for (String date : line.substring(colon + 1).split(",", -1)) {
            // Of a period the start counts.
            dates.add(times.extraDate(date.strip().split("/", 2)[0], zone));
        }
        return dates;
    }

    private ZoneId zone(String parameters, EventTime start) {
        ZoneId ofStart = start.fold(day -> times.zone(), zoned -> zoned.time().getZone(), floating -> times.zone());
        for (String parameter : parameters.split(";", -1)) {
            if (parameter.toUpperCase(Locale.ROOT).startsWith("TZID=")) {
                String name = parameter.substring(5).replace("\"", "");
                return Objects.requireNonNullElse(GoogleCalendars.zone(name), ofStart);
            }
        }
        return ofStart;
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
