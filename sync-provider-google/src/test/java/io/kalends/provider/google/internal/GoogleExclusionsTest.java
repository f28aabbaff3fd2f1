package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.sync.SyncReport;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.EventStatus;
import io.kalends.sync.calendar.EventTime;
import io.kalends.sync.calendar.Recurrence;
import io.kalends.testkit.CrashPoint;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dates that a series leaves out by EXDATE: each is a cancelled occurrence, on both sides. */
class GoogleExclusionsTest {

    private static final String RULE = "RRULE:FREQ=WEEKLY;COUNT=10";
    private static final String SECOND = "EXDATE;TZID=Europe/Berlin:20260309T090000";

    /** The third in Los Angeles' time and the fourth in UTC. */
    private static final String OTHERS = "EXDATE;TZID=America/Los_Angeles:20260316T010000";

    private static final String FIFTH = "EXDATE:20260330T070000Z";

    private final GoogleWorld world = new GoogleWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void bringsEachExcludedDateAsACancelledOccurrence() {
        String series = put(world, RULE, SECOND, OTHERS, FIFTH);

        world.comesToRest();

        assertThat(world.onApp())
                .filteredOn(event -> event.contains("CANCELLED"))
                .hasSize(3)
                .anyMatch(event -> event.contains("2026-03-09T08:00:00Z"))
                .anyMatch(event -> event.contains("2026-03-16T08:00:00Z"))
                .anyMatch(event -> event.contains("2026-03-30T07:00:00Z"));
        assertThat(lines(world, series)).containsExactly(RULE, SECOND, OTHERS, FIFTH);
    }

    @Test
    void bringsExcludedDaysOfASeriesThatLastsAllDay() {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("summary", "Meeting 0");
        event.putObject("start").put("date", "2026-03-02");
        event.putObject("end").put("date", "2026-03-03");
        event.set("recurrence", array(RULE, "EXDATE;VALUE=DATE:20260309,20260316"));
        String series = world.google.calendar().insert(event);
        world.comesToRest();
        assertThat(world.onApp())
                .filteredOn(one -> one.contains("CANCELLED"))
                .hasSize(2)
                .anyMatch(one -> one.contains("2026-03-16"));

        world.app.remove(cancelled(world, EventTime.allDay(LocalDate.of(2026, 3, 9))));
        world.comesToRest();

        assertThat(lines(world, series)).containsExactly(RULE, "EXDATE;VALUE=DATE:20260316");
    }

    @Test
    void seesThatADateIsLeftOutLater() {
        String series = put(world, RULE, SECOND);
        world.comesToRest();
        exclude(world, series, RULE, SECOND, FIFTH);

        world.comesToRest();

        assertThat(world.onApp())
                .filteredOn(event -> event.contains("CANCELLED"))
                .hasSize(2);
    }

    @Test
    void seesThatADateIsNoLongerLeftOut() {
        String series = put(world, RULE, SECOND, FIFTH);
        world.comesToRest();
        exclude(world, series, RULE, FIFTH);

        world.comesToRest();

        assertThat(world.onApp()).hasSize(2).anyMatch(event -> event.contains("2026-03-30T07:00:00Z"));
    }

    @Test
    void seesThatASeriesWithExcludedDatesIsGone() {
        String series = put(world, RULE, SECOND, FIFTH);
        world.comesToRest();
        world.google.calendar().delete(series);

        world.comesToRest();

        assertThat(world.app.contents()).isEmpty();
    }

    @Test
    void seesThatASeriesWithExcludedDatesIsNoSeriesAnyMore() {
        String series = put(world, RULE, SECOND);
        world.comesToRest();
        world.google
                .calendar()
                .patch(series, JsonNodeFactory.instance.objectNode().putNull("recurrence"));

        world.comesToRest();

        assertThat(world.app.contents()).hasSize(1);
    }

