package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.RecordedMail;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Insert, update, patch and delete, as a client or as a person in Google's own pages. */
public final class EventWrites {

    private static final Pattern OWN_ID = Pattern.compile("[a-v0-9]{5,1024}");

    private final World world;
    private final Events events;
    private final Guests guests;
    private final SeriesExceptions exceptions;

    public EventWrites(World world, Events events) {
        this.world = world;
        this.events = events;
        this.guests = new Guests(world);
        this.exceptions = new SeriesExceptions(world, events);
    }

    EventRow insert(CalendarState calendar, ObjectNode body, WriteOptions options) {
        Optional<String> ownId = Json.text(body, "id");
        if (ownId.isPresent() && !options.trusted()) {
            if (!OWN_ID.matcher(ownId.get()).matches()) {
                throw GoogleError.invalid("Invalid resource id value.");
            }
            if (Json.present(body, "iCalUID")) {
                throw GoogleError.invalid("The id and the iCalUID cannot both be given.");
            }
        }
        String id = ownId.orElseGet(() -> world.newId(26));
        String uid = Json.text(body, "iCalUID").orElse(id + "@google.com");
        if (calendar.uses(id)
                || (Json.present(body, "iCalUID") && calendar.withUid(uid).isPresent())) {
            throw GoogleError.duplicate();
        }
        return create(calendar, id, uid, body, options);
    }

    private EventRow create(CalendarState calendar, String id, String uid, ObjectNode body, WriteOptions options) {
        ObjectNode event = EventFields.replaced(stamp(calendar, id, uid, options), body, options);
        EventRules.settle(event, calendar);
        if (!options.trusted()) {
            EventRules.checkLength(event, calendar);
            EventTypes.checkNew(event, calendar);
        }
        boolean conference = Conferences.request(event);
        EventRow row = events.store(calendar, kept(event, options), true);
        finish(calendar, row, conference);
        guests.invite(calendar, row.json(), options);
        return row;
    }

    private ObjectNode stamp(CalendarState calendar, String id, String uid, WriteOptions options) {
        ObjectNode event = Json.object()
                .put("kind", "calendar#event")
                .put("id", id)
                .put("htmlLink", "https://www.google.com/calendar/event?eid=" + id)
                .put("created", Json.stamp(world.now()))
                .put("iCalUID", uid)
                .put("sequence", 0);
        Guests.person(event.putObject("creator"), options.actor(), calendar);
        Guests.person(event.putObject("organizer"), calendar.id(), calendar);
        return event;
    }

    private ObjectNode kept(ObjectNode event, WriteOptions options) {
        return options.trusted() ? event : world.behaviour().rewritten(event);
    }

    /** Imports a private copy of an event that somebody else organises. */
    EventRow importCopy(CalendarState calendar, ObjectNode body, WriteOptions options) {
        String uid = Json.text(body, "iCalUID").orElseThrow(() -> GoogleError.required("Missing iCalUID."));
        if (calendar.withUid(uid).isPresent()) {
            throw GoogleError.duplicate();
        }
        if (!EventTypes.ordinary(body)) {
            throw EventTypes.restricted("Events of this type cannot be imported.");
        }
        String organizer = body.path("organizer").path("email").asText(calendar.id());
        boolean attends = body.path("attendees").findValuesAsText("email").contains(calendar.id());
        if (!organizer.equals(calendar.id()) && !attends) {
            throw GoogleError.custom(
                    400,
                    "global",
                    "participantIsNeitherOrganizerNorAttendee",
                    "The owner of the calendar must either be the organizer or an attendee of an event that is"
                            + " imported.");
        }
        WriteOptions asImport = new WriteOptions(
                options.actor(), true, options.conference(), options.attachments(), "none", Optional.empty());
        ObjectNode copy = body.deepCopy();
        copy.remove(List.of("creator", "hangoutLink", "locked", "htmlLink"));
        copy.put("privateCopy", true);
        return create(calendar, world.newId(26), uid, copy, asImport);
    }

