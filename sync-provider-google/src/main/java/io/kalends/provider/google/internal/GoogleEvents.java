package io.kalends.provider.google.internal;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
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
 * Events as Google's, both ways, without a call. What is not mapped (guests' permissions, gadgets, properties of other apps)
 * stays on Google's side as it is: a patch sends the changed fields alone.
 */
final class GoogleEvents {

    static final int MAPPING_VERSION = 2;

    /** The private property with the origin mark. Occurrences have another, since Google shows them their series'. */
    static final String ORIGIN = "kalends.origin";

    private static final String OCCURRENCE_ORIGIN = "kalends.occurrence";

    /** The private property with the UID of what was created here: Google gives one of its own. */
    private static final String UID = "kalends.uid";

    /** The private property of an occurrence that came without its series, and so is an event of its own here. */
    private static final String RECURRENCE_ID = "kalends.recurrenceId";

    /** The private property of a series of floating times: the zone in which the names of its excluded dates float. */
    private static final String FLOATING = "kalends.floating";

    /** The private property with the id of the event that the others were given to: who copies an event copies them all. */
    private static final String GIVEN_TO = "kalends.id";

    /** Google cuts longer values off. */
    private static final int LONGEST_PROPERTY = 1_024;

    private final GoogleTimes times;
    private final GoogleRecurrence recurrence;
    private final ExcludedDates excluded;
    private final SeriesDates dates;
    private final GoogleRights rights;
    private final GooglePatch patch;

    private GoogleEvents(ZoneId calendarZone, ZoneId floatsIn, GoogleRights rights) {
        this.times = new GoogleTimes(calendarZone);
        this.recurrence = new GoogleRecurrence(times);
        this.excluded = new ExcludedDates(recurrence);
        this.dates = new SeriesDates(recurrence);
        this.rights = rights;
        this.patch = new GooglePatch(new GoogleTimes(floatsIn), excluded, rights);
    }

    /**
     * How a calendar's events are mapped.
     *
     * @param calendarZone where times are read that Google tells without a zone
     * @param floatsIn where floating times are written; the projection must have the same
     * @param rights what the account may write there
     */
    static GoogleEvents of(ZoneId calendarZone, ZoneId floatsIn, GoogleRights rights) {
        return new GoogleEvents(calendarZone, floatsIn, rights);
    }

    /** Names of the fields that are mapped. */
    static Set<String> fields() {
        return GoogleRights.FIELDS;
    }

    Entry<CalendarEvent> read(Event event) {
        try {
            excluded.of(event); // they are read with the series or not at all
            return Entry.present(versioned(event));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Entry.unreadable(
                    event.getId(),
                    "Google's event cannot be read (" + malformed.getClass().getSimpleName() + ")");
        }
    }

    /** The id that an occurrence's series and original start make: Google's own, but for series that were split off. */
    String slot(Event occurrence) {
        try {
            return occurrence.getOriginalStartTime() == null
                    ? occurrence.getId()
                    : EventIds.occurrence(
                            occurrence.getRecurringEventId(), times.read(occurrence.getOriginalStartTime()));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return occurrence.getId();
        }
    }

    /**
     * The original starts of the dates that a series leaves out, by the id of the record that each is; none of a series that
     * cannot be read.
     */
    Map<String, EventTime> excludedDates(Event series) {
        try {
            return excluded.of(series);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Map.of();
        }
    }

    /** A date that a series leaves out, as a record. */
    Versioned<CalendarEvent> excludedDate(Event series, EventTime originalStart) {
        return new Versioned<>(
                EventIds.occurrence(series.getId(), originalStart),
                ExcludedDates.REVISION,
                ExcludedDates.record(uid(series), named(series, originalStart), originalStart),
                instant(series.getUpdated()),
                series.getId(),
                rights.unknown(series),
                rights.readOnlyExcluded(series),
                null);
    }

