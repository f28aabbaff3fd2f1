package io.kalends.provider.google.internal;

import com.google.api.client.util.Data;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.text.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of writes. A patch sends what changed, and null for what was cleared; whoever gave a conference, an organizer or the
 * attached files, they are never sent.
 *
 * @param rights whether attendees are written, and which
 */
record GooglePatch(GoogleTimes times, ExcludedDates excluded, GoogleRights rights) {

    private static final Set<String> SCHEDULE =
            Set.of(CalendarEvents.START, CalendarEvents.END, CalendarEvents.RECURRENCE);

    /** A new event; what is empty is left out. */
    Event whole(CalendarEvent record) {
        Event event = common(record);
        event.setStart(times.write(record.start())).setEnd(times.write(end(record)));
        if (record.isSeries()) {
            event.setRecurrence(new GoogleRecurrence(times).write(record.recurrence(), record.start()));
        }
        return GoogleCancelled.shown(event, record);
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
        return event.setStart(times.replacing(record.start())).setEnd(times.replacing(end(record)));
    }

    private EventTime end(CalendarEvent record) {
        return times.heldEnd(record.start(), record.end());
    }

    /** A patch that also takes away what the event has and the patch does not speak of. */
    static Event emptied(Event patch, Event there) {
        if (patch.getReminders() == null
                && !GoogleReminders.read(there.getReminders()).isEmpty()) {
            patch.setReminders(GoogleReminders.write(List.of()));
        }
        if (patch.getSource() == null && there.getSource() != null) {
            patch.setSource(GoogleExtras.source(List.of()));
        }
        return patch;
    }

    private Event common(CalendarEvent record) {
        Event event = new Event()
                .setSummary(record.title())
                .setLocation(record.location())
                .setStatus(GoogleChoices.status(record))
                .setTransparency(GoogleChoices.transparency(record.availability()))
                .setVisibility(GoogleChoices.text(record.visibility()))
                .setColorId(GoogleColours.id(record.colour()));
        String description = HtmlText.description(record.description(), record.htmlDescription());
        if (!description.isEmpty()) {
            event.setDescription(description);
        }
        if (!GoogleReminders.held(record.reminders()).isEmpty()) {
            event.setReminders(GoogleReminders.write(record.reminders()));
        }
        if (!GoogleExtras.held(record.links()).isEmpty()) {
            event.setSource(GoogleExtras.source(record.links()));
        }
        if (rights.invite() && record.attendees().stream().anyMatch(GooglePeople::isInvitable)) {
            event.setAttendees(GooglePeople.write(record.attendees()));
        }
        return event;
    }

    static boolean isSchedule(Set<String> fields) {
        return fields.stream().anyMatch(SCHEDULE::contains);
    }

    /**
     * The changed fields, and no others.
     *
     * @param there what Google holds; {@code null} where nobody had to look
     */
    Event of(CalendarEvent record, Set<String> changed, @Nullable Event there) {
        if (changed.contains(CalendarEvents.STATUS)
                && record.isOccurrence()
                && record.status() == EventStatus.CANCELLED) {
            return new Event().setStatus(GoogleChoices.status(record));
        }
        Event event = new Event();
        changed.forEach(field -> set(event, field, record));
        if (changed.contains(CalendarEvents.ATTENDEES)) {
            setGuests(event, record, there);
        }
        if (there != null && isSchedule(changed)) {
            keepExcluded(event, record, changed, there);
        }
        return there != null && GoogleCancelled.concerns(record, changed)
                ? GoogleCancelled.shown(event, record, changed, there)
                : event;
    }

    private void setGuests(Event patch, CalendarEvent record, @Nullable Event there) {
        if (there != null && rights.onlyAnswers(there)) {
            GooglePeople.answer(patch, record.attendees(), rights.own());
        } else if (rights.invite()) {
            patch.setAttendees(
                    there == null
                            ? GooglePeople.write(record.attendees())
                            : GooglePeople.write(record.attendees(), there));
        }
    }

    /** A patch replaces all lines: those of excluded dates, which are records of their own, are sent along. */
    private void keepExcluded(Event patch, CalendarEvent record, Set<String> changed, Event there) {
        boolean starts = changed.contains(CalendarEvents.START) || changed.contains(CalendarEvents.END);
        EventTime start = starts
                ? times.held(record.start())
                : excluded.recurrence().times().read(there.getStart());
        List<String> kept = excluded.along(there, start);
        if (kept.isEmpty() || (changed.contains(CalendarEvents.RECURRENCE) && !record.isSeries())) {
            return;
        }
        List<String> lines = new ArrayList<>();
        if (patch.getRecurrence() != null) {
            lines.addAll(patch.getRecurrence());
        } else {
            there.getRecurrence().stream()
                    .filter(line -> !GoogleRecurrence.isExclusion(line))
                    .forEach(lines::add);
        }
        lines.addAll(kept);
        patch.setRecurrence(lines);
    }

    private void set(Event event, String field, CalendarEvent record) {
        switch (field) {
            case CalendarEvents.TITLE -> event.setSummary(orNull(record.title()));
            case CalendarEvents.DESCRIPTION ->
                event.setDescription(orNull(HtmlText.description(record.description(), record.htmlDescription())));
            case CalendarEvents.LOCATION -> event.setLocation(orNull(record.location()));
            case CalendarEvents.START, CalendarEvents.END ->
                event.setStart(times.replacing(record.start())).setEnd(times.replacing(end(record)));
            case CalendarEvents.RECURRENCE -> {
                if (!record.isOccurrence()) {
                    event.setRecurrence(lines(record));
                }
            }
            case CalendarEvents.STATUS -> event.setStatus(GoogleChoices.status(record));
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
