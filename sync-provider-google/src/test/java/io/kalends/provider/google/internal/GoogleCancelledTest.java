package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kalends.calendar.Availability;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.SyncPair;
import io.kalends.testkit.EventSamples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cancelled event: to Google it would be a deleted one, so there it is free and says that it is cancelled. */
class GoogleCancelledTest extends AppAndGoogle {

    @Test
    void isFreeAtGoogleAndSaysSoInItsTitle() {
        cancelled();

        assertThat(there().path("status").asText()).isEqualTo("confirmed");
        assertThat(there().path("transparency").asText()).isEqualTo("transparent");
        assertThat(there().path("summary").asText()).isEqualTo("Cancelled: Tango");
        assertThat(here().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(here().availability()).isEqualTo(Availability.BUSY);
        assertThat(world.list().get(0).status()).isEqualTo(EventStatus.CANCELLED);
        world.comesToRest();
    }

    @Test
    void isCancelledLater() {
        String id = world.app.put(event().build());
        settle();

        world.app.edit(id, GoogleCancelledTest::calledOff);
        settle();

        assertThat(there().path("transparency").asText()).isEqualTo("transparent");
        assertThat(there().path("summary").asText()).isEqualTo("Cancelled: Tango");
    }

    @Test
    void takesPlaceAgainHere() {
        String id = cancelled();
        world.app.edit(
                id, event -> event.toBuilder().status(EventStatus.CONFIRMED).build());

        settle();

        assertThat(there().has("transparency")).isFalse();
        assertThat(there().path("summary").asText()).isEqualTo("Tango");
        assertThat(there().path("extendedProperties").path("private").has(GoogleCancelled.PROPERTY))
                .isFalse();
        assertThat(here()).satisfies(event -> assertThat(event.title()).isEqualTo("Tango"));
    }

    @Test
    void isEditedHereAndStaysCancelledThere() {
        String id = cancelled();
        world.app.edit(
                id,
                event -> event.toBuilder()
                        .title("Fango")
                        .availability(Availability.FREE)
                        .build());
        settle();
        assertThat(there().path("summary").asText()).isEqualTo("Cancelled: Fango");
        assertThat(there().path("transparency").asText()).isEqualTo("transparent");

        world.app.edit(
                id, event -> event.toBuilder().status(EventStatus.CONFIRMED).build());
        settle();

        assertThat(there().path("transparency").asText()).isEqualTo("transparent");
        assertThat(here().availability()).isEqualTo(Availability.FREE);
    }

    @Test
    void isRenamedAtGoogle() {
        cancelled();

        patch("summary", "Cancelled: Fango");

        assertThat(here().title()).isEqualTo("Fango");
        assertThat(here().status()).isEqualTo(EventStatus.CANCELLED);
    }

    @Test
    void takesPlaceAgainWhereSomebodyMakesItBusyAtGoogle() {
        cancelled();

        patch("transparency", "opaque");

        assertThat(here().status()).isEqualTo(EventStatus.CONFIRMED);
        assertThat(here().title()).isEqualTo("Tango");
    }

    @Test
    void isKnownAgainAfterTheStateWasLost() {
        cancelled();

        assertThat(withoutItsState()).isZero();

        assertThat(world.google.calendar().events()).hasSize(1);
        assertThat(here()).isEqualTo(calledOff(event().build()));
    }

    @Test
    void anExcludedDateOfAFloatingSeriesFloatsAfterTheStateWasLost() {
        CalendarEvent series = event().start(floating(0, 9))
                .end(floating(0, 10))
                .recurrence(Recurrence.of("FREQ=DAILY;COUNT=5"))
                .build();
        String id = world.app.put(series);
        CalendarEvent hole = ExcludedDates.record(series.uid(), floating(2, 9));
        world.app.putChild(id, hole);
        settle();

        assertThat(withoutItsState()).isZero();

        assertThat(world.app.contents()).containsExactlyInAnyOrder(series, hole);
    }

    private static EventTime floating(int day, int hour) {
        return EventTime.floating(EventSamples.MONDAY.plusDays(day).atTime(hour, 0));
    }

    private static CalendarEventBuilder event() {
        return CalendarEvent.builder("tango")
                .title("Tango")
                .start(EventTime.zoned(EventSamples.MONDAY.atTime(9, 0), EventSamples.BERLIN))
                .end(EventTime.zoned(EventSamples.MONDAY.atTime(10, 0), EventSamples.BERLIN));
    }

    private static CalendarEvent calledOff(CalendarEvent event) {
        return event.toBuilder().status(EventStatus.CANCELLED).build();
    }

    private String cancelled() {
        String id = world.app.put(calledOff(event().build()));
        settle();
        return id;
    }

    private CalendarEvent here() {
        return onlyOneInTheApp();
    }

    private JsonNode there() {
        List<? extends JsonNode> events = world.google.calendar().events();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private void patch(String field, String value) {
        world.google
                .calendar()
                .patch(
                        there().path("id").asText(),
                        JsonNodeFactory.instance.objectNode().put(field, value));
        settle();
    }

    /** The writes of two runs of another pair, which knows nothing of what the first one did. */
    private int withoutItsState() {
        SyncPair<CalendarEvent> anew = SyncPair.between(world.app, world.google.replica())
                .id("state-lost")
                .build();
        return world.engineNow().sync(anew).writes()
                + world.engineNow().sync(anew).writes();
    }
}
