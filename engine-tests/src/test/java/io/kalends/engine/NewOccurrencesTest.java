package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Action;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.RecordedWrite;
import java.time.DayOfWeek;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A host lets a series repeat daily and sets one of its new dates apart: the other side has that date only once it knows the rule. */
class NewOccurrencesTest {

    private final EventWorld world = new EventWorld();

    /** A weekly series with a description, on both sides; the right side refuses dates that its series does not have. */
    private String weeklySeries() {
        String series = world.left.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY").toBuilder()
                .description("Bring coffee")
                .build());
        world.settles();
        InMemoryReplica<CalendarEvent> right = world.right;
        right.faults()
                .writes()
                .reject(
                        event -> event.isOccurrence() && !isDaily(right) && !isOnMonday(event),
                        "the series has no such date");
        return series;
    }

    private static boolean isDaily(InMemoryReplica<CalendarEvent> side) {
        return side.contents().stream()
                .anyMatch(event -> event.recurrence().rules().contains("FREQ=DAILY"));
    }

    private static boolean isOnMonday(CalendarEvent event) {
        return event.start().widestStart().atZone(EventSamples.BERLIN).getDayOfWeek() == DayOfWeek.MONDAY;
    }

    private void repeatDailyAndSetTuesdayApart(String series, String description) {
        world.left.edit(
                series,
                event -> event.toBuilder()
                        .recurrence(Recurrence.of("FREQ=DAILY"))
                        .description(description)
                        .build());
        world.left.putChild(
                series, EventWorld.occurrence("series", EventWorld.monday(1).plusDays(1), 10, "in room 2"));
    }

    @Test
    void comeInTheRunThatAlsoClearsSomethingOfTheirSeries() {
        repeatDailyAndSetTuesdayApart(weeklySeries(), "");

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.FAIL)).isZero();
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
        world.settles();
    }

    @Test
    void areAskedForAfterTheirSeriesIsChanged() {
        repeatDailyAndSetTuesdayApart(weeklySeries(), "");
        world.right.log().clear();

        world.sync();

        assertThat(world.right.log().writes()).hasSize(3).allMatch(RecordedWrite::made);
    }

    @Test
    void comeInTheRunInWhichTheirSeriesChangedUnderTheWrite() {
        String series = weeklySeries();
        world.right.faults().writes().stale(EventWorld.series(world.right), 1);
        repeatDailyAndSetTuesdayApart(series, "Bring tea");

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.FAIL)).isZero();
        world.settles();
    }

    @Test
    void waitWhileTheirSeriesWaits() {
        String series = weeklySeries();
        world.right.faults().writes().defer(CalendarEvent::isSeries, "too many requests", Duration.ofMinutes(5), 1);
        repeatDailyAndSetTuesdayApart(series, "Bring tea");

        world.sync();

        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isZero();
        world.clock.advance(Duration.ofHours(1));
        world.sync();
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }
}
