package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which fields of an event a write reaches, and how it gets there: PUT replaces, PATCH merges. */
final class EventFields {

    private static final Set<String> WRITABLE = Set.of(
            "summary",
            "description",
            "location",
            "colorId",
            "start",
            "end",
            "recurrence",
            "transparency",
            "visibility",
            "attendees",
            "attendeesOmitted",
            "extendedProperties",
            "reminders",
            "source",
            "guestsCanInviteOthers",
            "guestsCanModify",
            "guestsCanSeeOtherGuests",
            "anyoneCanAddSelf",
            "sequence",
            "status",
            "eventType",
            "gadget",
            "focusTimeProperties",
            "outOfOfficeProperties",
            "workingLocationProperties",
            "birthdayProperties",
            "endTimeUnspecified");

    /** What Google's own pages set and no client may. */
    private static final Set<String> OWN = Set.of(
            "organizer",
            "creator",
            "iCalUID",
            "recurringEventId",
            "originalStartTime",
            "hangoutLink",
            "conferenceData",
            "attachments",
            "locked",
            "privateCopy",
            "htmlLink",
            "eventLabelId");

    /** What belongs to one copy of an event, so that a guest may change it. */
    private static final Set<String> PERSONAL =
            Set.of("colorId", "reminders", "transparency", "visibility", "attendees", "status", "extendedProperties");

    private EventFields() {}

    private static boolean writable(String field, WriteOptions options) {
        return WRITABLE.contains(field)
                || (field.equals("conferenceData") && options.conference())
                || (field.equals("attachments") && options.attachments())
                || (options.trusted() && OWN.contains(field));
    }

    /** The event that a PUT makes of one: what the body leaves out is gone. */
    static ObjectNode replaced(JsonNode before, JsonNode body, WriteOptions options) {
        ObjectNode after = before.deepCopy();
        for (String field : Json.names(before)) {
            // Whoever does not say so keeps these: sequence and type, and what the own parameters guard.
            if (writable(field, options) && !Set.of("sequence", "eventType").contains(field) && !OWN.contains(field)) {
                after.remove(field);
            }
        }
        for (String field : Json.names(body)) {
            if (writable(field, options)) {
                setOrRemove(after, field, body.get(field));
            }
        }
        if (options.conference() && !body.has("conferenceData")) {
            after.remove("conferenceData");
            after.remove("hangoutLink");
        }
        if (options.attachments() && !body.has("attachments")) {
            after.remove("attachments");
        }
        return after;
    }

    /** The event that a PATCH makes of one: objects but the reminders are merged, arrays replaced, null removes. */
    static ObjectNode patched(JsonNode before, JsonNode body, WriteOptions options) {
        ObjectNode after = before.deepCopy();
        for (String field : Json.names(body)) {
            if (field.equals("reminders")) {
                setOrRemove(after, field, body.get(field));
            } else if (writable(field, options)) {
                merge(after, field, body.get(field));
            }
        }
        return after;
    }

    private static void merge(ObjectNode target, String field, JsonNode value) {
        if (value instanceof ObjectNode object && target.get(field) instanceof ObjectNode inner) {
            object.fieldNames().forEachRemaining(name -> merge(inner, name, object.get(name)));
        } else {
            setOrRemove(target, field, value);
        }
    }

    private static void setOrRemove(ObjectNode target, String field, JsonNode value) {
        if (value.isNull()) {
            target.remove(field);
        } else if (value instanceof ObjectNode object) {
            ObjectNode inner = target.putObject(field);
            object.fieldNames().forEachRemaining(name -> setOrRemove(inner, name, object.get(name)));
        } else {
            target.set(field, value.deepCopy());
        }
    }

    /** The names of the fields in which two events differ, what the server keeps to itself left out. */
    static List<String> changed(JsonNode before, JsonNode after) {
        List<String> names = new ArrayList<>();
        Stream.concat(Json.names(before).stream(), Json.names(after).stream())
                .distinct()
                .filter(name -> !before.path(name).equals(after.path(name)))
                .filter(name -> !Set.of("etag", "updated", "sequence").contains(name))
                .forEach(names::add);
        return names;
    }

    /** Whether a guest, who owns only his copy, may make this change. */
    static boolean onlyPersonal(JsonNode before, JsonNode after) {
        return PERSONAL.containsAll(changed(before, after))
                && before.path("extendedProperties")
                        .path("shared")
                        .equals(after.path("extendedProperties").path("shared"))
                && othersOf(before).equals(othersOf(after));
    }

    private static List<JsonNode> othersOf(JsonNode event) {
        List<JsonNode> others = new ArrayList<>();
        event.path("attendees").forEach(attendee -> {
            if (!attendee.path("self").asBoolean()) {
                others.add(attendee);
            }
        });
        return others;
    }
}
