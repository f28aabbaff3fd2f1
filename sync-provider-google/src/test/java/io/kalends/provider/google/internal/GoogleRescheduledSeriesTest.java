package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An app saves a weekly series at another time or by another rule, and an edited occurrence of it stays where it was. Whatever
 * Google does with that occurrence then, nobody edited it: the app keeps it, and Google has it again or it is said why not.
 */
class GoogleRescheduledSeriesTest {

    private GoogleWorld world = new GoogleWorld();
    private String series = "";
    private String occurrence = "";

    static Stream<Arguments> worlds() {
        List<Arguments> worlds = new ArrayList<>();
        for (Reading reading : Reading.values()) {
            for (Pairing pairing : Pairing.values()) {
                worlds.add(Arguments.of(reading, pairing));
            }
        }
        return worlds.stream();
    }

    static Stream<Arguments> bothWays() {
        return worlds().filter(world -> world.get()[1] != Pairing.EXPORT);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** A weekly series, of which the second occurrence was moved to ten and given a title. */
    private void inSync(Reading reading, Pairing pairing) {
        world.close();
        world = new GoogleWorld(new EmulatedSide(Duration.ZERO, reading::on), pairing);
        CalendarEvent weekly = world.google.sample(0);
        series = world.app.put(weekly);
        occurrence = world.app.putChild(series, EmulatedSide.tango(weekly));
        world.sync();
        world.sync();
        assertThat(atGoogle().path("summary").asText()).isEqualTo("Tango");
    }

    private static CalendarEvent halfAnHourLater(CalendarEvent weekly) {
        return weekly.toBuilder()
                .start(EventTime.zoned(EventSamples.MONDAY.atTime(9, 30), EventSamples.BERLIN))
                .end(EventTime.zoned(EventSamples.MONDAY.atTime(10, 30), EventSamples.BERLIN))
                .build();
    }

    private static CalendarEvent everyOtherWeek(CalendarEvent weekly) {
        return weekly.toBuilder()
                .recurrence(Recurrence.of("FREQ=WEEKLY;INTERVAL=2;COUNT=5"))
                .build();
    }

    private String exceptionId() {
        String master = world.google.calendar().events().stream()
                .filter(event -> event.has("recurrence"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        return EventIds.occurrence(
                master, EventTime.zoned(EventSamples.MONDAY.plusWeeks(1).atTime(9, 0), EventSamples.BERLIN));
    }

    private ObjectNode atGoogle() {
        return world.google.calendar().event(exceptionId()).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private CalendarEvent inApp() {
        return world.app.find(occurrence).orElseThrow().record();
    }

    /** The app's occurrence stays; Google's is there again or refused; and nothing moves any more. */
    private void keepsTheOccurrence(String refusal, String title) {
        SyncReport run = world.sync();
        world.sync();

        assertThat(inApp().title()).isEqualTo(title);
        assertThat(inApp().description()).isEqualTo("bring shoes");
        assertThat(inApp().status()).isEqualTo(EventStatus.CONFIRMED);
        if (refusal.isEmpty()) {
            assertThat(world.problems()).as(run.describe()).isEmpty();
            assertThat(atGoogle().path("status").asText()).isEqualTo("confirmed");
            assertThat(atGoogle().path("summary").asText()).isEqualTo(title);
            assertThat(atGoogle().path("description").asText()).isEqualTo("bring shoes");
            assertThat(atGoogle().path("start").path("dateTime").asText()).startsWith("2026-03-09T10:00");
            assertThat(world.onGoogle()).isEqualTo(world.onApp());
        } else {
            assertThat(world.problems()).singleElement().asString().contains(refusal, "→");
        }
        writesNothing();
        assertThat(world.app.contents()).hasSize(2);
        assertThat(inApp().title()).isEqualTo(title);
    }

    /** The next runs, and one that lists Google in full. */
    private void writesNothing() {
        for (int again = 0; again < 3; again++) {
            world.google.advance(Duration.ofHours(1));
            if (again == 2) {
                world.google.google().expireSyncTokens();
            }
            SyncReport idle = world.sync();
            assertThat(idle.writes()).as(idle.describe()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void keepsAnOccurrenceOfASeriesThatStartsLater(Reading reading, Pairing pairing) {
        inSync(reading, pairing);
        world.app.edit(series, GoogleRescheduledSeriesTest::halfAnHourLater);

        keepsTheOccurrence(reading.refusal(), "Tango");
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void keepsAnOccurrenceOfASeriesThatGoesByAnotherRule(Reading reading, Pairing pairing) {
        inSync(reading, pairing);
        world.app.edit(series, GoogleRescheduledSeriesTest::everyOtherWeek);

        keepsTheOccurrence(reading.refusal(), "Tango");
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void keepsAnOccurrenceThatIsEditedWithItsSeries(Reading reading, Pairing pairing) {
        inSync(reading, pairing);
        world.app.edit(series, GoogleRescheduledSeriesTest::halfAnHourLater);
        world.app.edit(
                occurrence, event -> event.toBuilder().title("Tango again").build());

        keepsTheOccurrence(reading.refusal(), "Tango again");
    }

    @ParameterizedTest
    @MethodSource("bothWays")
    void takesAnEditOfTheOccurrenceHomeBeforeTheSeriesIsMoved(Reading reading, Pairing pairing) {
        inSync(reading, pairing);
        JsonNode edit = JsonNodeFactory.instance.objectNode().put("summary", "Tango there");
        world.google.calendar().patch(exceptionId(), edit);
        world.app.edit(series, GoogleRescheduledSeriesTest::halfAnHourLater);

        keepsTheOccurrence(reading.refusal(), "Tango there");
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void takesAnOccurrenceAlongThatTheAppMovesWithItsSeries(Reading reading, Pairing pairing) {
        inSync(reading, pairing);
        String gone = exceptionId();
        moveAll(9, 30, GoogleRescheduledSeriesTest::halfAnHourLater);

        world.sync();
        world.sync();

        assertThat(world.google.calendar().events())
                .filteredOn(event -> event.has("recurringEventId"))
                .singleElement()
                .satisfies(event -> assertThat(event.path("summary").asText()).isEqualTo("Tango"))
                .satisfies(event -> assertThat(event.path("id").asText()).isNotEqualTo(gone));
        assertThat(world.app.contents()).hasSize(2);
        assertThat(world.problems()).isEmpty();
        writesNothing();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void takesAnOccurrenceAlongThatTheAppMovesThereAndBack(Reading reading, Pairing pairing) {
        inSync(reading, pairing);
        moveAll(9, 30, GoogleRescheduledSeriesTest::halfAnHourLater);
        world.sync();
        world.sync();
        moveAll(
                9,
                0,
                event -> event.toBuilder()
                        .start(world.google.sample(0).start())
                        .end(world.google.sample(0).end())
                        .build());

        keepsTheOccurrence("", "Tango");
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void takesAnOccurrenceAlongIntoTheSeriesThatGoesOn(Reading reading, Pairing pairing) {
        inSync(reading, pairing);
        CalendarEvent rest = CalendarEvent.builder("goes-on")
                .title("Meeting")
                .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=9"))
                .start(EventTime.zoned(EventSamples.MONDAY.plusWeeks(1).atTime(9, 30), EventSamples.BERLIN))
                .end(EventTime.zoned(EventSamples.MONDAY.plusWeeks(1).atTime(10, 30), EventSamples.BERLIN))
                .build();
        world.app.remove(occurrence);
        world.app.edit(
                series,
                event -> event.toBuilder()
                        .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=1"))
                        .build());
        String goesOn = world.app.put(rest);
        occurrence = world.app.putChild(
                goesOn,
                EmulatedSide.occurrence(rest, 0).toBuilder().title("Tango").build());

        world.sync();
        world.sync();

        assertThat(inApp().title()).isEqualTo("Tango");
        assertThat(world.onGoogle()).isEqualTo(world.onApp());
        assertThat(world.problems()).isEmpty();
        writesNothing();
    }

    /** Moves the series, and its occurrence's name with it. */
    private void moveAll(int hour, int minute, UnaryOperator<CalendarEvent> move) {
        CalendarEvent renamed = inApp().toBuilder()
                .recurrenceId(
                        EventTime.zoned(EventSamples.MONDAY.plusWeeks(1).atTime(hour, minute), EventSamples.BERLIN))
                .build();
        world.app.remove(occurrence);
        occurrence = world.app.putChild(series, renamed);
        world.app.edit(series, move);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void leavesADateOutThatTheSeriesDoesNotHaveAnyMore(Reading reading, Pairing pairing) {
        inSync(reading, pairing);
        world.app.edit(
                occurrence,
                event -> ExcludedDates.record(event.uid(), event.originalStart().orElseThrow()));
        world.sync();
        world.app.edit(series, GoogleRescheduledSeriesTest::halfAnHourLater);

        world.sync();
        world.sync();

        assertThat(inApp().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(world.problems()).isEmpty();
        writesNothing();
    }
}
