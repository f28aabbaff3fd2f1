package io.kalends.provider.google.internal;

import static io.kalends.provider.google.internal.ExcludingSeries.FIFTH;
import static io.kalends.provider.google.internal.ExcludingSeries.OTHERS;
import static io.kalends.provider.google.internal.ExcludingSeries.RULE;
import static io.kalends.provider.google.internal.ExcludingSeries.SECOND;
import static io.kalends.provider.google.internal.ExcludingSeries.cancelled;
import static io.kalends.provider.google.internal.ExcludingSeries.exclude;
import static io.kalends.provider.google.internal.ExcludingSeries.instance;
import static io.kalends.provider.google.internal.ExcludingSeries.lines;
import static io.kalends.provider.google.internal.ExcludingSeries.monday;
import static io.kalends.provider.google.internal.ExcludingSeries.moveToEleven;
import static io.kalends.provider.google.internal.ExcludingSeries.put;
import static io.kalends.provider.google.internal.ExcludingSeries.series;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.CrashPoint;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an app edits of a series that leaves dates out by EXDATE: the lines at Google follow. */
class GoogleExclusionWritesTest {

    private final GoogleWorld world = new GoogleWorld();

    @AfterEach
    void stop() {
        world.close();
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
}
