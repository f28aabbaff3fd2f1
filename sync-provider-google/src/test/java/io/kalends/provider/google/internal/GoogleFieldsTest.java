package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every field on its way through the engine and the wire. */
class GoogleFieldsTest {

    private final GoogleWorld world = new GoogleWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void keepsOnTheAppsSideWhatGoogleCannotHold() {
        List<CalendarEvent> events = EventSamples.all().stream()
                .filter(event -> !event.isOccurrence())
                .toList();
        events.forEach(world.app::put);

        comesToRest();

        assertThat(world.list()).hasSameSizeAs(events);
        assertThat(world.app.contents()).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void carriesAnEditOfTheDescriptionAndKeepsTheRest() {
        world.app.put(EventSamples.detailed());
        comesToRest();
        patch("description", "New <b>words</b>");

        comesToRest();

        assertThat(world.app.contents()).singleElement().satisfies(event -> {
            assertThat(event.description()).isEqualTo("New words");
            assertThat(event.htmlDescription()).isEqualTo("New <b>words</b>");
            assertThat(event.categories()).isEqualTo(EventSamples.detailed().categories());
            assertThat(event.colour()).isEqualTo(EventSamples.detailed().colour());
            assertThat(event.conference()).isEqualTo(EventSamples.detailed().conference());
        });
    }

    @Test
    void letsAFloatingEventFloatWhenItIsMovedAtGoogle() {
        world.app.put(EventSamples.floating());
        comesToRest();
        ObjectNode later = JsonNodeFactory.instance.objectNode();
        later.putObject("start").put("dateTime", "2026-03-02T11:00:00Z").put("timeZone", "UTC");
        later.putObject("end").put("dateTime", "2026-03-02T11:05:00Z").put("timeZone", "UTC");
        patch(later);

        comesToRest();

        assertThat(world.app.contents())
                .extracting(CalendarEvent::start)
                .containsExactly(EventTime.floating(EventSamples.MONDAY.atTime(11, 0)));
    }

    @Test
    void sendsNoAttendeesUnlessItInvites() {
        world.app.put(EventSamples.withAttendees());

        comesToRest();

        assertThat(world.google.google().mails()).isEmpty();
        assertThat(world.list()).allMatch(event -> event.attendees().isEmpty());
    }

    private void patch(String field, String value) {
        patch(JsonNodeFactory.instance.objectNode().put(field, value));
    }

    private void patch(ObjectNode changes) {
        world.google.advance(Duration.ofMinutes(1));
        String id = world.google.calendar().events().get(0).path("id").asText();
        world.google.calendar().patch(id, changes);
    }

    /** Nothing is written any more, and nothing is stuck. */
    private void comesToRest() {
        for (int run = 0; run < 4; run++) {
            world.google.advance(Duration.ofHours(1));
            world.sync();
        }
        SyncReport last = world.sync();
        assertThat(last.writes()).as(last.describe()).isZero();
        assertThat(world.problems()).isEmpty();
    }
}
