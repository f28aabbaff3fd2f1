package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.Attendee;
import io.kalends.calendar.Attendee.Response;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.testkit.EventSamples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host that invites, and somebody whom Google cannot invite: it knows people by their mail addresses alone. */
class GoogleInvitationsTest {

    private static final Attendee BEN = Attendee.of("ben@example.org");
    private static final Attendee NOBODY = Attendee.of("urn:uuid:2b5f0a3e-0000-4000-8000-000000000000");
    private static final Attendee PHONE = Attendee.of("sip:cleo@example.org");

    private final GoogleWorld world =
            new GoogleWorld(new EmulatedSide(settings -> settings.option(GoogleOptions.INVITE, "true")));
    private final String id = world.app.put(CalendarEvent.builder("meeting")
            .title("meeting")
            .start(EventTime.zoned(EventSamples.MONDAY.atTime(9, 0), EventSamples.BERLIN))
            .end(EventTime.zoned(EventSamples.MONDAY.atTime(10, 0), EventSamples.BERLIN))
            .attendees(List.of(NOBODY, BEN, PHONE))
            .build());

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void theOthersAreInvitedWhereSomebodyHasNoMailAddress() {
        settle();

        assertThat(world.list())
                .singleElement()
                .satisfies(event -> assertThat(event.attendees()).containsExactly(BEN));
        assertThat(attendees()).containsExactly(NOBODY, BEN, PHONE);
    }

    @Test
    void anAnswerAtGoogleLosesNobodyWhomGoogleCannotInvite() {
        settle();
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        ArrayNode guests = changes.putArray("attendees");
        guests.addObject().put("email", "ben@example.org").put("responseStatus", "declined");
        world.google
                .calendar()
                .patch(world.google.calendar().events().get(0).path("id").asText(), changes);

        settle();

        assertThat(attendees()).containsExactly(NOBODY, BEN.withResponse(Response.DECLINED), PHONE);
    }

    private List<Attendee> attendees() {
        return world.app.find(id).orElseThrow().record().attendees();
    }

    private void settle() {
        world.sync();
        world.sync();
        assertThat(world.problems()).isEmpty();
        assertThat(world.sync().writes()).isZero();
    }
}
