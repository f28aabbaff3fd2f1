package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Direction;
import io.kalends.sync.PairStatus;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An exported series is moved or split together with its exceptions, which go by other names then. */
class OneWaySeriesTest {

    private static EventWorld exported(RescheduledSeriesTest.OtherSide other, Direction direction) {
        EventWorld world = new EventWorld(other::with, pair -> pair.direction(direction));
        world.putSeries();
        world.settles();
        return world;
    }

    private static void move(EventWorld world, String title, LocalDate day) {
        String occurrence = EventWorld.titled(world.left, title);
        world.left.remove(occurrence);
        world.left.putChild(EventWorld.series(world.left), EventWorld.occurrence("series", day, 11, title));
    }

    private static void agree(EventWorld world) {
        world.settles();
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }

    @ParameterizedTest
    @EnumSource
    void isMovedWithItsExceptions(RescheduledSeriesTest.OtherSide other) {
        EventWorld world = exported(other, Direction.EXPORT);
        world.left.edit(
                EventWorld.series(world.left),
                event -> EventWorld.series("series", EventWorld.monday(0), 11, "FREQ=WEEKLY"));
        move(world, "in room 2", EventWorld.monday(1));
        move(world, "in room 4", EventWorld.monday(3));

        agree(world);
    }

    @ParameterizedTest
    @EnumSource
    void isMirroredWhereItMoves(RescheduledSeriesTest.OtherSide other) {
        EventWorld world = exported(other, Direction.MIRROR);
        world.left.edit(
                EventWorld.series(world.left),
                event -> EventWorld.series("series", EventWorld.monday(0), 11, "FREQ=WEEKLY"));
        move(world, "in room 2", EventWorld.monday(1));
        move(world, "in room 4", EventWorld.monday(3));

        agree(world);
    }

    @ParameterizedTest
    @EnumSource
    void isSplitBeforeItsSecondException(RescheduledSeriesTest.OtherSide other) {
        EventWorld world = exported(other, Direction.EXPORT);
        String occurrence = EventWorld.titled(world.left, "in room 4");
        world.left.remove(occurrence);
        world.left.edit(
                EventWorld.series(world.left),
                event -> event.toBuilder()
                        .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=3"))
                        .build());
        String rest = world.left.put(CalendarEvent.builder("rest")
                .title("Standup")
                .start(EventTime.zoned(EventWorld.monday(3).atTime(10, 0), EventSamples.BERLIN))
                .lasting(Duration.ofMinutes(30))
                .recurrence(Recurrence.of("FREQ=WEEKLY"))
                .build());
        world.left.putChild(rest, EventWorld.occurrence("rest", EventWorld.monday(3), 10, "in room 4"));

        agree(world);
    }

    @Test
    void keepsItsNewExceptionsToItselfOnceSomebodyDeletedItAcross() {
        EventWorld world = new EventWorld(side -> side, pair -> pair.direction(Direction.EXPORT));
        world.putSeries();
        world.settles();
        world.right.remove(EventWorld.series(world.right));

        world.left.putChild(
                EventWorld.series(world.left), EventWorld.occurrence("series", EventWorld.monday(5), 9, "in room 6"));
        world.settles();

        PairStatus status = world.engine.status(world.pair());
        assertThat(status.count(LinkStatus.PENDING)).isZero();
        assertThat(world.right.contents()).isEmpty();
    }

    @Test
    void keepsWhatSomebodyMadeBelowItAcrossBeforeThatIsPutBackWithIt() {
        EventWorld world = exported(RescheduledSeriesTest.OtherSide.DROPS, Direction.MIRROR);
        world.right.edit(
                EventWorld.series(world.right),
                event -> EventWorld.series("series", EventWorld.monday(0), 14, "FREQ=WEEKLY"));
        world.right.putChild(
                EventWorld.series(world.right), EventWorld.occurrence("series", EventWorld.monday(6), 14, "in room 7"));

        world.settles();

        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
        assertThat(world.store.list(world.pair().id(), null, null, 100))
                .flatExtracting(link -> world.engine.keptVersions(world.pair(), link.id()))
                .extracting(CalendarEvent::title)
                .contains("in room 7");
    }
}
