package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.RetryPolicy;
import io.kalends.sync.store.LinkStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Occurrences that stand apart wait until their series is on the other side, and no longer. */
class WaitingOccurrencesTest {

    /** The series is refused by the right side, and its occurrences wait for it; they would try again after a day. */
    private static EventWorld waitingForTheirSeries() {
        RetryPolicy slow = new RetryPolicy(3, Duration.ofDays(2), Duration.ofDays(2));
        EventWorld world = new EventWorld(side -> side, pair -> pair.retry(slow));
        world.right.faults().writes().reject(CalendarEvent::isSeries, "not today");
        world.putSeries();
        world.sync();
        assertThat(world.engine.status(world.pair()).count(LinkStatus.PENDING)).isEqualTo(2);
        world.right.faults().clear();
        return world;
    }

    @Test
    void comeInTheRunThatMakesTheirSeries() {
        EventWorld world = waitingForTheirSeries();
        EventWorld.retitle(world.left, EventWorld.series(world.left), "Standup at ten");

        world.sync();

        assertThat(world.right.contents()).hasSize(3);
        world.settles();
    }

    @Test
    void comeInTheRunThatFindsTheirSeriesMade() {
        EventWorld world = waitingForTheirSeries();
        world.right.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));

        world.sync();

        assertThat(world.right.contents()).hasSize(3);
        world.settles();
    }

    @Test
    void areKnownAgainWhereTheyComeWithTheirSeries() {
        EventWorld world = waitingForTheirSeries();
        String series = world.right.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        world.right.putChild(series, EventWorld.occurrence("series", EventWorld.monday(1), 10, "in room 2"));

        world.sync();

        assertThat(world.right.contents()).hasSize(3).containsExactlyInAnyOrderElementsOf(world.left.contents());
        world.settles();
    }

    @Test
    void comeAfterARunThatDiedAnywhereWhileItMadeTheirSeries() {
        boolean killed = true;
        for (int place = 1; killed; place++) {
            EventWorld world = waitingForTheirSeries();
            EventWorld.retitle(world.left, EventWorld.series(world.left), "Standup at ten");
            killed = world.killedAt(place);

            world.sync();

            assertThat(world.right.contents()).as("killed at %d", place).hasSize(3);
            world.settles();
        }
    }

    /** A series called "private" with an occurrence called "in room 2", where the filter takes what is not called private. */
    private static EventWorld withAFilteredSeries() {
        EventWorld world = new EventWorld(
                side -> side,
                pair -> pair.filter("public", event -> !event.title().equals("private")));
        world.putSeries();
        EventWorld.retitle(world.left, EventWorld.series(world.left), "private");
        return world;
    }

    @Test
    void stayWhereTheirSeriesIsWhereTheFilterLeavesThatOut() {
        EventWorld world = withAFilteredSeries();

        world.sync();

        assertThat(world.engine.status(world.pair()).count(LinkStatus.LOCAL_ONLY))
                .isEqualTo(2);
        assertThat(world.engine.status(world.pair()).stuck()).isEmpty();
        assertThat(world.right.contents()).isEmpty();
    }

    @Test
    void comeWithTheirSeriesOnceTheFilterTakesThat() {
        EventWorld world = withAFilteredSeries();
        world.sync();
        EventWorld.retitle(world.left, EventWorld.series(world.left), "Standup");

        world.settles();

        assertThat(world.right.contents()).hasSize(3).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }
}
