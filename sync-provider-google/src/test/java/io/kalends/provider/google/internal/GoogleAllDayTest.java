package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Events and occurrences that become whole days, and timed again, on either side. */
class GoogleAllDayTest extends AppAndGoogle {

    private static CalendarEvent wholeDay(CalendarEvent event) {
        return event.toBuilder()
                .start(EventTime.allDay(EventSamples.MONDAY.plusWeeks(1)))
                .end(EventTime.allDay(EventSamples.MONDAY.plusWeeks(1).plusDays(1)))
                .build();
    }

    private static CalendarEvent atTen(CalendarEvent event) {
        return event.toBuilder()
                .start(EventTime.zoned(EventSamples.MONDAY.plusWeeks(1).atTime(10, 0), EventSamples.BERLIN))
                .lasting(Duration.ofHours(1))
                .build();
    }

    private String occurrenceInTheApp() {
        CalendarEvent weekly = world.google.sample(0);
        String id = world.app.putChild(world.app.put(weekly), EmulatedSide.tango(weekly));
        settle();
        return id;
    }

    private void agree() {
        settle();
        assertThat(world.onGoogle()).isEqualTo(world.onApp());
    }

    private ObjectNode tangoAtGoogle() {
        return world.google.calendar().events().stream()
                .filter(event -> event.path("summary").asText().equals("Tango"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anOccurrenceBecomesAWholeDayAndTimedAgain() {
        String occurrence = occurrenceInTheApp();
        world.app.edit(occurrence, GoogleAllDayTest::wholeDay);
        agree();
        assertThat(tangoAtGoogle().path("start").path("date").asText()).isEqualTo("2026-03-09");

        world.app.edit(occurrence, GoogleAllDayTest::atTen);

        agree();
        assertThat(tangoAtGoogle().path("start").has("date")).isFalse();
    }

    @Test
    void anOccurrenceThatBecameAWholeDayFallsBackToItsSeries() {
        String occurrence = occurrenceInTheApp();
        world.app.edit(occurrence, GoogleAllDayTest::wholeDay);
        agree();

        world.app.remove(occurrence);

        agree();
    }

    @Test
    void anOccurrenceThatBecameAWholeDayIsCalledOffAndTakesPlaceAgain() {
        String occurrence = occurrenceInTheApp();
        world.app.edit(occurrence, GoogleAllDayTest::wholeDay);
        agree();
        CalendarEvent was = world.app.find(occurrence).orElseThrow().record();
        world.app.edit(
                occurrence,
                event -> ExcludedDates.record(event.uid(), event.originalStart().orElseThrow()));
        agree();

        world.app.edit(occurrence, event -> atTen(was));

        agree();
    }

    @Test
    void aSingleEventBecomesAWholeDayAndTimedAgain() {
        String single = world.app.put(world.google.sample(1));
        settle();
        world.app.edit(single, GoogleAllDayTest::wholeDay);
        agree();

        world.app.edit(single, GoogleAllDayTest::atTen);

        agree();
    }

    @Test
    void aSeriesBecomesAWholeDayAndTimedAgain() {
        String series = world.app.put(world.google.sample(0));
        settle();
        world.app.edit(series, GoogleAllDayTest::wholeDay);
        agree();

        world.app.edit(series, GoogleAllDayTest::atTen);

        agree();
    }

    @Test
    void anOccurrenceThatSomebodyMadeAWholeDayAtGoogleIsTimedAgainInTheApp() {
        String occurrence = occurrenceInTheApp();
        ObjectNode patch = tangoAtGoogle().objectNode();
        patch.putObject("start").put("date", "2026-03-09").putNull("dateTime").putNull("timeZone");
        patch.putObject("end").put("date", "2026-03-10").putNull("dateTime").putNull("timeZone");
        world.google.calendar().patch(tangoAtGoogle().path("id").asText(), patch);
        agree();
        assertThat(world.app.find(occurrence).orElseThrow().record().start().isAllDay())
                .isTrue();

        world.app.edit(occurrence, GoogleAllDayTest::atTen);

        agree();
    }
}
