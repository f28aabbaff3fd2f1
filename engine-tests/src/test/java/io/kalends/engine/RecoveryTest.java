package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Call;
import io.kalends.testkit.Note;
import org.junit.jupiter.api.Test;

/** A run finds writes of an earlier one that nobody knows the outcome of, and learns it before it plans. */
class RecoveryTest {

    private final Note standup = Note.titled("Standup");

    @Test
    void aCreateInDoubtThatIsDeletedMeanwhileLeavesNothingBehindWhereverTheNextRunDies() {
        int place = 1;
        while (isDeletedAfterARunThatDiesAt(place)) {
            place++;
        }
        assertThat(place).as("places passed").isGreaterThan(10);
    }

    /** Gives whether the run died there. */
    private boolean isDeletedAfterARunThatDiesAt(int place) {
        SyncWorld world = new SyncWorld(side -> side, side -> side.recognising(Recognition.BY_IDENTITY), pair -> pair);
        String original = world.left.put(standup);
        DyingRun.afterWriting(world, world.right);
        boolean died = world.killedAt(place);

        world.left.remove(original);
        world.settles();

        assertThat(world.left.contents()).as("left, died at %d", place).isEmpty();
        assertThat(world.right.contents()).as("right, died at %d", place).isEmpty();
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED))
                .as("failed, died at %d", place)
                .isZero();
        return died;
    }

    @Test
    void anEditOfAnOccurrenceKeepsTheSeriesWhoseRunDiedBeforeItKnewOfTheOccurrence() {
        EventWorld world = new EventWorld();
        world.left.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        world.settles();
        String series = EventWorld.series(world.right);
        world.right.putChild(series, EventWorld.occurrence("series", EventWorld.monday(1), 10, "in room 2"));
        DyingRun.afterWriting(world, world.left);
        EventWorld.retitle(world.left, EventWorld.titled(world.left, "in room 2"), "edited");
        world.right.remove(series);

        world.settles();

        assertThat(world.left.contents())
                .extracting(CalendarEvent::title)
                .containsExactlyInAnyOrder("Standup", "edited");
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isZero();
    }

    @Test
    void aCreateWhoseAnswerWasLostStaysInDoubtUntilTheNextRun() {
        SyncWorld world = new SyncWorld(side -> side, side -> side.recognising(Recognition.BY_IDENTITY), pair -> pair);
        String original = world.left.put(standup);
        world.right.faults().calls().timeoutAfter(Call.WRITE, 1);
        world.sync();
        world.left.remove(original);

        world.settles();

        world.agreesOn();
    }
}
