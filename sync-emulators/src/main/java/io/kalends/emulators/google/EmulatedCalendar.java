package io.kalends.emulators.google;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.internal.CalendarState;
import io.kalends.emulators.google.internal.Person;
import java.util.List;
import java.util.Optional;

/**
 * A calendar in an emulator, and what somebody does with it in Google's own pages: no call is recorded, channels are told.
 * Events are JSON as in the API. What a client may not set may be set here, as an organizer, {@code fromGmail}, or the
 * {@code recurringEventId} of a series that is not there, of whose dates one came by an invitation.
 */
public final class EmulatedCalendar {

    private final CalendarState state;
    private final Person person;
    private final GoogleCalendarEmulator google;

    EmulatedCalendar(CalendarState state, GoogleCalendarEmulator google) {
        this.state = state;
        this.person = new Person(google.world(), google.events(), google.writes(), state);
        this.google = google;
    }

    public String id() {
        return state.id();
    }

    /**
     * Makes an event.
     *
     * @return its id
     * @throws IllegalArgumentException if Google would refuse it
     */
    public String insert(JsonNode event) {
        return google.world().locked(() -> person.insert(object(event)));
    }

    /**
     * Changes an event or, by an occurrence's id, one occurrence. Objects are merged, arrays replaced, null removes.
     *
     * @throws IllegalArgumentException if there is no such event, or Google would refuse it
     */
    public void patch(String id, JsonNode changes) {
        google.world().locked(() -> person.patch(id, object(changes)));
    }

    /**
     * Replaces an event or, by an occurrence's id, one occurrence, as a program does that writes what it knows of it (a PUT):
     * what is left out is gone, the private properties of others too.
     *
     * @throws IllegalArgumentException if there is no such event, or Google would refuse it
     */
    public void replace(String id, JsonNode event) {
        google.world().locked(() -> person.replace(id, object(event)));
    }

    private static ObjectNode object(JsonNode json) {
        if (requireNonNull(json, "json") instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("an event is a JSON object, not " + json.getNodeType());
    }

    /**
     * Deletes an event or, by an occurrence's id, one occurrence.
     *
     * @throws IllegalArgumentException if there is no such event
     */
    public void delete(String id) {
        google.world().locked(() -> person.delete(id));
    }

    /**
     * Deletes one occurrence of a series.
     *
     * @param originalStart when it starts by its series: {@code 2026-03-02T09:00:00Z}, any offset, or {@code 2026-03-02}
     *     where it lasts all day
     * @return the id of the occurrence
     * @throws IllegalArgumentException if there is no such occurrence
     */
    public String cancelOccurrence(String masterId, String originalStart) {
        return google.world().locked(() -> {
            String id = person.occurrence(masterId, originalStart);
            person.delete(id);
            return id;
        });
    }

    /**
     * The id of an occurrence.
     *
     * @throws IllegalArgumentException if there is no such occurrence
     */
    public String occurrence(String masterId, String originalStart) {
        return google.world().locked(() -> person.occurrence(masterId, originalStart));
    }

    /** The events that are there: single ones, series, and changed occurrences, without cancelled ones. */
    public List<ObjectNode> events() {
        return google.world().locked(person::events);
    }

    /** An event, also a cancelled one, or an occurrence; all its fields. */
    public Optional<ObjectNode> event(String id) {
        return google.world().locked(() -> person.event(id));
    }

    /** Forgets deleted events, as after a month: GET is 404, their ids stay taken. */
    public void purgeDeleted() {
        google.world().locked(person::purge);
    }

    /** Deletes the calendar. */
    public void remove() {
        google.world().locked(() -> google.world().removeCalendar(state));
    }

    /** Refuses watch channels from now on, as calendars of holidays do. */
    public void refusePush() {
        google.world().locked(() -> google.channels().refusePush(id()));
    }
}
