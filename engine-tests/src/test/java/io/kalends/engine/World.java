package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Replica;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.Crash;
import io.kalends.testkit.CrashPoint;
import io.kalends.testkit.FaultyStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.InvariantsCheck;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Two sides, a store and an engine, on a clock that the test sets.
 *
 * @param <R> the record both sides hold
 */
class World<R> {

    final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    final InMemorySyncStateStore store = new InMemorySyncStateStore(new byte[32]);
    final InMemoryReplica<R> left;
    final InMemoryReplica<R> right;
    final FaultyStore calls = FaultyStore.around(store);
    SyncEngine engine = newEngine(7);
    private Replica<R> rightAsSeen;
    private SyncPair<R> pair;
    private long engines = 100;

    World(
            RecordType<R> type,
            UnaryOperator<InMemoryReplicaBuilder<R>> left,
            UnaryOperator<InMemoryReplicaBuilder<R>> right,
            UnaryOperator<SyncPair.Builder<R>> rules) {
        this.left =
                left.apply(InMemoryReplica.builder("left", type).clock(clock)).build();
        this.right =
                right.apply(InMemoryReplica.builder("right", type).clock(clock)).build();
        this.rightAsSeen = this.right;
        this.pair = build(rules);
    }

    private SyncEngine newEngine(long seed) {
        return SyncEngine.builder()
                .store(calls)
                .clock(clock)
                .random(new SplittableRandom(seed))
                .node("node " + seed)
                .build();
    }

    SyncPair<R> pair() {
        return pair;
    }

    /** Replaces the pair's rules. */
    void rules(UnaryOperator<SyncPair.Builder<R>> rules) {
        pair = build(rules);
    }

    private SyncPair<R> build(UnaryOperator<SyncPair.Builder<R>> rules) {
        return rules.apply(SyncPair.between(left, rightAsSeen).id("pair")).build();
    }

    /** Puts something between the engine and the right side. */
    void rightThrough(UnaryOperator<Replica<R>> view) {
        rightAsSeen = view.apply(right);
        pair = build(rules -> rules);
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
        return killedAt(place, this::sync);
    }

    /** As {@link #killedAt(int)}, for a run of the test's own. */
    boolean killedAt(int place, Runnable run) {
        hook(CrashPoint.at(place));
        boolean killed = false;
        try {
            run.run();
        } catch (Crash e) {
            killed = true;
        }
        hook(CallHook.NONE);
        clock.advance(Duration.ofMinutes(10));
        restarts();
        return killed;
    }

    /** Has every call of both sides and of the store told to this hook. */
    void hook(CallHook hook) {
        left.hook(hook);
        right.hook(hook);
        calls.hook(hook);
    }

    /** Another process takes over; what the one before held in memory is gone. */
    void restarts() {
        engine = newEngine(engines++);
    }

    /** Runs until nothing is written any more, and fails if that takes more than two runs. */
    void settles() {
        sync();
        sync();
        SyncReport third = sync();
        assertThat(third.writes()).as(third.describe()).isZero();
        InvariantsCheck.check(store, pair, left, right);
    }

    /** The id of the first such record. */
    static <R> String find(InMemoryReplica<R> side, Predicate<R> which) {
        return side.records().entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
