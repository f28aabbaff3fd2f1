package io.kalends.icalendar;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.calendar.UnknownProperty;
import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsDuration;
import io.kalends.icalendar.text.IcsFormatException;
import io.kalends.icalendar.text.IcsPeriod;
import io.kalends.icalendar.text.IcsTime;
import io.kalends.icalendar.zone.ZoneResolver;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a VEVENT (RFC 5545 section 3.6.1). Pure. */
public final class EventReader {

    private final ZoneResolver zones;
    private final boolean cancellation;

    /**
     * Reads for one calendar.
     *
     * @param cancellation whether every component stands for a cancelled event ({@code METHOD:CANCEL})
     */
    EventReader(ZoneResolver zones, boolean cancellation) {
        this.zones = zones;
        this.cancellation = cancellation;
    }

    /**
     * The event, under the name it goes by.
     *
     * @throws IcsFormatException if a value that matters cannot be understood
     */
    CalendarEvent read(IcsComponent component, String uid) {
        ContentLine startLine = component
                .line("DTSTART")
                .orElseThrow(() ->
                        IcsFormatException.badValue(component.lineNumber(), "an event without a start", "a DTSTART"));
        EventTime start = time(IcsTime.of(startLine));
        CalendarEventBuilder event = CalendarEvent.builder(uid)
                .start(start)
                .end(end(component, start))
                .sequence(sequence(component))
                .status(status(component))
                .title(text(component, "SUMMARY"))
                .description(text(component, "DESCRIPTION"))
                .htmlDescription(EventParts.html(component))
                .location(text(component, "LOCATION"))
                .attendees(EventParts.attendees(component))
                .organizer(EventParts.organizer(component))
                .availability(EventParts.availability(component))
                .visibility(EventParts.visibility(component))
                .reminders(EventParts.reminders(component))
                .categories(EventParts.categories(component))
                .colour(text(component, "COLOR"))
                .conference(EventParts.conference(component))
                .links(EventParts.links(component))
                .unknown(unknown(component))
                .createdAt(instant(component, "CREATED"))
                .modifiedAt(instant(component, "LAST-MODIFIED"));
        Optional<ContentLine> recurrenceId = component.line("RECURRENCE-ID");
        if (recurrenceId.isPresent()) {
            event.recurrenceId(originalStart(recurrenceId.get()));
        } else {
            event.recurrence(recurrence(component, start));
        }
        return event.build();
    }

    /** The name that a component bears, if it bears one. */
    public static Optional<String> uid(IcsComponent component) {
        return component.line("UID").map(ContentLine::text).filter(uid -> !uid.isBlank());
    }

    /** One occurrence only: a change of all that follow it is another series, which the model has no word for. */
    private EventTime originalStart(ContentLine line) {
        if (line.parameter("RANGE").isPresent()) {
            throw IcsFormatException.badValue(
                    line.number(),
                    "a change of an occurrence and all after it (RANGE=THISANDFUTURE)",
                    "an end of the series there, and a series of its own for the rest");
        }
        return time(IcsTime.of(line));
    }

    EventTime time(IcsTime time) {
        if (time instanceof IcsTime.Date date) {
            return EventTime.allDay(date.date());
        }
        if (time instanceof IcsTime.Utc utc) {
            return EventTime.utc(utc.instant());
        }
        if (time instanceof IcsTime.Zoned zoned) {
            ZoneId zone = zones.resolve(zoned.tzid()).zoneAt(zoned.time());
            return EventTime.zoned(zoned.time(), zone);
        }
        return EventTime.floating(((IcsTime.Floating) time).time());
    }

    /** A date of a series in the form of its start: broken files give a day for a time, an instant for a day, or another zone. */
    EventTime likeStart(EventTime date, EventTime start) {
        return date.like(start, zones.placeOfInstants());
    }