    @Test
    void takesADateInThatTheAppPutsBackToTheRule() {
        String series = put(world, RULE, SECOND + ",20260316T090000", FIFTH);
        world.comesToRest();
        world.app.remove(cancelled(world, monday(1)));

        world.comesToRest();

        assertThat(lines(world, series)).containsExactly(RULE, "EXDATE;TZID=Europe/Berlin:20260316T090000", FIFTH);
        assertThat(instance(world, series, 1).path("status").asText()).isEqualTo("confirmed");
        assertThat(world.onGoogle()).hasSize(3);
    }

    @Test
    void seesThatADateIsLeftOutAgainWhileItsReturnIsNotToldYet() {
        String series = put(world, RULE, SECOND);
        world.comesToRest();
        world.app.remove(cancelled(world, monday(1)));
        world.sync();
        exclude(world, series, RULE, SECOND);

        world.comesToRest();

        assertThat(world.onApp()).hasSize(2);
    }

    @Test
    void takesAllDatesInWithOneRun() {
        String series = put(world, RULE, SECOND + ",20260316T090000", FIFTH);
        world.comesToRest();
        for (int week : List.of(1, 2, 4)) {
            world.app.remove(cancelled(world, monday(week)));
        }

        SyncReport report = world.sync();

        assertThat(report.writes()).isEqualTo(3);
        assertThat(lines(world, series)).containsExactly(RULE);
        world.comesToRest();
    }

    @Test
    void changesAnOccurrenceThatWasLeftOut() {
        String series = put(world, RULE, SECOND, FIFTH);
        world.comesToRest();
        CalendarEvent moved = EmulatedSide.occurrence(world.google.sample(0), 1).toBuilder()
                .title("moved here")
                .build();
        world.app.edit(cancelled(world, monday(1)), event -> moved);

        world.comesToRest();

        assertThat(lines(world, series)).containsExactly(RULE, FIFTH);
        JsonNode there = instance(world, series, 1);
        assertThat(there.path("summary").asText()).isEqualTo("moved here");
        assertThat(there.path("start").path("dateTime").asText()).startsWith("2026-03-09T10:00");
        assertThat(world.onGoogle()).hasSize(3);
    }

    @Test
    void givesAnOccurrenceThatWasLeftOutNothingOfItsSeriesBesidesWhatTheAppSays() {
        String series = put(world, RULE, SECOND);
        world.google
                .calendar()
                .patch(series, JsonNodeFactory.instance.objectNode().put("description", "bring the papers"));
        world.comesToRest();
        CalendarEvent moved = EmulatedSide.occurrence(world.google.sample(0), 1).toBuilder()
                .title("moved here")
                .build();
        world.app.edit(cancelled(world, monday(1)), event -> moved);

        world.comesToRest();

        assertThat(instance(world, series, 1).has("description")).isFalse();
        assertThat(world.app.contents())
                .filteredOn(CalendarEvent::isOccurrence)
                .singleElement()
                .satisfies(event -> assertThat(event.description()).isEmpty());
    }

    @Test
    void keepsExcludedDatesWhenTheRuleIsChanged() {
        String series = put(world, RULE, SECOND, OTHERS, FIFTH);
        world.comesToRest();
        world.app.edit(
                series(world),
                event -> event.toBuilder()
                        .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=12"))
                        .build());

        world.comesToRest();

        assertThat(lines(world, series)).containsExactly("RRULE:FREQ=WEEKLY;COUNT=12", SECOND, OTHERS, FIFTH);
        assertThat(world.onGoogle()).hasSize(4);
    }

    @Test
    void takesExcludedDatesAlongWhenTheAppMovesTheSeries() {
        String series = put(world, RULE, SECOND, FIFTH);
        world.comesToRest();
        moveToEleven(world);

        world.comesToRest();

        assertThat(lines(world, series))
                .containsExactly(
                        RULE, "EXDATE;TZID=Europe/Berlin:20260309T110000", "EXDATE;TZID=Europe/Berlin:20260330T110000");
        assertThat(world.onApp()).hasSize(3);
        assertThat(world.problems()).isEmpty();
    }

