package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.PairStatus;
import io.kalends.sync.TransientException;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.CallScript;
import io.kalends.testkit.Note;
import org.junit.jupiter.api.Test;

/** What is told of a run that failed, and what is told of the pair afterwards. */
class FailedRunsTest {

    private final SyncWorld world = new SyncWorld();

    private PairStatus status() {
        return world.engine.status(world.pair());
    }

    @Test
    void theStatusSaysWhatStoppedThePair() {
        world.right.faults().calls().fail(Call.CHANGES, 1, Moment.BEFORE, CallScript::timeout);

        assertThatThrownBy(world::sync).isInstanceOf(TransientException.class);

        assertThat(status().error()).hasValueSatisfying(problem -> {
            assertThat(problem.what()).contains("the connection was lost");
            assertThat(problem.action()).isEqualTo("it is tried again");
            assertThat(problem.since()).isEqualTo(world.clock.instant());
        });
    }

    @Test
    void theStatusSaysNothingOfContentThatAnErrorOfASideHolds() {
        world.right
                .faults()
                .calls()
                .fail(Call.CHANGES, 1, Moment.BEFORE, () -> new IllegalStateException("dinner with Ada"));

        assertThatThrownBy(world::sync).isInstanceOf(IllegalStateException.class);

        assertThat(status().error())
                .hasValueSatisfying(problem ->
                        assertThat(problem.what()).isEqualTo("a side threw java.lang.IllegalStateException"));
    }

    @Test
    void theStatusForgetsTheErrorOnceARunIsDone() {
        world.right.faults().calls().fail(Call.CHANGES, 1, Moment.BEFORE, CallScript::timeout);
        assertThatThrownBy(world::sync).isInstanceOf(TransientException.class);

        world.sync();

        assertThat(status().error()).isEmpty();
    }

    @Test
    void aStoreThatFailsAsWellHidesNotWhatStoppedTheRun() {
        world.right.faults().calls().fail(Call.CHANGES, 1, Moment.BEFORE, () -> {
            world.calls.faults().fail("commit", 1, Moment.BEFORE, CallScript::timeout);
            return new IllegalStateException("the cause");
        });

        assertThatThrownBy(world::sync)
                .isInstanceOf(IllegalStateException.class)
                .satisfies(error ->
                        assertThat(error.getSuppressed()).singleElement().isInstanceOf(TransientException.class));
    }

    @Test
    void aFirstSyncMakesItsWritesWhileItReads() {
        SyncWorld paged = SyncWorld.with(pair -> pair.pageSize(2));
        SyncWorld.notes(6).forEach(paged.right::put);
        paged.right.faults().calls().fail(Call.CHANGES, 3, Moment.BEFORE, CallScript::timeout);

        assertThatThrownBy(paged::sync).isInstanceOf(TransientException.class);

        assertThat(paged.left.contents()).hasSize(4);
    }

    @Test
    void aLaterRunReadsAllBeforeItWrites() {
        SyncWorld paged = SyncWorld.with(pair -> pair.pageSize(2));
        paged.right.put(Note.titled("first"));
        paged.settles();
        SyncWorld.notes(6).forEach(paged.right::put);
        paged.right.faults().calls().fail(Call.CHANGES, 3, Moment.BEFORE, CallScript::timeout);

        assertThatThrownBy(paged::sync).isInstanceOf(TransientException.class);

        assertThat(paged.left.contents()).hasSize(1);
    }

    @Test
    void aFirstSyncAsksForNoContentASecondTime() {
        SyncWorld.notes(6).forEach(world.right::put);

        assertThat(world.sync().right().fetches()).isZero();
    }
}
