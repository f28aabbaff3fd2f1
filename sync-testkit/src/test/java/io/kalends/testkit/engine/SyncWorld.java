package io.kalends.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.Crash;
import io.kalends.testkit.CrashPoint;
import io.kalends.testkit.FaultyStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Two sides of notes, a store and an engine, on a clock that the test sets. */
final class SyncWorld {

    final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    final InMemorySyncStateStore store = new InMemorySyncStateStore(new byte[32]);
    final InMemoryReplica<Note> left;
    final InMemoryReplica<Note> right;
    final FaultyStore calls = FaultyStore.around(store);
    SyncEngine engine = newEngine(7);
    private SyncPair<Note> pair;
    private long engines = 100;

    SyncWorld() {
        this(side -> side, side -> side, pair -> pair);
    }

    SyncWorld(
            UnaryOperator<InMemoryReplicaBuilder<Note>> left,
            UnaryOperator<InMemoryReplicaBuilder<Note>> right,
            UnaryOperator<SyncPair.Builder<Note>> rules) {
        this.left = left.apply(InMemoryReplica.builder("left", Note.type()).clock(clock))
                .build();
        this.right = right.apply(InMemoryReplica.builder("right", Note.type()).clock(clock))
                .build();
        this.pair =
                rules.apply(SyncPair.between(this.left, this.right).id("pair")).build();
    }

    private SyncEngine newEngine(long seed) {
        return SyncEngine.builder()
                .store(calls)
                .clock(clock)
                .random(new SplittableRandom(seed))
                .node("node " + seed)
                .build();
    }

    static SyncWorld with(UnaryOperator<SyncPair.Builder<Note>> rules) {
        return new SyncWorld(side -> side, side -> side, rules);
    }

    SyncPair<Note> pair() {
        return pair;
    }

    /** Replaces the pair's rules. */
    void rules(UnaryOperator<SyncPair.Builder<Note>> rules) {
        pair = rules.apply(SyncPair.between(left, right).id("pair")).build();
    }

    SyncReport sync() {
        clock.advance(Duration.ofMinutes(1));
        return engine.sync(pair);
    }

    /**
     * Runs and is killed at a place, if the run has so many; then another process takes over, after the lease.
     *
     * @return whether the run was killed
     */
    boolean killedAt(int place) {
        CrashPoint crash = CrashPoint.at(place);
        hook(crash);
        boolean killed = false;
        try {
            sync();
        } catch (Crash e) {
            killed = true;
        }
        hook(CallHook.NONE);
        clock.advance(Duration.ofMinutes(10));
        engine = newEngine(engines++);
        return killed;
    }

    private void hook(CallHook hook) {
        left.hook(hook);
        right.hook(hook);
        calls.hook(hook);
    }

    /** Runs until nothing is written any more, and fails if that takes more than two runs. */
    void settles() {
        sync();
        sync();
        assertThat(sync().writes()).as("writes of the third run").isZero();
    }

    void agreesOn(Note... notes) {
        assertThat(left.contents()).as("left").containsExactlyInAnyOrder(notes);
        assertThat(right.contents()).as("right").containsExactlyInAnyOrder(notes);
    }

    static List<Note> notes(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> Note.titled("note " + i))
                .toList();
    }
}
