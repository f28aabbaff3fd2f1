package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An event as a calendar keeps it: a single one, a series, or an occurrence that was changed or cancelled.
 *
 * @param json all fields; replaced as a whole, never changed in place
 * @param change the number of the change that left it so, rising within an emulator
 */
public record EventRow(ObjectNode json, long change) {

    /** Without content. */
    @Override
    public String toString() {
        return "EventRow[" + id() + " " + change + "]";
    }

    String id() {
        return json.path("id").asText();
    }

    boolean cancelled() {
        return json.path("status").asText().equals("cancelled");
    }

    boolean recurring() {
        return json.path("recurrence").size() > 0;
    }

    Optional<String> master() {
        return Json.text(json, "recurringEventId");
    }

    String etag() {
        return json.path("etag").asText();
    }
}
