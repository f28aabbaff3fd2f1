package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.SyncReport;
import io.kalends.sync.Versioned;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody is invited to one date of a series and later to all. In an app: the date is an event at Google, and then an
 * occurrence. At Google: it is an event to the app, and then an occurrence.
 */
class GoogleLoneOccurrenceTest {

    private GoogleWorld world = new GoogleWorld();
    private CalendarEvent weekly = world.google.sample(0);
    private String alone = "";

    @AfterEach
    void stop() {
        world.close();
    }

    private void invited(Pairing pairing) {
        world.close();
        world = new GoogleWorld(new EmulatedSide(), pairing);
        weekly = world.google.sample(0);
        alone = world.app.put(
                EmulatedSide.occurrence(weekly, 1).toBuilder().title("Tango").build());
        world.sync();
        world.sync();
    }

    /** What the app does once it is told of the whole series: its row of the one date goes below it. */
    private String invitedToAll() {
        String series = world.app.put(weekly);
        CalendarEvent date = world.app.find(alone).orElseThrow().record();
        world.app.remove(alone);
        alone = world.app.putChild(series, date);
        return series;
    }

    private List<ObjectNode> events() {
        return world.google.calendar().events();
    }

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
    @EnumSource
    void isAnEventOfItsOwnThatKnowsWhichDateItIs(Pairing pairing) {
        invited(pairing);

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.has("recurringEventId")).isFalse();
            assertThat(event.path("summary").asText()).isEqualTo("Tango");
        });
        CalendarEvent there = world.list().get(0);
        CalendarEvent here = world.app.find(alone).orElseThrow().record();
        assertThat(there.uid()).isEqualTo(here.uid());
        assertThat(there.originalStart()).isEqualTo(here.originalStart());
        writesNothing();
    }

    @ParameterizedTest
    @EnumSource
    void becomesAnOccurrenceOfItsSeriesOnceThatIsThere(Pairing pairing) {
        invited(pairing);
        invitedToAll();

        world.sync();
        world.sync();

        assertOneFamily();
        assertThat(world.problems()).isEmpty();
        writesNothing();
    }

    private void assertOneFamily() {
        assertThat(events()).hasSize(2);
        String series = events().stream()
                .filter(event -> event.has("recurrence"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        assertThat(events())
                .filteredOn(event -> event.has("recurringEventId"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("summary").asText()).isEqualTo("Tango");
                    assertThat(event.path("recurringEventId").asText()).isEqualTo(series);
                    assertThat(event.path("id").asText())
                            .isEqualTo(EventIds.occurrence(series, ExcludingSeries.monday(1)));
                });
        assertThat(world.onGoogle()).isEqualTo(world.onApp());
        Versioned<CalendarEvent> date = world.app.find(alone).orElseThrow();
        assertThat(date.record().title()).isEqualTo("Tango");
        assertThat(date.parent()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void isGoneFromGoogleOnceItIsCancelledAndAHoleOnceItsSeriesIsThere(Pairing pairing) {
        invited(pairing);
        world.app.edit(
                alone,
                event -> ExcludedDates.record(event.uid(), event.originalStart().orElseThrow()));

        world.sync();
        world.sync();

        assertThat(events()).isEmpty();
        assertThat(world.app.find(alone).orElseThrow().record().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(world.problems()).isEmpty();
        writesNothing();

        invitedToAll();
        world.sync();
        world.sync();

        assertThat(world.onGoogle()).hasSize(2).isEqualTo(world.onApp());
        assertThat(world.problems()).isEmpty();
        writesNothing();
    }

    @ParameterizedTest
    @EnumSource
    void staysTheOneDateWhereSomebodyAtGoogleGivesItARule(Pairing pairing) {
        invited(pairing);
        String id = events().get(0).path("id").asText();
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.putArray("recurrence").add("RRULE:FREQ=WEEKLY;COUNT=3");
        world.google.calendar().patch(id, rule);

        world.sync();
        world.sync();

        assertThat(world.app.contents()).singleElement().satisfies(event -> {
            assertThat(event.isOccurrence()).isTrue();
            assertThat(event.title()).isEqualTo("Tango");
        });
        writesNothing();
    }

    private static final String SERIES = "series7";

    /** Another calls the meeting, and of the series Google has no more than the one date. */
    private void invitedAtGoogle(Pairing pairing) {
        world.close();
        world = new GoogleWorld(new EmulatedSide(), pairing);
        weekly = world.google.sample(0);
        inviteTo(1);
        world.sync();
        world.sync();
    }

    private void inviteTo(int week) {
        EventTime start = ExcludingSeries.monday(week);
        ObjectNode date = EmulatedSide.json(
                EmulatedSide.occurrence(weekly, week).toBuilder().title("Tango").build());
        date.put("id", EventIds.occurrence(SERIES, start))
                .put("recurringEventId", SERIES)
                .set("originalStartTime", LeftBehind.json("{'dateTime':'" + start.widestStart() + "'}"));
        world.google.calendar().insert(byAnother(date));
    }

    private static ObjectNode byAnother(ObjectNode event) {
        return event.put("iCalUID", "series@example.org")
                .set("organizer", LeftBehind.json("{'email':'bob@example.org'}"));
    }

    private void invitedToAllAtGoogle() {
        world.google.calendar().insert(byAnother(EmulatedSide.json(weekly).put("id", SERIES)));
    }

    private Versioned<CalendarEvent> dateInApp() {
        return world.app.records().keySet().stream()
                .map(id -> world.app.find(id).orElseThrow())
                .filter(date -> date.record().isOccurrence())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = "EXPORT", mode = EnumSource.Mode.EXCLUDE)
    void tellsTheAppOfADateWithoutItsSeries(Pairing pairing) {
        invitedAtGoogle(pairing);

        assertThat(world.app.contents()).hasSize(1);
        assertThat(dateInApp().record().title()).isEqualTo("Tango");
        assertThat(dateInApp().parent()).isNull();
        assertThat(world.problems()).isEmpty();
        writesNothing();
    }

    @ParameterizedTest
    @EnumSource(names = "EXPORT", mode = EnumSource.Mode.EXCLUDE)
    void tellsTheAppOfTheDateAgainOnceItsSeriesIsThere(Pairing pairing) {
        invitedAtGoogle(pairing);
        invitedToAllAtGoogle();

        world.sync();
        world.sync();

        assertThat(world.app.contents()).hasSize(2);
        assertThat(dateInApp().record().title()).isEqualTo("Tango");
        assertThat(dateInApp().parent()).isNotNull();
        assertThat(events()).hasSize(2);
        assertThat(world.onGoogle()).isEqualTo(world.onApp());
        writesNothing();
    }

    @Test
    void isNotTakenOutOfTheSeriesThatTheAppCallsItOffIn() {
        world.sync();
        for (int week = 441; week <= 450; week++) {
            inviteTo(week);
        }
        CalendarEvent series = CalendarEvent.builder("series@example.org")
                .start(weekly.start())
                .end(weekly.end())
                .recurrence(Recurrence.of("FREQ=WEEKLY"))
                .build();
        String id = world.app.put(series);
        // More than are planned at once.
        for (int week = 1; week <= 450; week++) {
            world.app.putChild(id, ExcludedDates.record(series.uid(), ExcludingSeries.monday(week)));
        }

        world.sync();

        assertThat(events())
                .filteredOn(event -> event.has("recurrence"))
                .singleElement()
                .satisfies(event -> assertThat(event.path("recurrence")).hasSize(1 + 440));
    }

    @ParameterizedTest
    @EnumSource(names = "EXPORT", mode = EnumSource.Mode.EXCLUDE)
    void declinesTheOneDateThatTheAppDeletes(Pairing pairing) {
        invitedAtGoogle(pairing);
        world.app.remove(dateInApp().id());

        world.sync();
        world.sync();

        assertThat(events()).isEmpty();
        assertThat(world.app.contents()).isEmpty();
        writesNothing();
    }
}
