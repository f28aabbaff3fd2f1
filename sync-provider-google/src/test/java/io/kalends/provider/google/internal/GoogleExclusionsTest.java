package io.kalends.provider.google.internal;

import static io.kalends.provider.google.internal.ExcludingSeries.FIFTH;
import static io.kalends.provider.google.internal.ExcludingSeries.OTHERS;
import static io.kalends.provider.google.internal.ExcludingSeries.RULE;
import static io.kalends.provider.google.internal.ExcludingSeries.SECOND;
import static io.kalends.provider.google.internal.ExcludingSeries.array;
import static io.kalends.provider.google.internal.ExcludingSeries.atEleven;
import static io.kalends.provider.google.internal.ExcludingSeries.cancelled;
import static io.kalends.provider.google.internal.ExcludingSeries.exclude;
import static io.kalends.provider.google.internal.ExcludingSeries.instance;
import static io.kalends.provider.google.internal.ExcludingSeries.instanceId;
import static io.kalends.provider.google.internal.ExcludingSeries.lines;
import static io.kalends.provider.google.internal.ExcludingSeries.monday;
import static io.kalends.provider.google.internal.ExcludingSeries.put;
import static io.kalends.provider.google.internal.ExcludingSeries.series;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dates that a series leaves out by EXDATE: each is a cancelled occurrence to the app. */
class GoogleExclusionsTest {

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
}
