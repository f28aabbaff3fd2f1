package io.kalends.provider.google.internal;

import com.google.api.client.util.Data;
import com.google.api.services.calendar.model.Event;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEvents;
import io.kalends.sync.calendar.EventStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Bodies of writes. A patch sends what changed, and null for what was cleared; whoever gave a conference, an organizer or the
 * attached files, they are never sent.
 *
 * @param invite whether attendees are written
 */
record GooglePatch(GoogleTimes times, boolean invite) {

    /** A new event; what is empty is left out. */
    Event whole(CalendarEvent record) {
        Event event = common(record);
        event.setStart(times.write(record.start())).setEnd(times.write(record.end()));
        if (record.isSeries()) {
            event.setRecurrence(new GoogleRecurrence(times).write(record.recurrence(), record.start()));
        }
        return event;
    }

    /** An occurrence, which has its series' values where it is not told otherwise. */
    Event occurrence(CalendarEvent record) {
        Event event = common(record);
        if (record.description().isEmpty()) {
            event.setDescription(Data.NULL_STRING);
        }
        if (GoogleColours.id(record.colour()) == null) {
            event.setColorId(Data.NULL_STRING);
        }
        return event.setStart(times.replacing(record.start())).setEnd(times.replacing(record.end()));
    }

    private Event common(CalendarEvent record) {
        Event event = new Event()
                .setSummary(record.title())
                .setLocation(record.location())
                .setStatus(GoogleChoices.status(record))
                .setTransparency(GoogleChoices.transparency(record.availability()))
                .setVisibility(GoogleChoices.text(record.visibility()))
                .setColorId(GoogleColours.id(record.colour()));
        String description = GoogleText.description(record.description(), record.htmlDescription());
        if (!description.isEmpty()) {
            event.setDescription(description);
        }
        if (!GoogleReminders.held(record.reminders()).isEmpty()) {
            event.setReminders(GoogleReminders.write(record.reminders()));
        }
        if (!GoogleExtras.held(record.links()).isEmpty()) {
            event.setSource(GoogleExtras.source(record.links()));
        }
        if (invite && !record.attendees().isEmpty()) {
            event.setAttendees(GooglePeople.write(record.attendees()));
        }
        return event;
    }

    /** The changed fields, and no others. */
    Event of(CalendarEvent record, Set<String> changed) {
        if (changed.contains(CalendarEvents.STATUS)
                && record.isOccurrence()
                && record.status() == EventStatus.CANCELLED) {
            return new Event().setStatus(GoogleChoices.status(record));
        }
        Event event = new Event();
        changed.forEach(field -> set(event, field, record));
        return event;
    }

    private void set(Event event, String field, CalendarEvent record) {
        switch (field) {
            case CalendarEvents.TITLE -> event.setSummary(orNull(record.title()));
            case CalendarEvents.DESCRIPTION ->
                event.setDescription(orNull(GoogleText.description(record.description(), record.htmlDescription())));
            case CalendarEvents.LOCATION -> event.setLocation(orNull(record.location()));
            case CalendarEvents.START, CalendarEvents.END ->
                event.setStart(times.replacing(record.start())).setEnd(times.replacing(record.end()));
            case CalendarEvents.RECURRENCE -> {
                if (!record.isOccurrence()) {
                    event.setRecurrence(lines(record));
                }
            }
            case CalendarEvents.STATUS -> event.setStatus(GoogleChoices.status(record));
            case CalendarEvents.ATTENDEES -> {
                if (invite) {
                    event.setAttendees(GooglePeople.write(record.attendees()));
                }
            }
            case CalendarEvents.AVAILABILITY ->
                event.setTransparency(GoogleChoices.transparency(record.availability()));
            case CalendarEvents.VISIBILITY -> event.setVisibility(GoogleChoices.text(record.visibility()));
            case CalendarEvents.REMINDERS -> event.setReminders(GoogleReminders.write(record.reminders()));
            case CalendarEvents.COLOUR -> {
                String id = GoogleColours.id(record.colour());
                event.setColorId(id == null ? Data.NULL_STRING : id);
            }
            case CalendarEvents.LINKS -> event.setSource(GoogleExtras.source(record.links()));
            default -> {
                // Conference, organizer and what Google cannot hold are never written.
            }
        }
    }

    /** No lines at all make a series a single event. */
    private List<String> lines(CalendarEvent record) {
        List<String> lines = new GoogleRecurrence(times).write(record.recurrence(), record.start());
        return lines.isEmpty() ? none() : lines;
    }

    @SuppressWarnings("unchecked") // the null of a list has no element whose type could be wrong
    private static List<String> none() {
        return Data.nullOf(ArrayList.class);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? Data.NULL_STRING : text;
    }
}