    /** PUT. */
    EventRow update(CalendarState calendar, String id, ObjectNode body, WriteOptions options) {
        EventRow before = events.get(calendar, id);
        options.check(before.etag());
        if (before.cancelled() && !body.path("status").asText().equals("confirmed")) {
            throw GoogleError.gone();
        }
        exceptions.checkRevival(calendar, before);
        return change(
                calendar, before, EventFields.replaced(before.json(), guests.own(before, body), options), options);
    }

    /** PATCH. */
    EventRow patch(CalendarState calendar, String id, ObjectNode body, WriteOptions options) {
        EventRow before = events.get(calendar, id);
        options.check(before.etag());
        if (before.cancelled()
                && !Set.of("confirmed", "tentative")
                        .contains(body.path("status").asText())) {
            throw GoogleError.gone();
        }
        exceptions.checkRevival(calendar, before);
        return change(calendar, before, EventFields.patched(before.json(), guests.own(before, body), options), options);
    }

    private EventRow change(CalendarState calendar, EventRow before, ObjectNode after, WriteOptions options) {
        after.remove("attendeesOmitted");
        if (before.master().isPresent()) {
            after.remove("recurrence");
        }
        EventRules.settle(after, calendar);
        List<String> changed = EventFields.changed(before.json(), after);
        if (!options.trusted()) {
            if (SeriesExceptions.isSchedule(changed)) {
                EventRules.checkLength(after, calendar);
            }
            EventTypes.checkChange(before.json(), after);
            boolean guest = !before.json().path("organizer").path("self").asBoolean()
                    && !before.json().path("privateCopy").asBoolean()
                    && !before.json().path("guestsCanModify").asBoolean();
            if (guest && !EventFields.onlyPersonal(before.json(), after)) {
                throw GoogleError.notOrganizer();
            }
        }
        if (SeriesExceptions.isSchedule(changed)) {
            after.put(
                    "sequence",
                    Math.max(
                            after.path("sequence").asInt(),
                            before.json().path("sequence").asInt() + 1));
        }
        boolean cancels = after.path("status").asText().equals("cancelled");
        boolean conference = Conferences.request(after);
        EventRow row = events.store(calendar, kept(after, options), !changed.equals(List.of("reminders")));
        if (before.master().isEmpty()) {
            exceptions.settle(calendar, before, row);
        } else {
            exceptions.fold(calendar, row);
        }
        finish(calendar, row, conference);
        guests.tell(calendar, cancels ? RecordedMail.Kind.CANCELLATION : RecordedMail.Kind.UPDATE, row.json(), options);
        return row;
    }

    void delete(CalendarState calendar, String id, WriteOptions options) {
        EventRow before = events.get(calendar, id);
        options.check(before.etag());
        if (before.cancelled()) {
            throw GoogleError.gone();
        }
        ObjectNode after = before.json().deepCopy();
        after.put("status", "cancelled");
        EventRow row = events.store(calendar, after, true);
        exceptions.settle(calendar, before, row);
        world.eventsChanged(calendar);
        guests.tell(calendar, RecordedMail.Kind.CANCELLATION, row.json(), options);
    }

    /** Moves an event with its exceptions to another calendar, whose owner organises it from then on. */
    EventRow move(CalendarState from, String id, CalendarState to, WriteOptions options) {
        EventRow before = events.get(from, id);
        if (before.cancelled()) {
            throw GoogleError.gone();
        }
        if (!EventTypes.ordinary(before.json()) || before.master().isPresent()) {
            throw EventTypes.restricted("This event cannot be moved.");
        }
        if (from == to || to.uses(id)) {
            throw GoogleError.duplicate();
        }
        List<EventRow> apart = from.exceptionsOf(id);
        delete(from, id, options);
        EventRow moved = arrive(to, before);
        apart.forEach(exception -> arrive(to, exception));
        world.eventsChanged(to);
        return moved;
    }

    private EventRow arrive(CalendarState to, EventRow row) {
        ObjectNode event = row.json().deepCopy();
        Guests.person(event.putObject("organizer"), to.id(), to);
        return events.store(to, event, true);
    }

    private void finish(CalendarState calendar, EventRow row, boolean conference) {
        if (conference) {
            // The meeting's room comes a moment after the answer, as a change of its own.
            events.store(calendar, Conferences.settled(row.json(), world), true);
        }
        world.eventsChanged(calendar);
    }
}
