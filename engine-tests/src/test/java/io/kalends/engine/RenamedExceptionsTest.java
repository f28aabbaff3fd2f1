package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
import io.kalends.sync.TransientException;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.CallScript;
import io.kalends.testkit.InMemoryReplica;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run does about a series' exceptions when the series is written, though it is cut short or has to wait. */
class RenamedExceptionsTest {

    private final EventWorld world =
            new EventWorld(side -> side, pair -> pair.onConflict(ConflictPolicy.lastWriteWins()));

    private InMemoryReplica<CalendarEvent> on(Side side) {
        return side == Side.LEFT ? world.left : world.right;
    }

    /** A series at ten on both sides, with exceptions "in room 2" and "in room 4". */
    @BeforeEach
    void aSeriesOnBothSides() {
        world.putSeries();
        world.settles();
    }

    /** The whole series is moved to eleven, and "in room 4" with it. */
    private void moveToEleven(Side side) {
        String series = EventWorld.series(on(side));
        on(side).edit(series, event -> EventWorld.series("series", EventWorld.monday(0), 11, "FREQ=WEEKLY"));
        on(side).remove(EventWorld.titled(on(side), "in room 4"));
        on(side).putChild(series, EventWorld.occurrence("series", EventWorld.monday(3), 11, "in room 4"));
    }

    private void makeDaily(Side side) {
        on(side).edit(
                        EventWorld.series(on(side)),
                        event -> EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=DAILY"));
    }

    private void bothHold(String... titles) {
        assertThat(world.left.contents()).extracting(CalendarEvent::title).containsExactlyInAnyOrder(titles);
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void anEditThatWasCarriedToTheNewNameIsNotOneOfTheOldNameWhoseRemovalHasToWait(Side moved) {
        String old = EventWorld.titled(on(moved.other()), "in room 4");
        moveToEleven(moved);
        EventWorld.retitle(on(moved.other()), old, "in room 5");
        on(moved.other()).faults().writes().stale(old, 1);
        world.sync();
        assertThat(on(moved.other()).records()).as("after the first run").containsKey(old);

        world.settles();

        bothHold("Standup", "in room 2", "in room 5");
    }

    @Test
    void anEditIsCarriedToTheNewNameThoughTheRunThatReadItWasCutShort() {
        moveToEleven(Side.LEFT);
        EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 4"), "in room 5");
        world.calls.faults().fail("due", 1, Moment.BEFORE, CallScript::timeout);
        assertThatThrownBy(world::sync).isInstanceOf(TransientException.class);

        world.settles();

        bothHold("Standup", "in room 2", "in room 5");
    }

    @Test
    void anExceptionIsInNoConflictWhileItsSeriesIsWritten() {
        makeDaily(Side.LEFT);

        assertThat(conflictsDuringTheWrite()).isZero();
    }

    @Test
    void anExceptionStaysInConflictWhileItsSeriesIsWritten() {
        world.rules(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        EventWorld.retitle(world.left, EventWorld.titled(world.left, "in room 2"), "left");
        EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 2"), "right");
        world.sync();
        makeDaily(Side.LEFT);

        assertThat(conflictsDuringTheWrite()).isEqualTo(1);
        assertThat(world.engine.conflicts(world.pair())).hasSize(1);
    }

    private long conflictsDuringTheWrite() {
        long[] conflicts = {-1};
        world.right.hook((call, moment) -> {
            if (call.operation().equals(Call.WRITE) && moment == Moment.AFTER) {
                conflicts[0] = world.engine.status(world.pair()).count(LinkStatus.CONFLICT);
            }
        });
        world.sync();
        return conflicts[0];
    }

    @Test
    void exceptionsCostOneLookBeforeAndOneAfterTheirSeriesWasWritten() {
        makeDaily(Side.LEFT);

        SyncReport report = world.sync();

        assertThat(report.right().fetches()).isEqualTo(2);
        assertThat(report.left().fetches()).isZero();
    }

    @Test
    void exceptionsThatAreDeletedWithTheEditOfTheirSeriesAreNotLookedAtAgain() {
        world.left.remove(EventWorld.titled(world.left, "in room 2"));
        world.left.remove(EventWorld.titled(world.left, "in room 4"));
        makeDaily(Side.LEFT);

        SyncReport report = world.sync();

        assertThat(report.right().fetches())
                .as("the series, and its exceptions in case they go by other names now")
                .isEqualTo(2);
        assertThat(world.right.contents()).hasSize(1);
    }

    @Test
    void whatARunHasReadOfARenamedExceptionIsNotReadAgain() {
        moveToEleven(Side.LEFT);

        SyncReport report = world.sync();

        assertThat(report.left().fetches()).as("the one that went").isEqualTo(1);
        assertThat(report.right().fetches())
                .as("its exceptions beforehand, the series, and the two that the write may have touched")
                .isEqualTo(3);
    }

    @Test
    void anEditThatIsCarriedToTheNewNameDoesNotBringBackTheOldOneWhenTheNewOneIsPlannedInALaterBatch() {
        EventWorld world = new EventWorld();
        String series = world.putSeries();
        world.settles();
        String other = world.left.put(EventWorld.series("other", EventWorld.monday(0), 9, "FREQ=DAILY"));
        for (int day = 0; day < 200; day++) {
            world.left.putChild(
                    other, EventWorld.occurrence("other", EventWorld.monday(10).plusDays(day), 9, "day " + day));
        }
        movesWhileItsExceptionIsEdited(world, series);

        world.settles();

        assertThat(world.left.contents())
                .filteredOn(event -> event.uid().equals("series"))
                .extracting(CalendarEvent::title)
                .containsExactlyInAnyOrder("Standup", "in room 2", "in room 5");
    }

    @Test
    void anEditIsCarriedToTheNewNameAndNotToAnExceptionOfAnotherNewSeriesOnTheSameDay() {
        EventWorld world = new EventWorld();
        String series = world.putSeries();
        world.settles();
        String lunch = world.left.put(EventWorld.series("lunch", EventWorld.monday(0), 9, "FREQ=WEEKLY"));
        world.left.putChild(lunch, EventWorld.occurrence("lunch", EventWorld.monday(3), 9, "lunch at the pub"));
        movesWhileItsExceptionIsEdited(world, series);

        world.settles();

        assertThat(world.left.contents())
                .filteredOn(event -> event.uid().equals("series"))
                .extracting(CalendarEvent::title)
                .containsExactlyInAnyOrder("Standup", "in room 2", "in room 5");
    }

    /** The left side moves the series to eleven, "in room 4" with it, which the right side retitles meanwhile. */
    private static void movesWhileItsExceptionIsEdited(EventWorld world, String series) {
        world.left.edit(series, event -> EventWorld.series("series", EventWorld.monday(0), 11, "FREQ=WEEKLY"));
        world.left.remove(EventWorld.titled(world.left, "in room 4"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(3), 11, "in room 4"));
        EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 4"), "in room 5");
    }
}
