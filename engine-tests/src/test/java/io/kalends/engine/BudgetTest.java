package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Mode;
import io.kalends.sync.RunBudget;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run does what its budget allows, neither less nor more, and says whether something is left. */
class BudgetTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Every call of this operation takes so long. */
    private static CallHook slow(SyncWorld world, String operation, Duration time) {
        return (call, moment) -> {
            if (call.operation().equals(operation) && moment == Moment.AFTER) {
                world.clock.advance(time);
            }
        };
    }

    @Test
    void aRunThatIsDoneInTimeIsWhole() {
        SyncWorld world = SyncWorld.with(pair -> pair.pageSize(2).batchSize(2).budget(RunBudget.ofTime(MINUTE)));
        SyncWorld.notes(6).forEach(world.left::put);

        SyncReport report = world.sync();

        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.right.contents()).hasSize(6);
    }

    @Test
    void aRunWhoseTimeIsSpentOnOneSideReadsAPageOfTheOtherToo() {
        SyncWorld world = SyncWorld.with(pair -> pair.budget(RunBudget.ofTime(MINUTE)));
        world.right.put(Note.titled("Standup"));
        world.left.hook(slow(world, Call.CHANGES, MINUTE));

        SyncReport report = world.sync();

        assertThat(report.right().pages()).isEqualTo(1);
        assertThat(world.left.contents()).hasSize(1);
    }

    @Test
    void aRunReadsAsManyPagesAsItMay() {
        SyncWorld world = SyncWorld.with(pair -> pair.pageSize(2).budget(RunBudget.ofPages(2)));
        SyncWorld.notes(8).forEach(world.left::put);

        SyncReport report = world.sync();

        assertThat(report.left().pages()).isEqualTo(2);
        assertThat(report.outcome()).isEqualTo(Outcome.MORE);
    }

    @Test
    void aRunWhoseTimeIsSpentWhileItWritesSaysThatSomethingIsLeft() {
        SyncWorld world = SyncWorld.with(pair -> pair.batchSize(2));
        SyncWorld.notes(1).forEach(world.left::put);
        world.sync();
        world.rules(pair -> pair.batchSize(2).budget(RunBudget.ofTime(MINUTE)));
        SyncWorld.notes(6).stream().skip(1).forEach(world.left::put);
        world.right.hook(slow(world, Call.WRITE, MINUTE));

        SyncReport report = world.sync();

        assertThat(world.right.contents()).hasSize(3);
        assertThat(report.outcome()).isEqualTo(Outcome.MORE);
    }

    @Test
    void aRecordThatIsWrittenWhileItsSideIsBeingListedIsNotMissingFromTheListing() {
        SyncWorld world = new SyncWorld(side -> side, InMemoryReplicaBuilder::snapshots, pair -> pair);
        SyncWorld.notes(6).forEach(world.left::put);
        world.sync();
        world.rules(pair -> pair.pageSize(4).budget(RunBudget.ofPages(1)));
        while (world.store.state(world.pair().id()).on(Side.RIGHT).listing() == null) {
            world.engine.sync(world.pair(), Mode.FULL);
        }
        // The index of the right side lags: the listing that is under way does not show what comes now.
        world.right.faults().reads().hideCreatesFor(100);
        String named = world.left.put(Note.titled("named"));

        world.engine.sync(world.pair(), Side.LEFT, named);
        for (int run = 0; run < 6; run++) {
            world.sync();
        }

        assertThat(world.left.contents()).hasSize(7);
        assertThat(world.right.contents()).hasSize(7);
    }
}
