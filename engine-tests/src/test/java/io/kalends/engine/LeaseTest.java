package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Place;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.sync.TransientException;
import io.kalends.sync.store.FencedException;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.InvariantsCheck;
import io.kalends.testkit.Note;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two nodes and one pair. */
class LeaseTest {

    private final SyncWorld world = new SyncWorld();

    private SyncEngine otherNode() {
        return SyncEngine.builder()
                .store(world.store)
                .clock(world.clock)
                .node("another")
                .build();
    }

    private void atWrite(Moment when, Runnable what) {
        world.right.hook((call, moment) -> {
            if (call.operation().equals(Call.WRITE) && moment == when) {
                world.right.hook(CallHook.NONE);
                what.run();
            }
        });
    }

    // Failure 10
    @Test
    void twoNodesThatSyncAtOnceMakeOneRecord() {
        SyncWorld.notes(5).forEach(world.left::put);
        Outcome[] other = new Outcome[1];
        atWrite(Moment.BEFORE, () -> other[0] = otherNode().sync(world.pair()).outcome());

        world.sync();
        world.settles();

        assertThat(other[0]).isEqualTo(Outcome.BUSY);
        assertThat(world.right.contents()).hasSize(5);
        assertThat(world.left.contents()).hasSize(5);
    }

    // Failure 10
    @Test
    void aRecordThatIsCreatedOnOnePageAndEditedOnTheNextIsOneRecord() {
        world.rules(pair -> pair.pageSize(2));
        SyncWorld.notes(5).forEach(world.left::put);
        world.sync();
        String id = world.right.put(Note.titled("new"));
        SyncWorld.notes(5).forEach(note -> world.right.edit(world.rightId(note), old -> old.withText("edited")));
        int[] pages = {0};
        world.right.hook((call, moment) -> {
            if (call.operation().equals(Call.CHANGES) && moment == Moment.AFTER && ++pages[0] == 1) {
                world.right.edit(id, note -> note.withText("edited on the second page"));
            }
        });

        world.settles();

        assertThat(world.left.contents()).hasSize(6).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    // Scenario 9; invariant fencedOut
    @Test
    void aNodeThatLostItsLeaseChangesNoState() {
        SyncWorld.notes(5).forEach(world.left::put);
        world.sync();
        world.left.edit(world.leftId(Note.titled("note 0")), note -> note.withTitle("edited"));
        atWrite(Moment.AFTER, () -> {
            world.clock.advance(Duration.ofMinutes(10));
            otherNode().sync(world.pair());
        });

        assertThatThrownBy(world::sync).isInstanceOf(FencedException.class);

        InvariantsCheck.check(world.store, world.pair(), world.left, world.right);
        assertThat(world.sync().writes()).isZero();
        assertThat(world.onRight(Note.titled("note 0"))).map(Note::title).contains("edited");
    }

    // Scenario 9
    @Test
    void aNodeThatWakesUpAfterItsLeaseMakesNoSecondRecord() {
        world.left.put(Note.titled("Standup"));
        atWrite(Moment.BEFORE, () -> {
            world.clock.advance(Duration.ofMinutes(10));
            otherNode().sync(world.pair());
        });

        assertThatThrownBy(world::sync).isInstanceOf(FencedException.class);
        world.clock.advance(Duration.ofMinutes(10));
        world.settles();

        world.agreesOn(Note.titled("Standup"));
    }

    @Test
    void aNodeThatStoodStillBeforeItsCallMakesNoSecondRecord() {
        SyncWorld world = new SyncWorld(side -> side, side -> side.recognising(Recognition.NONE), pair -> pair);
        world.left.put(Note.titled("Standup"));
        boolean[] frozen = {false};
        world.calls.hook((call, moment) -> {
            if (call.operation().equals("commit")
                    && moment == Moment.AFTER
                    && !frozen[0]
                    && !world.store.intended("pair", null, 10).isEmpty()) {
                frozen[0] = true;
                world.clock.advance(Duration.ofMinutes(10));
                SyncEngine.builder()
                        .store(world.store)
                        .clock(world.clock)
                        .node("another")
                        .build()
                        .sync(world.pair());
            }
        });

        assertThatThrownBy(world::sync).isInstanceOf(FencedException.class);

        assertThat(world.right.contents()).hasSize(1);
    }

    @Test
    void aRunStandsThoughItsLeaseCannotBeGivenUp() {
        world.left.put(Note.titled("Standup"));
        world.calls.hook((call, moment) -> {
            if (call.operation().equals("release") && moment == Moment.BEFORE) {
                throw new TransientException(Place.unknown(), "the database is away", "try again");
            }
        });

        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);

        world.calls.hook(CallHook.NONE);
        assertThat(otherNode().sync(world.pair()).outcome()).isEqualTo(Outcome.BUSY);
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(otherNode().sync(world.pair()).outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.right.contents()).hasSize(1);
    }
}
