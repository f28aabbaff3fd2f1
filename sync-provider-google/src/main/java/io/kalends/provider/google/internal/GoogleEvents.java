package io.kalends.provider.google.internal;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEventBuilder;
import io.kalends.sync.calendar.EventStatus;
import io.kalends.sync.calendar.EventTime;
import io.kalends.sync.calendar.Recurrence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events as Google's, both ways, without a call. What is not mapped (guests' permissions, gadgets, properties of other apps)
 * stays on Google's side as it is: a patch sends the changed fields alone.
 */
final class GoogleEvents {

    static final int MAPPING_VERSION = 1;

    /** The private property with the origin mark. Occurrences have another, since Google shows them their series'. */
    static final String ORIGIN = "kalends.origin";

    private static final String OCCURRENCE_ORIGIN = "kalends.occurrence";

    /** The private property with the UID of what was created here: Google gives one of its own. */
    private static final String UID = "kalends.uid";

    /** Google cuts longer values off. */
    private static final int LONGEST_PROPERTY = 1_024;

    private final GoogleTimes times;
    private final GoogleRecurrence recurrence;
    private final GoogleRights rights;
    private final GooglePatch patch;

    private GoogleEvents(ZoneId calendarZone, ZoneId floatsIn, GoogleRights rights) {
        this.times = new GoogleTimes(calendarZone);
        this.recurrence = new GoogleRecurrence(times);
        this.rights = rights;
        this.patch = new GooglePatch(new GoogleTimes(floatsIn), rights.invite());
    }

    /**
     * How a calendar's events are mapped.
     *
     * @param calendarZone where times are read that Google tells without a zone
     * @param floatsIn where floating times are written; the projection must have the same
     * @param writable whether the account may write there
     * @param invite whether attendees are written
     */
    static GoogleEvents of(ZoneId calendarZone, ZoneId floatsIn, boolean writable, boolean invite) {
        return new GoogleEvents(calendarZone, floatsIn, new GoogleRights(writable, invite));
    }

    /** Names of the fields that are mapped. */
    static Set<String> fields() {
        return GoogleRights.FIELDS;
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
        return new Versioned<>(
                event.getId(),
                event.getEtag(),
                GoogleProjection.cancelledBare(record(event, occurrence)),
                instant(event.getUpdated()),
                event.getRecurringEventId(),
                rights.unknown(event),
                rights.readOnly(event),
                property(event, occurrence ? OCCURRENCE_ORIGIN : ORIGIN));
    }

    private CalendarEvent record(Event event, boolean occurrence) {
        EventTime original = event.getOriginalStartTime() == null ? null : times.read(event.getOriginalStartTime());
        EventTime start = event.getStart() == null ? original : times.read(event.getStart());
        if (start == null) {
            throw new IllegalArgumentException("an event without a start");
        }
        CalendarEventBuilder builder = CalendarEvent.builder(uid(event))
                .recurrenceId(occurrence ? original : null)
                .sequence(event.getSequence() == null ? 0 : event.getSequence())
                .status(GoogleChoices.status(event))
                .title(text(event.getSummary()))
                .location(text(event.getLocation()))
                .start(start)
                .end(event.getEnd() == null ? null : times.readEnd(event.getEnd(), start))
                .recurrence(occurrence ? Recurrence.NONE : recurrence.read(event, start))
                .attendees(GooglePeople.attendees(event))
                .organizer(GooglePeople.organizer(event))
                .availability(GoogleChoices.availability(event))
                .visibility(GoogleChoices.visibility(event))
                .reminders(GoogleReminders.read(event.getReminders()))
                .colour(GoogleColours.read(event.getColorId()))
                .conference(GoogleExtras.conference(event))
                .links(GoogleExtras.links(event))
                .createdAt(instant(event.getCreated()))
                .modifiedAt(instant(event.getUpdated()));
        String description = text(event.getDescription());
        return GoogleText.isMarkup(description)
                ? builder.description(GoogleText.plain(description))
                        .htmlDescription(description)
                        .build()
                : builder.description(description).build();
    }

    private static String uid(Event event) {
        String own = property(event, UID);
        if (own != null) {
            return own;
        }
        return event.getICalUID() == null ? event.getId() : event.getICalUID();
    }

    /** A new event under this id. */
    Event insertion(Write.Create<CalendarEvent> create, String id) {
        CalendarEvent record = create.record();
        Event event = patch.whole(record).setId(id);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(ORIGIN, create.origin());
        if (record.uid().length() <= LONGEST_PROPERTY) {
            properties.put(UID, record.uid());
        }
        return withProperties(event, properties);
    }

    /** What sets an occurrence apart from its series. */
    Event occurrence(Write.Create<CalendarEvent> create) {
        CalendarEvent record = create.record();
        Event event = record.status() == EventStatus.CANCELLED
                ? new Event().setStatus(GoogleChoices.status(record))
                : patch.occurrence(record);
        return withProperties(event, Map.of(OCCURRENCE_ORIGIN, create.origin()));
    }

    /** The changed fields. */
    Event patch(Write.Update<CalendarEvent> update) {
        return patch.of(update.record(), update.changed());
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