    /**
     * Whether an occurrence is certainly none of its series any more, which was moved away from it or goes by another rule.
     */
    boolean isAstray(Event occurrence, Event series) {
        try {
            return occurrence.getOriginalStartTime() != null
                    && dates.lack(series, times.read(occurrence.getOriginalStartTime()));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return false;
        }
    }

    /** What takes a date out of those that a series leaves out. */
    Event withoutExcluded(Event series, String id) {
        return new Event().setRecurrence(excluded.without(series, id));
    }

    /** The name of a date that is left out of a series: floating where those are that this side was given. */
    private static EventTime named(Event series, EventTime originalStart) {
        ZoneId floatsIn = GoogleCalendars.zone(property(series, FLOATING));
        return floatsIn != null && originalStart instanceof EventTime.Zoned zoned
                ? EventTime.floating(zoned.time().withZoneSameInstant(floatsIn).toLocalDateTime())
                : originalStart;
    }

    /** What leaves these dates out as well. */
    Event leavingOut(Event series, List<EventTime> originalStarts) {
        List<String> lines = new ArrayList<>(series.getRecurrence());
        originalStarts.forEach(date -> lines.add(patch.times().excludedDate(date)));
        Event event = new Event().setRecurrence(lines);
        return originalStarts.stream().anyMatch(EventTime.Floating.class::isInstance)
                ? withProperties(event, Map.of(FLOATING, patch.times().zone().getId()))
                : event;
    }

    /** Whether a date may be left out by a line of its series: one of its kind, where its lines may be written. */
    boolean mayLeaveOut(Event series, EventTime originalStart) {
        return series.getRecurrence() != null
                && originalStart.isAllDay() == (series.getStart().getDate() != null)
                && !rights.readOnly(series).contains(CalendarEvents.RECURRENCE);
    }

    private Versioned<CalendarEvent> versioned(Event event) {
        boolean occurrence = GoogleRows.isOccurrence(event);
        return new Versioned<>(
                event.getId(),
                event.getEtag(),
                GoogleProjection.cancelledBare(record(event)),
                instant(event.getUpdated()),
                event.getRecurringEventId(),
                rights.unknown(event),
                rights.readOnly(event),
                occurrence ? property(event, OCCURRENCE_ORIGIN) : mark(event, ORIGIN));
    }

