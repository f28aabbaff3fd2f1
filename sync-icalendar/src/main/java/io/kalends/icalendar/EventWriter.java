package io.kalends.icalendar;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.UnknownProperty;
import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsDuration;
import io.kalends.icalendar.text.IcsParameter;
import io.kalends.icalendar.text.IcsText;
import io.kalends.icalendar.text.IcsTime;
import io.kalends.icalendar.zone.ZoneResolver;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a VEVENT: only the properties of changed fields are touched, every other line keeps its bytes. Pure. */
final class EventWriter {

    private static final Set<String> EVERYTHING =
            CalendarEvents.type().fields().stream().map(field -> field.name()).collect(Collectors.toUnmodifiableSet());

    private final ZoneResolver zones;
    private final Instant now;

    /**
     * Writes for one calendar.
     *
     * @param zones what its TZIDs stand for, so that a label that means the same zone is kept
     * @param now the time of the change
     */
    EventWriter(ZoneResolver zones, Instant now) {
        this.zones = zones;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A new component. */
    IcsComponent create(CalendarEvent event, String origin) {
        List<ContentLine> lines = new ArrayList<>();
        lines.add(ContentLine.ofText("UID", event.uid()));
        lines.add(time(now).line("DTSTAMP"));
        IcsTime created = time(event.createdAt() == null ? now : event.createdAt());
        lines.add((created.isWritable() ? created : time(now)).line("CREATED"));
        IcsComponent component = IcsComponent.of("VEVENT", lines);
        if (event.recurrenceId() != null) {
            component = component.with(
                    time(event.recurrenceId(), component, "RECURRENCE-ID").line("RECURRENCE-ID"));
        }
        component = change(component, event, written(event));
        if (event.sequence() > 0) {
            component = component.with(ContentLine.of("SEQUENCE", String.valueOf(event.sequence())));
        }
        return origin.isEmpty() ? component : component.with(ContentLine.ofText(EventRows.ORIGIN, origin));
    }

    /** What a new component needs lines for: all but what the absence of a line says already. */
    private static Set<String> written(CalendarEvent event) {
        Set<String> fields = new LinkedHashSet<>(EVERYTHING);
        if (event.status() == EventStatus.CONFIRMED) {
            fields.remove(CalendarEvents.STATUS);
        }
        return fields;
    }

    /** The component with other values of these fields, and the marks of a change. */
    IcsComponent update(IcsComponent component, CalendarEvent event, Set<String> changed) {
        IcsComponent written = change(component, event, changed).with(time(now).line("DTSTAMP"));
        boolean moved = changed.contains(CalendarEvents.START)
                || changed.contains(CalendarEvents.END)
                || changed.contains(CalendarEvents.RECURRENCE);
        if (!moved) {
            return written;
        }
        // A new schedule is a new revision (RFC 5545 section 3.8.7.4).
        String before = EventReader.word(component, "SEQUENCE");
        int sequence = before.matches("\\d{1,8}") ? Integer.parseInt(before) + 1 : 1;
        return written.with(ContentLine.of("SEQUENCE", String.valueOf(sequence)));
    }

    private IcsComponent change(IcsComponent component, CalendarEvent event, Set<String> changed) {
        IcsComponent written = component;
        for (String field : changed) {
            written = switch (field) {
                case CalendarEvents.TITLE -> text(written, "SUMMARY", event.title());
                case CalendarEvents.DESCRIPTION ->
                    text(written, "DESCRIPTION", event.description())
                            .with(EventParts.htmlName(), EventParts.html(written, event.htmlDescription()));
                case CalendarEvents.LOCATION -> text(written, "LOCATION", event.location());
                case CalendarEvents.STATUS ->
                    written.with(ContentLine.of("STATUS", event.status().name()));
                case CalendarEvents.START -> start(written, event);
                case CalendarEvents.END -> end(written, event);
                case CalendarEvents.RECURRENCE -> recurrence(written, event);
                case CalendarEvents.ATTENDEES ->
                    written.with("ATTENDEE", EventParts.attendees(written, event.attendees()));
                case CalendarEvents.ORGANIZER ->
                    written.with("ORGANIZER", EventParts.organizer(written, event.organizer()));
                case CalendarEvents.AVAILABILITY -> EventParts.availability(written, event.availability());
                case CalendarEvents.VISIBILITY -> visibility(written, event);
                case CalendarEvents.REMINDERS ->
                    written.withComponents("VALARM", EventParts.alarms(written, event.reminders(), event.title()));
                case CalendarEvents.CATEGORIES -> categories(written, event.categories());
                case CalendarEvents.COLOUR -> text(written, "COLOR", event.colour());
                case CalendarEvents.CONFERENCE -> EventParts.conference(written, event.conference());
                case CalendarEvents.LINKS -> EventParts.links(written, event.links());
                case CalendarEvents.UNKNOWN -> unknown(written, event.unknown());
                default -> throw new IllegalArgumentException("an event has no field '" + field + "'");
            };
        }
        return written.with(time(now).line("LAST-MODIFIED"));
    }

    private static IcsComponent text(IcsComponent component, String name, String text) {
        return text.isEmpty() ? component.without(name) : component.with(ContentLine.ofText(name, text));
    }

    /** An end that was a DURATION becomes a DTEND: start and end are written together, but the end could come first. */
    private IcsComponent start(IcsComponent component, CalendarEvent event) {
        IcsComponent written =
                component.with(time(event.start(), component, "DTSTART").line("DTSTART"));
        return end(excludedLikeStart(component, written, event.start()), event);
    }

    /** Excluded dates of another form than the start make Apple's calendar drop the series. */
    private IcsComponent excludedLikeStart(IcsComponent before, IcsComponent written, EventTime start) {
        EventReader reader = new EventReader(zones, false);
        boolean same = before.line("DTSTART")
                .map(line -> reader.time(IcsTime.of(line)).sameKind(start))
                .orElse(true);
        if (same) {
            return written;
        }
        List<ContentLine> lines = new ArrayList<>();
        for (ContentLine line : written.lines("EXDATE")) {
            for (IcsTime excluded : IcsTime.listOf(line)) {
                EventTime like = reader.likeStart(reader.time(excluded), start);
                lines.add(time(like, written, "DTSTART").line("EXDATE"));
            }
        }
        return written.with("EXDATE", lines);
    }

    private IcsComponent end(IcsComponent component, CalendarEvent event) {
        IcsComponent without = component.without("DURATION");
        if (event.end().equals(event.start())) {
            return without.without("DTEND");
        }
        String label = component.line("DTEND").isPresent() ? "DTEND" : "DTSTART";
        IcsTime end = time(event.end(), component, label);
        // The last day of 9999 ends on a day that has no form.
        return end.isWritable()
                ? without.with(end.line("DTEND"))
                : without.without("DTEND")
                        .with(ContentLine.of("DURATION", length(event).value()));
    }

    private static IcsDuration length(CalendarEvent event) {
        Duration length =
                Duration.between(event.start().widestStart(), event.end().widestStart());
        return event.start().isAllDay() ? IcsDuration.ofDays((int) length.toDays()) : IcsDuration.of(length);
    }

    private IcsComponent recurrence(IcsComponent component, CalendarEvent event) {
        List<ContentLine> rules = new ArrayList<>();
        event.recurrence().rules().forEach(rule -> rules.add(ContentLine.of("RRULE", rule)));
        List<ContentLine> dates = new ArrayList<>();
        event.recurrence()
                .extraDates()
                .forEach(date -> dates.add(time(date, component, "DTSTART").line("RDATE")));
        IcsComponent written = component.with("RRULE", rules).with("RDATE", dates);
        return event.recurrence().isNone() ? written.without("EXDATE") : written;
    }

    private static IcsComponent visibility(IcsComponent component, CalendarEvent event) {
        return switch (event.visibility()) {
            case DEFAULT -> component.without("CLASS");
            case PUBLIC, PRIVATE, CONFIDENTIAL ->
                component.with(ContentLine.of("CLASS", event.visibility().name()));
        };
    }

    private static IcsComponent categories(IcsComponent component, List<String> categories) {
        return component.with(
                "CATEGORIES",
                categories.isEmpty()
                        ? List.of()
                        : List.of(ContentLine.of("CATEGORIES", IcsText.escapeAll(categories))));
    }

    /** Not so one from elsewhere whose name means something here: it would break what stands there, or repeat it. */
    static boolean isUnknown(UnknownProperty property) {
        return !EventParts.isKnown(line(property));
    }

    /** Lines that are there already keep their bytes. */
    private static IcsComponent unknown(IcsComponent component, List<UnknownProperty> unknown) {
        IcsComponent written = component;
        Set<String> names = new LinkedHashSet<>();
        component.lines().stream().filter(line -> !EventParts.isKnown(line)).forEach(line -> names.add(line.name()));
        List<UnknownProperty> foreign =
                unknown.stream().filter(EventWriter::isUnknown).toList();
        foreign.forEach(property -> names.add(property.name().toUpperCase(Locale.ROOT)));
        for (String name : names) {
            List<ContentLine> old = new ArrayList<>(component.lines(name));
            List<ContentLine> lines =
                    new ArrayList<>(old.stream().filter(EventParts::isKnown).toList());
            for (UnknownProperty property : foreign) {
                if (property.name().equalsIgnoreCase(name)) {
                    ContentLine line = line(property);
                    int same = indexOf(old, line);
                    lines.add(same < 0 ? line : old.remove(same));
                }
            }
            written = written.with(name, lines);
        }
        return written;
    }

    private static int indexOf(List<ContentLine> lines, ContentLine wanted) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).value().equals(wanted.value())
                    && lines.get(i).parameters().equals(wanted.parameters())) {
                return i;
            }
        }
        return -1;
    }

    private static ContentLine line(UnknownProperty property) {
        ContentLine line = ContentLine.of(property.name(), property.value());
        for (Map.Entry<String, List<String>> parameter : property.parameters().entrySet()) {
            line = line.withParameter(new IcsParameter(parameter.getKey(), parameter.getValue()));
        }
        return line;
    }

    // --- times ---

    private static IcsTime time(Instant instant) {
        return new IcsTime.Utc(instant);
    }

    /**
     * A time as it is written.
     *
     * @param like the property whose TZID is kept, if it stands for the same zone
     */
    IcsTime time(EventTime time, IcsComponent component, String like) {
        return time.fold(
                day -> new IcsTime.Date(day.date()),
                zoned -> zoned(zoned.time(), component, like),
                floating -> new IcsTime.Floating(floating.time()));
    }

    private IcsTime zoned(ZonedDateTime time, IcsComponent component, String like) {
        boolean secondOfOverlap = !time.equals(ZonedDateTime.of(time.toLocalDateTime(), time.getZone()));
        if (time.getZone() instanceof ZoneOffset || secondOfOverlap) {
            return new IcsTime.Utc(time.toInstant());
        }
        String tzid = component
                .line(like)
                .flatMap(ContentLine::tzid)
                .filter(label -> zones.resolve(label)
                        .zone()
                        .map(zone -> zone.equals(time.getZone()))
                        .orElse(false))
                .orElse(time.getZone().getId());
        return new IcsTime.Zoned(time.toLocalDateTime(), tzid);
    }
}
