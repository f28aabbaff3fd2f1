package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.Attendee;
import io.kalends.calendar.Attendee.Response;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.Organizer;
import io.kalends.calendar.Reminder;
import io.kalends.sync.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Meetings that somebody else called: the calendar's owner answers, and changes what is his own. */
class GoogleGuestTest {

    private GoogleWorld world = new GoogleWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void carriesTheOwnAnswerToGoogle(boolean invite) {
        inviting(invite);
        String meeting = invited();
        world.comesToRest();
        ArrayNode before = guests(meeting);

        edit(event -> answering(event, Response.ACCEPTED));
        world.comesToRest();

        ArrayNode after = guests(meeting);
        assertThat(answer(after, EmulatedSide.ADDRESS)).isEqualTo("accepted");
        assertThat(without(after, EmulatedSide.ADDRESS)).isEqualTo(without(before, EmulatedSide.ADDRESS));
        assertThat(world.google.google().mails()).isEmpty();
        assertThat(world.problems()).isEmpty();
    }

    @Test
    void carriesAnswersFromGoogle() {
        String meeting = invited();
        world.comesToRest();
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        ArrayNode guests = guests(meeting).deepCopy();
        guests.forEach(guest -> ((ObjectNode) guest).put("responseStatus", "declined"));
        changes.set("attendees", guests);
        world.google.advance(Duration.ofMinutes(1));
        world.google.calendar().patch(meeting, changes);

        world.comesToRest();

        assertThat(event().attendees()).hasSize(3).allMatch(guest -> guest.response() == Response.DECLINED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void saysThatOnlyTheOrganizerChangesWhoElseIsInvited(boolean invite) {
        inviting(invite);
        String meeting = invited();
        world.comesToRest();
        ArrayNode before = guests(meeting);

        edit(event -> event.toBuilder()
                .attendees(event.attendees().stream()
                        .filter(guest -> !guest.address().startsWith("ben"))
                        .toList())
                .build());
        world.sync();

        assertThat(guests(meeting)).isEqualTo(before);
        assertThat(world.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("organizer"));
    }

    @Test
    void carriesRemindersAndColourOfTheOwnCopy() {
        String meeting = invited();
        world.comesToRest();

        edit(event -> event.toBuilder()
                .reminders(List.of(Reminder.display(Duration.ofMinutes(7))))
                .colour("tomato")
                .build());
        world.comesToRest();

        JsonNode there = world.google.calendar().event(meeting).orElseThrow();
        assertThat(there.path("reminders")
                        .path("overrides")
                        .path(0)
                        .path("minutes")
                        .asInt())
                .isEqualTo(7);
        assertThat(there.path("summary").asText()).isEqualTo("Their meeting");
    }

    @Test
    void leavesTheRestToTheOrganizer() {
        String meeting = invited();
        world.comesToRest();

        edit(event -> event.toBuilder().title("Tango here").build());
        SyncReport report = world.sync();

        assertThat(world.google
                        .calendar()
                        .event(meeting)
                        .orElseThrow()
                        .path("summary")
                        .asText())
                .isEqualTo("Their meeting");
        assertThat(report.describe()).contains("does not let it be written");
    }

    @Test
    void copiesWhatOthersCalledWithoutInvitingAnybody() {
        CalendarEvent meeting = world.google.sample(1).toBuilder()
                .organizer(new Organizer("boss@example.com", "Boss"))
                .attendees(List.of(
                        Attendee.of(EmulatedSide.ADDRESS).withResponse(Response.TENTATIVE),
                        Attendee.of("ben@example.org")))
                .build();
        String here = world.app.put(meeting);
        world.comesToRest();
        String there = world.google.calendar().events().get(0).path("id").asText();
        assertThat(world.google.calendar().event(there).orElseThrow().has("attendees"))
                .isFalse();

        edit(event -> answering(event, Response.ACCEPTED));
        world.google
                .calendar()
                .patch(there, JsonNodeFactory.instance.objectNode().put("location", "Room 4"));
        world.comesToRest();

        assertThat(world.google.calendar().event(there).orElseThrow().has("attendees"))
                .isFalse();
        CalendarEvent kept = world.app.find(here).orElseThrow().record();
        assertThat(kept.attendees()).hasSize(2);
        assertThat(kept.organizer()).isEqualTo(meeting.organizer());
        assertThat(kept.location()).isEqualTo("Room 4");
    }

    @Test
    void keepsWhatGoogleKnowsOfGuestsBesides() {
        inviting(true);
        ObjectNode own = EmulatedSide.json(world.google.sample(1));
        guests(own);
        String meeting = world.google.calendar().insert(own);
        world.comesToRest();

        edit(event -> event.toBuilder()
                .attendees(List.of(event.attendees().get(0), event.attendees().get(1), Attendee.of("cleo@example.org")))
                .build());
        world.comesToRest();

        ArrayNode after = guests(meeting);
        assertThat(after).hasSize(3);
        assertThat(after.toString()).contains("\"comment\":\"by train\"").contains("cleo@example.org");
    }

    private void inviting(boolean invite) {
        if (invite) {
            world.close();
            world = new GoogleWorld(new EmulatedSide(settings -> settings.option("google.invite", "true")));
        }
    }

    /** A meeting of Boss', with two guests besides the calendar's owner. */
    private String invited() {
        ObjectNode meeting = EmulatedSide.json(world.google.sample(1)).put("summary", "Their meeting");
        meeting.putObject("organizer").put("email", "boss@example.com").put("displayName", "Boss");
        guests(meeting);
        return world.google.calendar().insert(meeting);
    }

    private static void guests(ObjectNode meeting) {
        ArrayNode guests = meeting.putArray("attendees");
        guests.addObject().put("email", EmulatedSide.ADDRESS).put("responseStatus", "needsAction");
        guests.addObject()
                .put("email", "ben@example.org")
                .put("responseStatus", "tentative")
                .put("comment", "by train")
                .put("additionalGuests", 1);
        guests.addObject().put("email", "room-4@example.org").put("resource", true);
    }

    private ArrayNode guests(String meeting) {
        return (ArrayNode) world.google.calendar().event(meeting).orElseThrow().path("attendees");
    }

    private static String answer(ArrayNode guests, String address) {
        for (JsonNode guest : guests) {
            if (guest.path("email").asText().equals(address)) {
                return guest.path("responseStatus").asText();
            }
        }
        return "";
    }

    private static ArrayNode without(ArrayNode guests, String address) {
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        guests.forEach(guest -> {
            if (!guest.path("email").asText().equals(address)) {
                others.add(guest);
            }
        });
        return others;
    }

    private static CalendarEvent answering(CalendarEvent event, Response answer) {
        return event.toBuilder()
                .attendees(event.attendees().stream()
                        .map(guest -> guest.address().equals(EmulatedSide.ADDRESS) ? guest.withResponse(answer) : guest)
                        .toList())
                .build();
    }

    private CalendarEvent event() {
        return world.app.contents().get(0);
    }

    private void edit(UnaryOperator<CalendarEvent> edit) {
        world.google.advance(Duration.ofMinutes(1));
        world.app.edit(world.app.records().keySet().iterator().next(), edit);
    }
}