    private CalendarEvent record(Event event) {
        EventTime original = originalStart(event);
        EventTime start = event.getStart() == null ? original : times.read(event.getStart());
        if (start == null) {
            throw new IllegalArgumentException("an event without a start");
        }
        CalendarEventBuilder builder = CalendarEvent.builder(uid(event))
                .recurrenceId(original)
                .sequence(event.getSequence() == null ? 0 : event.getSequence())
                .status(GoogleChoices.status(event))
                .title(GoogleCancelled.title(event))
                .location(text(event.getLocation()))
                .start(start)
                .end(event.getEnd() == null ? null : times.readEnd(event.getEnd(), start))
                // Nobody else could hold a rule that somebody here gave to one date.
                .recurrence(original == null ? recurrence.read(event, start) : Recurrence.NONE)
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

    private @Nullable EventTime originalStart(Event event) {
        if (GoogleRows.isOccurrence(event)) {
            return event.getOriginalStartTime() == null ? null : times.read(event.getOriginalStartTime());
        }
        String alone = mark(event, RECURRENCE_ID);
        return alone == null ? null : EventTime.parse(alone);
    }

    private static String uid(Event event) {
        String own = mark(event, UID);
        if (own != null) {
            return own;
        }
        return event.getICalUID() == null ? event.getId() : event.getICalUID();
    }

    /** A new event under this id; it leaves its holes out from the start. */
    Event insertion(Write.Create<CalendarEvent> create, String id) {
        CalendarEvent record = create.record();
        Event event = patch.whole(record).setId(id);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(GIVEN_TO, id);
        properties.put(ORIGIN, create.origin());
        if (record.uid().length() <= LONGEST_PROPERTY) {
            properties.put(UID, record.uid());
        }
        record.originalStart().ifPresent(start -> properties.put(RECURRENCE_ID, start.text()));
        Event.ExtendedProperties known = event.getExtendedProperties();
        if (known != null) {
            properties.putAll(known.getPrivate());
        }
        return without(create.holes(), withProperties(event, properties));
    }

    private Event without(List<CalendarEvent> holes, Event event) {
        List<EventTime> dates = holes.stream()
                .flatMap(hole -> hole.originalStart().stream())
                .filter(date -> mayLeaveOut(event, date))
                .toList();
        if (dates.isEmpty()) {
            return event;
        }
        Event lines = leavingOut(event, dates);
        if (lines.getExtendedProperties() != null) {
            event.getExtendedProperties()
                    .getPrivate()
                    .putAll(lines.getExtendedProperties().getPrivate());
        }
        return event.setRecurrence(lines.getRecurrence());
    }

    /** What sets an occurrence apart from its series. */
    Event occurrence(Write.Create<CalendarEvent> create) {
        CalendarEvent record = create.record();
        Event event = record.status() == EventStatus.CANCELLED
                ? new Event().setStatus(GoogleChoices.status(record))
                : patch.occurrence(record);
        return withProperties(event, Map.of(OCCURRENCE_ORIGIN, create.origin()));
    }

    /**
     * The changed fields.
     *
     * @param there what Google holds, where {@link #needsLook} says so
     */
    Event patch(Write.Update<CalendarEvent> update, @Nullable Event there) {
        return patch.of(update.record(), update.changed(), there);
    }

    /** Whether the fields can only be written beside what Google holds already: lists are replaced as a whole. */
    static boolean needsLook(Write.Update<CalendarEvent> update) {
        if (update.changed().contains(CalendarEvents.ATTENDEES)
                || mayBringBack(update)
                || GoogleCancelled.concerns(update.record(), update.changed())) {
            return true;
        }
        boolean alone = update.changed().contains(CalendarEvents.RECURRENCE)
                && !update.record().isSeries();
        return !alone && !update.record().isOccurrence() && GooglePatch.isSchedule(update.changed());
    }

    /** Whether this may be what brings a cancelled occurrence back. */
    static boolean mayBringBack(Write.Update<CalendarEvent> update) {
        return update.changed().contains(CalendarEvents.STATUS)
                && update.record().status() != EventStatus.CANCELLED
                && EventIds.mayBeOccurrence(update.id());
    }

    /** Whether nothing of this may be written: of others' meetings no guest but oneself can be changed. */
    boolean isOthersAffair(Write.Update<CalendarEvent> update, Event there) {
        return update.changed().equals(Set.of(CalendarEvents.ATTENDEES))
                && rights.onlyAnswers(there)
                && !GooglePeople.answersAnew(update.record().attendees(), there, rights.own());
    }

    /** What makes an occurrence that was left out one of its own. */
    Event reinstated(Write.Update<CalendarEvent> update, EventTime originalStart) {
        return patch.occurrence(ExcludedDates.reinstated(update.record(), update.changed(), originalStart));
    }

    /**
     * What makes a cancelled occurrence one that is there: Google keeps what it was before, and the side that brings it back
     * was shown none of it.
     */
    Event broughtBack(Write.Update<CalendarEvent> update, Event cancelled) {
        return GooglePatch.emptied(reinstated(update, times.read(cancelled.getOriginalStartTime())), cancelled);
    }

    private static Event withProperties(Event event, Map<String, String> properties) {
        return event.setExtendedProperties(new Event.ExtendedProperties().setPrivate(new LinkedHashMap<>(properties)));
    }

    /** A property that was given to this event, or to its series: a copy is an event of its own. */
    private static @Nullable String mark(Event event, String name) {
        String givenTo = property(event, GIVEN_TO);
        String series = event.getRecurringEventId();
        return givenTo == null || givenTo.equals(series == null ? event.getId() : series)
                ? property(event, name)
                : null;
    }

    static @Nullable String property(Event event, String name) {
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
