package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.AccessRole;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;
import java.util.Set;

/**
 * How an event looks to somebody: in his zone, with as many guests as asked for, and without what his role hides.
 *
 * @param mostAttendees the most guests that are shown
 */
record Viewer(CalendarState calendar, AccessRole role, ZoneId zone, int mostAttendees) {

    private static final Set<String> OF_ANYBODY = Set.of(
            "kind",
            "etag",
            "id",
            "status",
            "htmlLink",
            "created",
            "updated",
            "start",
            "end",
            "recurrence",
            "recurringEventId",
            "originalStartTime",
            "visibility",
            "transparency",
            "iCalUID",
            "sequence",
            "eventType");

    static Viewer of(CalendarState calendar, AccessRole role, Query query) {
        ZoneId zone = query.first("timeZone")
                .map(name -> {
                    if (!ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
                        throw GoogleError.badParameter("timeZone", "Invalid time zone.");
                    }
                    return ZoneId.of(name);
                })
                .orElse(calendar.zone());
        return new Viewer(calendar, role, zone, query.number("maxAttendees").orElse(Integer.MAX_VALUE));
    }

    /** Everything of an event, the fields of a cancelled one too. */
    ObjectNode full(EventRow row) {
        ObjectNode shown = row.json().deepCopy();
        if (hides(row)) {
            shown.retain(OF_ANYBODY);
        }
        for (String field : new String[] {"start", "end", "originalStartTime"}) {
            if (shown.path(field).isObject()) {
                shown.set(field, When.stored(shown.path(field), calendar.zone()).json(zone));
            }
        }
        if (shown.path("attendees") instanceof ArrayNode attendees && attendees.size() > mostAttendees) {
            shown.set("attendees", only(attendees));
            shown.put("attendeesOmitted", true);
        }
        return shown;
    }

    /** A row of a list: of a cancelled event no more than is promised. */
    ObjectNode listed(EventRow row, boolean fullCancelledRows) {
        if (!row.cancelled() || fullCancelledRows) {
            return full(row);
        }
        boolean exception = row.master()
                .flatMap(calendar::row)
                .map(master -> !master.cancelled())
                .orElse(false);
        Set<String> kept = exception
                ? Set.of("kind", "etag", "id", "status", "recurringEventId", "originalStartTime")
                : Set.of("kind", "etag", "id", "status");
        return full(row).retain(kept);
    }

    private boolean hides(EventRow row) {
        boolean isPrivate = Set.of("private", "confidential")
                .contains(row.json().path("visibility").asText());
        return role == AccessRole.FREE_BUSY_READER
                || (isPrivate && role != AccessRole.OWNER && role != AccessRole.WRITER);
    }

    /** The viewer's own entry goes before the others. */
    private ArrayNode only(ArrayNode attendees) {
        ArrayNode kept = Json.array();
        Optional<JsonNode> own = Optional.empty();
        for (JsonNode attendee : attendees) {
            if (attendee.path("self").asBoolean()) {
                own = Optional.of(attendee);
            }
        }
        own.ifPresent(kept::add);
        for (JsonNode attendee : attendees) {
            if (kept.size() < mostAttendees && !attendee.path("self").asBoolean()) {
                kept.add(attendee);
            }
        }
        return kept;
    }
}
