package io.kalends.provider.google.internal;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEventBuilder;
import io.kalends.sync.calendar.CalendarEvents;
import io.kalends.sync.calendar.EventStatus;
import io.kalends.sync.calendar.EventTime;
import io.kalends.sync.calendar.Recurrence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events as Google's, both ways, without a call. So far title, location, times, recurrence and status; the other fields stay
 * as they are on either side.
 */
final class GoogleEvents {

    static final int MAPPING_VERSION = 1;

    /** The private property with the origin mark. Occurrences have another, since Google shows them their series'. */
    static final String ORIGIN = "kalends.origin";

    private static final String OCCURRENCE_ORIGIN = "kalends.occurrence";

    /** The private property with the UID of what was created here: Google gives one of its own. */
    private static final String UID = "kalends.uid";

    private static final Set<String> SCHEDULE =
            Set.of(CalendarEvents.START, CalendarEvents.END, CalendarEvents.RECURRENCE);

    private final GoogleTimes times;
    private final ZoneId calendarZone;
    private final boolean writable;

    private GoogleEvents(ZoneId calendarZone, boolean writable) {
        this.times = new GoogleTimes(calendarZone);
        this.calendarZone = calendarZone;
        this.writable = writable;
    }

    /**
     * How a calendar's events are mapped.
     *
     * @param writable whether the account may write there
     * @param invite whether attendees are written; they are not mapped yet
     */
    static GoogleEvents of(ZoneId calendarZone, boolean writable, boolean invite) {
        return new GoogleEvents(calendarZone, writable);
    }

    /** Names of the fields that are mapped. */
    static Set<String> fields() {
        return Set.of(
                CalendarEvents.TITLE,
                CalendarEvents.LOCATION,
                CalendarEvents.START,
                CalendarEvents.END,
                CalendarEvents.RECURRENCE,
                CalendarEvents.STATUS);
    }

    Entry<CalendarEvent> read(Event event) {
        try {
            return Entry.present(versioned(event));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Entry.unreadable(
                    event.getId(),
                    "Google's event cannot be read (" + malformed.getClass().getSimpleName() + ")");
        }
    }

    private Versioned<CalendarEvent> versioned(Event event) {
        boolean occurrence = GoogleRows.isOccurrence(event);
        EventTime original = event.getOriginalStartTime() == null ? null : times.read(event.getOriginalStartTime());
        EventTime start = event.getStart() == null ? original : times.read(event.getStart());
        if (start == null) {
            throw new IllegalArgumentException("an event without a start");
        }
        CalendarEventBuilder builder = CalendarEvent.builder(uid(event))
                .recurrenceId(occurrence ? original : null)
                .sequence(event.getSequence() == null ? 0 : event.getSequence())
                .status(status(event))
                .title(text(event.getSummary()))
                .location(text(event.getLocation()))
                .start(start)
                .end(event.getEnd() == null ? null : times.read(event.getEnd()))
                .recurrence(occurrence ? Recurrence.NONE : recurrence(event, start))
                .createdAt(instant(event.getCreated()))
                .modifiedAt(instant(event.getUpdated()));
        return new Versioned<>(
                event.getId(),
                event.getEtag(),
                GoogleProjection.cancelledBare(builder.build()),
                instant(event.getUpdated()),
                event.getRecurringEventId(),
                Set.of(),
                readOnly(event),
                property(event, occurrence ? OCCURRENCE_ORIGIN : ORIGIN));
    }

    private Set<String> readOnly(Event event) {
        if (!writable || Boolean.TRUE.equals(event.getLocked()) || !isOrdinary(event)) {
            return fields();
        }
        // A patch replaces all lines; those of excluded dates are not mapped yet, and must not be lost.
        return lines(event).stream().anyMatch(line -> line.startsWith("EX")) ? SCHEDULE : Set.of();
    }

    private static boolean isOrdinary(Event event) {
        return event.getEventType() == null || event.getEventType().equals("default");
    }

    private static String uid(Event event) {
        String own = property(event, UID);
        if (own != null) {
            return own;
        }
        return event.getICalUID() == null ? event.getId() : event.getICalUID();
    }

    private static EventStatus status(Event event) {
        return switch (text(event.getStatus())) {
            case "tentative" -> EventStatus.TENTATIVE;
            case "cancelled" -> EventStatus.CANCELLED;
            default -> EventStatus.CONFIRMED;
        };
    }

