package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Checks an event after a write was applied to it, and brings it to the form in which Google answers. */
final class EventRules {

    private static final int MOST_GUESTS_WITH_ANSWERS = 200;
    private static final int MOST_ATTACHMENTS = 25;
    private static final Map<String, Set<String>> VALUES = Map.of(
            "status", Set.of("confirmed", "tentative", "cancelled"),
            "transparency", Set.of("opaque", "transparent"),
            "visibility", Set.of("default", "public", "private", "confidential"),
            "eventType", Set.of("default", "birthday", "focusTime", "fromGmail", "outOfOffice", "workingLocation"));
    private static final Map<String, JsonNode> DEFAULTS = Map.of(
            "transparency", Json.object().textNode("opaque"),
            "visibility", Json.object().textNode("default"),
            "summary", Json.object().textNode(""),
            "description", Json.object().textNode(""),
            "location", Json.object().textNode(""),
            "recurrence", Json.array(),
            "attendees", Json.array(),
            "attachments", Json.array());

    private EventRules() {}

    /** Brings an event to its form, in place. */
    static void settle(ObjectNode event, CalendarState calendar) {
        VALUES.forEach((field, values) -> {
            if (Json.text(event, field).filter(value -> !values.contains(value)).isPresent()) {
                throw GoogleError.invalid("Invalid value for: " + field);
            }
        });
        times(event, calendar);
        Reminders.settle(event);
        attendees(event, calendar);
        colour(event);
        ExtendedProperties.settle(event);
        if (event.path("attachments").size() > MOST_ATTACHMENTS) {
            throw GoogleError.invalid("Too many attachments.");
        }
        if (!Json.present(event, "status")) {
            event.put("status", "confirmed");
        }
        if (!Json.present(event, "eventType")) {
            event.put("eventType", "default");
        }
        DEFAULTS.forEach((field, value) -> {
            if (value.equals(event.get(field))) {
                event.remove(field);
            }
        });
    }

    private static void times(ObjectNode event, CalendarState calendar) {
        for (String which : new String[] {"start", "end"}) {
            if (!event.path(which).isObject()) {
                throw GoogleError.required("Missing " + which + " time.");
            }
        }
        boolean recurring = event.path("recurrence").size() > 0;
        When start = When.sent(event.path("start"), calendar.zone(), "start");
        When end = When.sent(event.path("end"), calendar.zone(), "end");
        if (recurring && !start.allDay() && !Json.present(event.path("start"), "timeZone")) {
            throw GoogleError.required("Missing time zone definition for start time.");
        }
        if (start.allDay() != end.allDay()) {
            throw GoogleError.invalid("The start and end times must either both be date or both be dateTime.");
        }
        if (end.instant().isBefore(start.instant())) {
            throw GoogleError.emptyRange();
        }
        if (recurring) {
            Series.check(event.path("recurrence"), start);
        }
        event.set("start", start.json());
        event.set("end", end.json());
    }

    /** Google's own pages make events without length; a client's are refused. */
    static void checkLength(ObjectNode event, CalendarState calendar) {
        When start = When.stored(event.path("start"), calendar.zone());
        When end = When.stored(event.path("end"), calendar.zone());
        if (!end.instant().isAfter(start.instant())) {
            throw GoogleError.emptyRange();
        }
    }

    private static void attendees(ObjectNode event, CalendarState calendar) {
        ArrayNode settled = Json.array();
        String organizer = event.path("organizer").path("email").asText();
        boolean answers = event.path("attendees").size() <= MOST_GUESTS_WITH_ANSWERS;
        for (JsonNode given : event.path("attendees")) {
            String email = given.path("email").asText();
            if (email.indexOf('@') < 1 || email.indexOf(':') >= 0) {
                throw GoogleError.invalid("Invalid attendee email.");
            }
            ObjectNode attendee = given.deepCopy();
            attendee.remove("self");
            attendee.remove("organizer");
            if (email.equals(organizer)) {
                attendee.put("organizer", true);
            }
            if (email.equals(calendar.id())) {
                attendee.put("self", true);
            }
            if (!answers || !Json.present(attendee, "responseStatus")) {
                attendee.put("responseStatus", "needsAction");
            }
            settled.add(attendee);
        }
        event.set("attendees", settled);
    }

    private static void colour(ObjectNode event) {
        if (Json.text(event, "colorId")
                .filter(id -> !Colours.EVENT.containsKey(id))
                .isPresent()) {
            throw GoogleError.invalid("Invalid value for: colorId");
        }
    }
}