    @Test
    void takesExcludedDatesAlongWhenSomebodyMovesTheSeriesAtGoogle() {
        String series = put(world, RULE, SECOND, FIFTH);
        world.comesToRest();
        CalendarEvent later =
                atEleven(world.app.find(series(world)).orElseThrow().record());
        ObjectNode moved = EmulatedSide.json(later);
        moved.set("recurrence", array(RULE, "EXDATE;TZID=Europe/Berlin:20260309T110000,20260330T110000"));
        world.google.calendar().patch(series, moved);

        world.comesToRest();

        assertThat(world.onApp())
                .hasSize(3)
                .anyMatch(event -> event.contains("2026-03-09T10:00:00Z") && event.contains("CANCELLED"));
        assertThat(world.problems()).isEmpty();
    }

    @Test
    void makesOneRecordOfALineAndACancelledOccurrence() {
        String series = put(world, RULE);
        world.comesToRest();
        world.google.calendar().delete(instanceId(series, 1));
        world.comesToRest();
        exclude(world, series, RULE, SECOND);
        world.comesToRest();
        assertThat(world.onApp()).hasSize(2);

        world.app.remove(cancelled(world, monday(1)));
        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(1);
        assertThat(lines(world, series)).containsExactly(RULE);
        assertThat(instance(world, series, 1).path("status").asText()).isEqualTo("confirmed");
    }

    @Test
    void findsAnExcludedDateThatTheAppCancelsAtTheSameTime() {
        String series = put(world, RULE);
        world.comesToRest();
        world.app.putChild(
                series(world), ExcludedDates.record(world.app.contents().get(0).uid(), monday(1)));
        exclude(world, series, RULE, SECOND);

        world.comesToRest();

        assertThat(world.onApp()).hasSize(2);
        assertThat(world.onGoogle()).hasSize(2);
    }

    @Test
    void listsExcludedDatesOnEachPageOnce() {
        for (boolean repeated : List.of(false, true)) {
            try (GoogleWorld other = new GoogleWorld()) {
                other.google.google().listings().pageLimit(1);
                other.google.google().listings().repeatedRows(repeated);
                String series = put(other, RULE, SECOND, FIFTH);
                other.google
                        .calendar()
                        .patch(
                                instanceId(series, 2),
                                JsonNodeFactory.instance.objectNode().put("summary", "changed there"));
                other.google.put(other.google.sample(1));

                other.comesToRest();

                assertThat(other.onApp()).hasSize(5);
            }
        }
    }

    @Test
    void listsInFullAndWritesNothingWhenTheTokenExpired() {
        String series = put(world, RULE, SECOND, FIFTH);
        world.comesToRest();
        exclude(world, series, RULE, FIFTH);
        world.google.google().expireSyncTokens();

        world.comesToRest();

        assertThat(world.onApp()).hasSize(2);
    }

    @Test
    void costsNoCallsWhereNothingChanged() {
        for (int n = 0; n < 30; n++) {
            put(world, RULE, SECOND, FIFTH);
        }
        world.comesToRest();

        world.sync();
        world.google.google().calls().clear();
        world.sync();

        assertThat(world.google.google().calls().httpByKind()).isEqualTo(Map.of("events.list", 1L));
        assertThat(world.onApp()).hasSize(90);
    }

    @Test
    void leavesASeriesAloneWhoseDatesARuleTakesOut() {
        String series = put(world, RULE, SECOND, "EXRULE:FREQ=MONTHLY");
        world.comesToRest();
        world.app.edit(
                series(world),
                event -> event.toBuilder()
                        .title("Tango here")
                        .recurrence(Recurrence.of("FREQ=DAILY"))
                        .build());

        world.sync();

        assertThat(lines(world, series)).containsExactly(RULE, SECOND, "EXRULE:FREQ=MONTHLY");
        assertThat(world.google
                        .calendar()
                        .event(series)
                        .orElseThrow()
                        .path("summary")
                        .asText())
                .isEqualTo("Tango here");
    }

