package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.RecordedMail;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Organizers, guests, and the mails that they get. */
final class Guests {

    private final World world;

    Guests(World world) {
        this.world = world;
    }

    static void person(ObjectNode target, String email, CalendarState calendar) {
        target.put("email", email);
        if (email.equals(calendar.id())) {
            if (!calendar.primary()) {
                target.put("displayName", calendar.summary());
            }
            target.put("self", true);
        }
    }

    /** A body that leaves guests out on purpose reaches the writer's own answer alone. */
    JsonNode own(EventRow before, ObjectNode body) {
        if (!body.path("attendeesOmitted").asBoolean()) {
            return body;
        }
        ObjectNode narrowed = body.deepCopy();
        ObjectNode old = before.json().deepCopy();
        Optional<JsonNode> answer = self(body);
        self(old)
                .ifPresent(
                        mine -> answer.map(given -> given.path("responseStatus").asText())
                                .filter(status -> !status.isEmpty())
                                .ifPresent(status -> ((ObjectNode) mine).put("responseStatus", status)));
        narrowed.set("attendees", old.path("attendees").isMissingNode() ? Json.array() : old.path("attendees"));
        return narrowed;
    }

    private static Optional<JsonNode> self(JsonNode event) {
        return stream(event)
                .filter(attendee -> attendee.path("self").asBoolean())
                .findFirst();
    }

    private static Stream<JsonNode> stream(JsonNode event) {
        return StreamSupport.stream(event.path("attendees").spliterator(), false);
    }

    void invite(CalendarState calendar, JsonNode event, WriteOptions options) {
        tell(calendar, RecordedMail.Kind.INVITATION, event, options);
    }

    void tell(CalendarState calendar, RecordedMail.Kind kind, JsonNode event, WriteOptions options) {
        if (options.sendUpdates().equals("none")) {
            return;
        }
        String home = domain(calendar.id());
        List<String> to = stream(event)
                .filter(attendee -> !attendee.path("self").asBoolean())
                .map(attendee -> attendee.path("email").asText())
                .filter(email ->
                        options.sendUpdates().equals("all") || !domain(email).equals(home))
                .toList();
        if (!to.isEmpty()) {
            world.mail(new RecordedMail(calendar.id(), event.path("id").asText(), kind, to));
        }
    }

    private static String domain(String email) {
        return email.substring(email.indexOf('@') + 1);
    }
}
