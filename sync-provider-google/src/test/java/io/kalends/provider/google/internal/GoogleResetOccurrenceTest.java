package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kalends.calendar.CalendarEvent;
import io.kalends.emulators.google.ResetOccurrences;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An occurrence that stood apart falls back to the rule of its series, whatever Google makes of that. */
class GoogleResetOccurrenceTest {

    private final CalendarEvent weekly = EventSamples.series();
    private GoogleWorld world = new GoogleWorld();
    private String series = "";

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void isAsItsSeriesAndNothingIsWrittenAfterwards(ResetOccurrences reading) {
        fallsBack(reading);

        assertThat(atGoogle().path("summary").asText()).isEqualTo("Standup");
        assertThat(world.app.contents()).hasSize(1);
        world.comesToRest();
    }

    @ParameterizedTest
    @EnumSource
    void comesBackToTheAppWhereSomebodyEditsItAtGoogle(ResetOccurrences reading) {
        fallsBack(reading);
        world.google
                .calendar()
                .patch(occurrence(), JsonNodeFactory.instance.objectNode().put("summary", "Tango"));

        world.comesToRest();

        assertThat(world.app.contents()).extracting(CalendarEvent::title).containsExactlyInAnyOrder("Standup", "Tango");
    }

    @ParameterizedTest
    @EnumSource
    void isSetApartAgainByTheApp(ResetOccurrences reading) {
        fallsBack(reading);
        world.app.putChild(series, EventSamples.movedOccurrence());

        world.comesToRest();

        assertThat(atGoogle().path("summary").asText()).isEqualTo("Standup, later");
    }

    @ParameterizedTest
    @EnumSource
    void followsItsSeriesAfterwards(ResetOccurrences reading) {
        fallsBack(reading);
        world.app.edit(series, event -> event.toBuilder().title("Samba").build());

        world.comesToRest();

        assertThat(atGoogle().path("summary").asText()).isEqualTo("Samba");
    }

    private void fallsBack(ResetOccurrences reading) {
        world.close();
        world = new GoogleWorld(new EmulatedSide(Duration.ZERO, builder -> builder.resetOccurrences(reading)));
        series = world.app.put(weekly);
        String apart = world.app.putChild(series, EventSamples.movedOccurrence());
        world.comesToRest();
        world.app.remove(apart);
        world.sync();
        world.sync();
    }

    private JsonNode atGoogle() {
        return world.google.calendar().event(occurrence()).orElseThrow();
    }

    private String occurrence() {
        String id = world.google.calendar().events().stream()
                .filter(event -> event.has("recurrence"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        return id + "_20260309T080000Z";
    }
}