    @Test
    void comesToTheSameWhereverARunIsKilledThatTakesDatesIn() {
        List<String> whole;
        try (GoogleWorld other = takingIn()) {
            other.comesToRest();
            whole = other.onGoogle();
        }
        int place = 0;
        boolean killed = true;
        while (killed) {
            place++;
            try (GoogleWorld other = takingIn()) {
                killed = other.killedAt(CrashPoint.at(place));
                other.comesToRest();
                assertThat(other.onGoogle()).as("killed at %s", place).isEqualTo(whole);
            }
        }
        assertThat(place).as("places of a run").isGreaterThan(5);
    }

    /** One date to be taken in, one occurrence to be changed, and a date that was left out meanwhile. */
    private static GoogleWorld takingIn() {
        GoogleWorld other = new GoogleWorld();
        String series = put(other, RULE, SECOND + ",20260316T090000");
        other.comesToRest();
        other.app.remove(cancelled(other, monday(1)));
        CalendarEvent moved = EmulatedSide.occurrence(other.google.sample(0), 2).toBuilder()
                .title("moved here")
                .build();
        other.app.edit(cancelled(other, monday(2)), event -> moved);
        exclude(other, series, RULE, SECOND + ",20260316T090000", FIFTH);
        return other;
    }

    private static String put(GoogleWorld world, String... lines) {
        ObjectNode event = EmulatedSide.json(world.google.sample(0));
        event.set("recurrence", array(lines));
        return world.google.calendar().insert(event);
    }

    private static void exclude(GoogleWorld world, String series, String... lines) {
        world.google.advance(Duration.ofSeconds(1));
        world.google
                .calendar()
                .patch(series, JsonNodeFactory.instance.objectNode().set("recurrence", array(lines)));
    }

    private static ArrayNode array(String... lines) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        List.of(lines).forEach(array::add);
        return array;
    }

    private static List<String> lines(GoogleWorld world, String series) {
        List<String> lines = new ArrayList<>();
        world.google
                .calendar()
                .event(series)
                .orElseThrow()
                .path("recurrence")
                .forEach(line -> lines.add(line.asText()));
        return lines;
    }

    /** The start of an occurrence by its rule, in weeks after the first. */
    private static EventTime monday(int week) {
        return EventTime.zoned(EventSamples.MONDAY.plusWeeks(week).atTime(9, 0), EventSamples.BERLIN);
    }

    private static String instanceId(String series, int week) {
        return EventIds.occurrence(series, monday(week));
    }

    private static JsonNode instance(GoogleWorld world, String series, int week) {
        return world.google.calendar().event(instanceId(series, week)).orElseThrow();
    }

    private static String series(GoogleWorld world) {
        return find(world, CalendarEvent::isSeries);
    }

    private static String cancelled(GoogleWorld world, EventTime start) {
        return find(
                world,
                event -> event.status() == EventStatus.CANCELLED
                        && event.originalStart().orElseThrow().occurrenceKey().equals(start.occurrenceKey()));
    }

    private static String find(GoogleWorld world, Predicate<CalendarEvent> which) {
        return world.app.records().entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static CalendarEvent atEleven(CalendarEvent series) {
        return series.toBuilder()
                .start(EventTime.zoned(EventSamples.MONDAY.atTime(11, 0), EventSamples.BERLIN))
                .end(EventTime.zoned(EventSamples.MONDAY.atTime(12, 0), EventSamples.BERLIN))
                .build();
    }

    /** What an app does to its own rows when somebody moves the whole series by two hours. */
    private static void moveToEleven(GoogleWorld world) {
        String id = series(world);
        String uid = world.app.find(id).orElseThrow().record().uid();
        for (int week : List.of(1, 4)) {
            world.app.remove(cancelled(world, monday(week)));
            world.app.putChild(
                    id,
                    ExcludedDates.record(
                            uid,
                            EventTime.zoned(EventSamples.MONDAY.plusWeeks(week).atTime(11, 0), EventSamples.BERLIN)));
        }
        world.app.edit(id, GoogleExclusionsTest::atEleven);
    }
}