    private Recurrence recurrence(Event event, EventTime start) {
        List<String> rules = new ArrayList<>();
        List<EventTime> extra = new ArrayList<>();
        for (String line : lines(event)) {
            int colon = line.indexOf(':');
            if (line.startsWith("RRULE:")) {
                rules.add(line.substring(colon + 1));
            } else if (line.startsWith("RDATE") && colon > 0) {
                ZoneId zone = zone(line.substring(0, colon), start);
                for (String date : line.substring(colon + 1).split(",", -1)) {
                    extra.add(times.extraDate(date, zone));
                }
            }
        }
        return new Recurrence(rules, extra);
    }

    private ZoneId zone(String parameters, EventTime start) {
        int tzid = parameters.indexOf("TZID=");
        return tzid >= 0
                ? ZoneId.of(parameters.substring(tzid + 5))
                : start.fold(day -> calendarZone, zoned -> zoned.time().getZone(), floating -> calendarZone);
    }

    private static List<String> lines(Event event) {
        return event.getRecurrence() == null ? List.of() : event.getRecurrence();
    }

    /** A new event under this id. */
    Event insertion(Write.Create<CalendarEvent> create, String id) {
        CalendarEvent record = create.record();
        Event event = new Event()
                .setId(id)
                .setSummary(record.title())
                .setLocation(record.location())
                .setStatus(text(record))
                .setStart(times.write(record.start()))
                .setEnd(times.write(record.end()));
        if (record.isSeries()) {
            event.setRecurrence(lines(record.recurrence()));
        }
        return withProperties(event, Map.of(ORIGIN, create.origin(), UID, record.uid()));
    }

    /** What sets an occurrence apart from its series. */
    Event occurrence(Write.Create<CalendarEvent> create) {
        CalendarEvent record = create.record();
        if (record.status() == EventStatus.CANCELLED) {
            return withProperties(new Event().setStatus(text(record)), Map.of(OCCURRENCE_ORIGIN, create.origin()));
        }
        Event event = new Event()
                .setSummary(record.title())
                .setLocation(record.location())
                .setStatus(text(record))
                .setStart(times.replacing(record.start()))
                .setEnd(times.replacing(record.end()));
        return withProperties(event, Map.of(OCCURRENCE_ORIGIN, create.origin()));
    }

    /** The changed fields. */
    Event patch(Write.Update<CalendarEvent> update) {
        CalendarEvent record = update.record();
        Set<String> changed = update.changed();
        Event event = new Event();
        if (changed.contains(CalendarEvents.STATUS)
                && record.isOccurrence()
                && record.status() == EventStatus.CANCELLED) {
            return event.setStatus(text(record));
        }
        if (changed.contains(CalendarEvents.TITLE)) {
            event.setSummary(record.title());
        }
        if (changed.contains(CalendarEvents.LOCATION)) {
            event.setLocation(record.location());
        }
        if (changed.contains(CalendarEvents.STATUS)) {
            event.setStatus(text(record));
        }
        if (changed.stream().anyMatch(SCHEDULE::contains)) {
            event.setStart(times.replacing(record.start())).setEnd(times.replacing(record.end()));
            if (!record.isOccurrence()) {
                event.setRecurrence(lines(record.recurrence()));
            }
        }
        return event;
    }

    private List<String> lines(Recurrence recurrence) {
        List<String> lines = new ArrayList<>();
        recurrence.rules().forEach(rule -> lines.add("RRULE:" + rule));
        recurrence.extraDates().forEach(date -> lines.add(times.extraDate(date)));
        return lines;
    }

    /** To Google, cancelling is deleting, but for an occurrence. */
    private static String text(CalendarEvent event) {
        return switch (event.status()) {
            case TENTATIVE -> "tentative";
            case CANCELLED -> event.isOccurrence() ? "cancelled" : "confirmed";
            case CONFIRMED -> "confirmed";
        };
    }

    private static Event withProperties(Event event, Map<String, String> properties) {
        return event.setExtendedProperties(new Event.ExtendedProperties().setPrivate(new LinkedHashMap<>(properties)));
    }

    private static @Nullable String property(Event event, String name) {
        Event.ExtendedProperties properties = event.getExtendedProperties();
        return properties == null || properties.getPrivate() == null
                ? null
                : properties.getPrivate().get(name);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static @Nullable Instant instant(@Nullable DateTime time) {
        return time == null ? null : Instant.ofEpochMilli(time.getValue());
    }
}
