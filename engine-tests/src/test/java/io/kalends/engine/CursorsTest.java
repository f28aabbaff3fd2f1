package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Mode;
import io.kalends.sync.RunBudget;
import io.kalends.sync.SyncReport;
import io.kalends.sync.TransientException;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.CallScript;
import io.kalends.testkit.InvariantsCheck;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cursors that die, at whatever time. */
class CursorsTest {

    private final SyncWorld world = SyncWorld.with(pair -> pair.pageSize(4));

    private void inSync(int notes) {
        SyncWorld.notes(notes).forEach(world.right::put);
        world.sync();
        world.sync();
    }

    /** Does something once, before this call for a page from now on. */
    private void beforePage(int nth, Runnable what) {
        int[] calls = {0};
        world.right.hook((call, moment) -> {
            if (moment == Moment.BEFORE && call.operation().equals(Call.CHANGES) && ++calls[0] == nth) {
                what.run();
            }
        });
    }

    // Scenario 16
    @Test
    void aPageTokenThatDiesInsideADeltaFallsBackToTheCommittedCursor() {
        inSync(40);
        for (int i = 0; i < 10; i++) {
            world.right.edit(world.rightId(Note.titled("note " + i)), note -> note.withText("edited"));
        }
        beforePage(2, world.right.faults().reads()::expireCursor);

        SyncReport report = world.sync();

        assertThat(report.right().pages())
                .as("of a delta of 3 pages, where a listing has 10")
                .isLessThanOrEqualTo(5);
        assertThat(world.left.contents())
                .filteredOn(note -> note.text().equals("edited"))
                .hasSize(10);
    }

    // Scenario 16
    @Test
    void aNewListingDoesNotTakeTheMarksOfTheOneThatDied() {
        inSync(12);
        world.rules(pair -> pair.pageSize(4).budget(RunBudget.ofPages(1)));
        String gone = world.rightId(Note.titled("note 0"));
        for (int run = 0; run < 5; run++) {
            world.engine.sync(world.pair(), Mode.FULL);
        }
        world.right.remove(gone);
        world.right.faults().reads().purgeHistory();
        world.rules(pair -> pair.pageSize(4));

        world.engine.sync(world.pair(), Mode.FULL);
        world.settles();

        assertThat(world.left.contents()).hasSize(11);
        assertThat(world.right.contents()).hasSize(11);
    }

    // Scenario 16
    @Test
    void aPairThatStoodStillForLongerThanTombstonesAreKeptFindsTheDeletions() {
        inSync(12);
        world.right.remove(world.rightId(Note.titled("note 3")));
        world.right.remove(world.rightId(Note.titled("note 4")));
        world.clock.advance(Duration.ofDays(45));
        world.right.faults().reads().purgeHistory();
        world.right.put(Note.titled("new"));

        world.settles();

        assertThat(world.left.contents()).hasSize(11).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    // Scenario 16
    @Test
    void aListingWhosePageTokenDiesBeginsAnewAndEnds() {
        SyncWorld.notes(12).forEach(world.right::put);
        beforePage(2, world.right.faults().reads()::expireCursor);

        world.settles();

        assertThat(world.left.contents()).hasSize(12);
    }

    // Scenario 16
    @Test
    void aRunThatFailsBetweenTwoPagesGoesOnAtTheSecond() {
        SyncWorld.notes(12).forEach(world.right::put);
        world.right.faults().calls().timeoutBefore(Call.CHANGES, 3);
        try {
            world.sync();
        } catch (TransientException expected) {
            world.clock.advance(Duration.ofMinutes(1));
        }

        SyncReport rest = world.sync();

        assertThat(rest.right().pages())
                .as("the last page, and what changed since the listing began")
                .isEqualTo(2);
        assertThat(world.left.contents()).hasSize(12);
    }

    // Scenario 16
    @Test
    void aCursorIsStoredInOneTransactionWithWhatItIsPast() {
        SyncWorld.notes(12).forEach(world.right::put);
        Map<String, Note> before = world.right.records();
        world.calls.faults().fail("commit", 2, Moment.BEFORE, CallScript::timeout);
        try {
            world.sync();
        } catch (TransientException expected) {
            world.clock.advance(Duration.ofMinutes(1));
        }
        InvariantsCheck.check(world.store, world.pair(), world.left, world.right);

        world.settles();

        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(before.values());
    }
}
