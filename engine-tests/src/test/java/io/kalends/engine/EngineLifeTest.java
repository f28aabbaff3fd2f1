package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Leases, closing, and what a run costs. */
class EngineLifeTest {

    private final SyncWorld world = new SyncWorld();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** A run on another thread that stands still in its first call to the right side. */
    private CompletableFuture<SyncReport> heldRun() throws InterruptedException {
        AtomicBoolean first = new AtomicBoolean(true);
        CallHook hold = (call, moment) -> {
            if (first.getAndSet(false)) {
                inside.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        world.right.hook(hold);
        CompletableFuture<SyncReport> run = CompletableFuture.supplyAsync(() -> world.engine.sync(world.pair()));
        inside.await();
        return run;
    }

    @Test
    void aPairThatRunsIsBusyAndRunsOnceMoreForWhoAsked() throws Exception {
        world.left.put(Note.titled("before"));
        CompletableFuture<SyncReport> run = heldRun();

        SyncReport busy = world.engine.sync(world.pair());
        world.left.put(Note.titled("while it ran"));
        goOn.countDown();
        run.join();

        assertThat(busy.outcome()).isEqualTo(Outcome.BUSY);
        assertThat(world.right.contents()).hasSize(2);
    }

    @Test
    void aRunOnAnInterruptedThreadStopsAtTheNextBorderAndTheNextRunGoesOn() {
        SyncWorld.notes(3).forEach(world.left::put);
        world.right.hook((call, moment) -> Thread.currentThread().interrupt());

        SyncReport stopped = world.sync();

        assertThat(Thread.interrupted()).as("the thread is still interrupted").isTrue();
        assertThat(stopped.outcome()).isEqualTo(Outcome.MORE);
        world.right.hook(CallHook.NONE);
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.right.contents()).hasSize(3);
    }

    @Test
    void closingWaitsForARunAndLetsItStopAtTheNextBorder() throws Exception {
        SyncWorld.notes(3).forEach(world.left::put);
        CompletableFuture<SyncReport> run = heldRun();

        assertThat(world.engine.close(Duration.ZERO)).as("while it runs").isFalse();
        goOn.countDown();
        SyncReport stopped = run.join();

        assertThat(world.engine.close(Duration.ofSeconds(60))).isTrue();
        assertThat(stopped.outcome()).isEqualTo(Outcome.MORE);
        assertThat(world.right.contents()).isEmpty();
    }

    @Test
    void whoClosesTheEngineAgainStillWaitsForTheRun() throws Exception {
        SyncWorld.notes(3).forEach(world.left::put);
        CompletableFuture<SyncReport> run = heldRun();

        assertThat(world.engine.close(Duration.ZERO)).isFalse();
        assertThat(world.engine.close(Duration.ZERO)).isFalse();
        goOn.countDown();
        run.join();

        assertThat(world.engine.close(Duration.ofSeconds(60))).isTrue();
        assertThat(world.engine.close(Duration.ZERO)).isTrue();
    }

    @Test
    void aRunWithoutChangesCostsOneCallASideAndAFewOfTheStore() {
        SyncWorld.notes(50).forEach(world.left::put);
        world.sync();
        world.sync();
        Map<String, Integer> before = world.calls.calls();

        SyncReport report = world.sync();

        assertThat(report.left().total() + report.right().total()).isEqualTo(2);
        int calls = world.calls.calls().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                - before.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(calls).isLessThanOrEqualTo(6);
    }
}
