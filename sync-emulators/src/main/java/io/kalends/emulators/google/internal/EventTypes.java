package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What the kinds of events allow: birthdays, mails' events and statuses are not ordinary ones. */
final class EventTypes {

    private static final Set<String> STATUS_TYPES = Set.of("focusTime", "outOfOffice", "workingLocation");
    private static final Set<String> OF_MAILS =
            Set.of("reminders", "colorId", "visibility", "status", "extendedProperties");

    private EventTypes() {}

    static boolean ordinary(JsonNode event) {
        return type(event).equals("default");
    }

    private static String type(JsonNode event) {
        return event.path("eventType").asText("default");
    }

    static void checkNew(JsonNode event, CalendarState calendar) {
        String type = type(event);
        if (type.equals("fromGmail")) {
            throw restricted("Events of this type cannot be created.");
        }
        if (STATUS_TYPES.contains(type) && !calendar.primary()) {
            throw restricted("Events of this type can only be created on primary calendars.");
        }
        if (STATUS_TYPES.contains(type) && event.path("attendees").size() > 0) {
            throw restricted("Attendees cannot be added to an event with the given event type.");
        }
    }

    static void checkChange(JsonNode before, JsonNode after) {
        if (!type(before).equals(type(after))) {
            throw restricted("The event type cannot be changed.");
        }
        List<String> changed = EventFields.changed(before, after);
        if (type(before).equals("fromGmail") && !OF_MAILS.containsAll(changed)) {
            throw restricted("This property of an event of this type cannot be changed.");
        }
    }

    static GoogleError restricted(String message) {
        return GoogleError.calendarRule(400, "eventTypeRestriction", message);
    }
}