    /** DTEND, DURATION or neither; an end that does not lie after its start is brought to the shortest sensible length. */
    private EventTime end(IcsComponent component, EventTime start) {
        EventTime end = component
                .line("DTEND")
                .map(line -> time(IcsTime.of(line)))
                .or(() -> component.line("DURATION").map(line -> plus(start, IcsDuration.of(line))))
                .filter(found -> found.sameKind(start))
                .orElseGet(() -> plus(start, IcsDuration.ofDays(start.isAllDay() ? 1 : 0)));
        if (start instanceof EventTime.AllDay first && end instanceof EventTime.AllDay last) {
            return last.date().isAfter(first.date()) ? end : plus(start, IcsDuration.ofDays(1));
        }
        return end.widestStart().isBefore(start.widestStart()) ? start : end;
    }

    private static EventTime plus(EventTime start, IcsDuration length) {
        return start.fold(
                day -> EventTime.allDay(length.addTo(day.date())),
                zoned -> EventTime.zoned(length.addTo(zoned.time())),
                floating -> EventTime.floating(length.addTo(floating.time())));
    }

    private Recurrence recurrence(IcsComponent component, EventTime start) {
        List<String> rules = new ArrayList<>();
        for (ContentLine line : component.lines("RRULE")) {
            rules.add(ruleWithOneEnd(line.value()));
        }
        List<EventTime> extra = new ArrayList<>();
        for (ContentLine line : component.lines("RDATE")) {
            boolean periods = line.parameter("VALUE")
                    .map(value -> value.equalsIgnoreCase("PERIOD"))
                    .orElse(false);
            if (periods) {
                IcsPeriod.listOf(line).forEach(period -> extra.add(likeStart(time(period.start()), start)));
            } else {
                IcsTime.listOf(line).forEach(time -> extra.add(likeStart(time(time), start)));
            }
        }
        return new Recurrence(rules, extra).endingLike(start, zones.placeOfInstants());
    }

    /** A rule may not have both COUNT and UNTIL (RFC 5545 section 3.3.10); of a broken one the COUNT is dropped. */
    private static String ruleWithOneEnd(String rule) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : rule.toUpperCase(Locale.ROOT).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        if (parts.containsKey("COUNT") && parts.containsKey("UNTIL")) {
            parts.remove("COUNT");
        }
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(";"));
    }

    private EventStatus status(IcsComponent component) {
        if (cancellation) {
            return EventStatus.CANCELLED;
        }
        return switch (word(component, "STATUS")) {
            case "TENTATIVE" -> EventStatus.TENTATIVE;
            case "CANCELLED" -> EventStatus.CANCELLED;
            default -> EventStatus.CONFIRMED;
        };
    }

    private static int sequence(IcsComponent component) {
        String value = word(component, "SEQUENCE");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    }

    /** A time stamp that does not decide anything: a broken one is none. */
    static @Nullable Instant instant(IcsComponent component, String name) {
        try {
            return component.line(name).map(IcsTime::of).map(EventReader::inUtc).orElse(null);
        } catch (IcsFormatException e) {
            return null;
        }
    }

    private static Instant inUtc(IcsTime time) {
        if (time instanceof IcsTime.Utc utc) {
            return utc.instant();
        }
        LocalDateTime local = time instanceof IcsTime.Zoned zoned
                ? zoned.time()
                : time instanceof IcsTime.Floating floating
                        ? floating.time()
                        : dateOf(time).atStartOfDay();
        return ZonedDateTime.of(local, ZoneOffset.UTC).toInstant();
    }

    private static LocalDate dateOf(IcsTime time) {
        return ((IcsTime.Date) time).date();
    }

    private static List<UnknownProperty> unknown(IcsComponent component) {
        List<UnknownProperty> unknown = new ArrayList<>();
        for (ContentLine line : component.lines()) {
            if (!EventParts.isKnown(line)) {
                Map<String, List<String>> parameters = new LinkedHashMap<>();
                line.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.values()));
                unknown.add(new UnknownProperty(line.name(), parameters, line.value()));
            }
        }
        return unknown;
    }

    static String text(IcsComponent component, String name) {
        return component.line(name).map(ContentLine::text).orElse("");
    }

    /** A value that is one word, in upper case. */
    static String word(IcsComponent component, String name) {
        return component
                .line(name)
                .map(ContentLine::value)
                .map(value -> value.strip().toUpperCase(Locale.ROOT))
                .orElse("");
    }
}
