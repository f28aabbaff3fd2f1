package io.kalends.provider.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.calendar.model.Event;
import java.util.List;
import java.util.Map;

/** What Google makes of an insert and of a patch, on paper: objects are merged, arrays and reminders replaced, null removes. */
final class PureGoogle {

    private PureGoogle() {}

    static Event inserted(Event body) {
        ObjectNode stored = Corpus.asJson(new Event());
        merge(stored, Corpus.asJson(body));
        stored.put("etag", "\"1\"").put("iCalUID", stored.path("id").asText() + "@google.com");
        stored.put("created", "2026-02-01T08:00:00.000Z").put("updated", "2026-02-01T08:00:00.000Z");
        for (String person : List.of("creator", "organizer")) {
            stored.putObject(person).put("email", "ada@example.org").put("self", true);
        }
        if (!stored.has("reminders")) {
            stored.putObject("reminders").put("useDefault", true);
        }
        return Corpus.asEvent(stored);
    }

    static ObjectNode patched(ObjectNode event, Event body) {
        ObjectNode stored = event.deepCopy();
        ObjectNode changes = Corpus.asJson(body);
        if (changes.has("reminders")) {
            stored.remove("reminders");
        }
        if (changes.path("attendeesOmitted").asBoolean()) {
            changes.remove("attendeesOmitted");
            JsonNode own = changes.remove("attendees").get(0);
            stored.path("attendees").forEach(attendee -> {
                if (attendee.path("self").asBoolean()) {
                    ((ObjectNode) attendee).set("responseStatus", own.get("responseStatus"));
                }
            });
        }
        merge(stored, changes);
        return stored;
    }

    private static void merge(ObjectNode target, JsonNode changes) {
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                target.remove(change.getKey());
            } else if (change.getValue().isObject()) {
                ObjectNode inner = target.path(change.getKey()).isObject()
                        ? (ObjectNode) target.path(change.getKey())
                        : target.putObject(change.getKey());
                merge(inner, change.getValue());
            } else {
                target.set(change.getKey(), change.getValue());
            }
        }
    }
}
