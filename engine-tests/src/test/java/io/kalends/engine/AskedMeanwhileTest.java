package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.SyncReport.Outcome;
import io.kalends.sync.TransientException;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.CallScript;
import io.kalends.testkit.Note;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an engine does with what it is asked while a pair runs. */
class AskedMeanwhileTest {

    private final SyncWorld world = new SyncWorld();
    private int runs;

    /** Does something in each run, when the right side was just read. */
    private void inEachRun(Runnable what) {
        world.right.hook((call, moment) -> {
            if (call.operation().equals(Call.CHANGES) && moment == Moment.AFTER) {
                runs++;
                what.run();
            }
        });
    }

    @Test
    void aPairThatIsAskedForInEachOfItsRunsIsLetGoAfterTheThird() {
        inEachRun(() -> world.engine.sync(world.pair()));

        world.sync();

        assertThat(runs).isEqualTo(3);
    }

    @Test
    void aPairIsNotRunAgainForARecordThatCannotBeReadNow() {
        world.right.faults().reads().unreadable(world.right.put(Note.titled("broken")), "broken");
        inEachRun(() -> {});

        world.sync();

        assertThat(runs).isEqualTo(1);
    }

    @Test
    void aPairIsRunAgainForWhoAskedThoughARecordCannotBeReadNow() {
        world.right.faults().reads().unreadable(world.right.put(Note.titled("broken")), "broken");
        inEachRun(() -> {
            if (runs == 1) {
                world.left.put(Note.titled("put while it ran"));
                world.engine.sync(world.pair());
            }
        });

        world.sync();

        assertThat(world.onRight(Note.titled("put while it ran"))).isPresent();
    }

    @Test
    void aPlanOfAPairThatRunsIsRefusedForNow() {
        inEachRun(() -> assertThatThrownBy(() -> world.engine.plan(world.pair()))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("running just now"));

        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        assertThat(runs).isPositive();
    }

    @Test
    void aRunWhoseLeaseCouldNotBeGivenUpAsksForNoOther() {
        world.calls.faults().fail("release", 1, Moment.BEFORE, CallScript::timeout);

        world.sync();

        assertThat(world.calls.calls()).containsEntry("acquire", 1);
    }

    @Test
    void whoIsInterruptedWhileAnEngineClosesWaitsNoLongerAndStaysInterrupted() {
        boolean[] closed = {true};
        boolean[] interrupted = {false};
        inEachRun(() -> {
            Thread.currentThread().interrupt();
            closed[0] = world.engine.close(Duration.ofHours(1));
            interrupted[0] = Thread.interrupted();
        });

        world.sync();

        assertThat(closed[0]).isFalse();
        assertThat(interrupted[0]).isTrue();
    }
}
