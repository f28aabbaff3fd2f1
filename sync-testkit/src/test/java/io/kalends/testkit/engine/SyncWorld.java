package io.kalends.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Replica;
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
import io.kalends.testkit.InvariantsCheck;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private Replica<Note> rightAsSeen;
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

    static SyncWorld with(UnaryOperator<SyncPair.Builder<Note>> rules) {
        return new SyncWorld(side -> side, side -> side, rules);
    }

    SyncPair<Note> pair() {
        return pair;
    }

    /** Replaces the pair's rules. */
    void rules(UnaryOperator<SyncPair.Builder<Note>> rules) {
        pair = build(rules);
    }

    private SyncPair<Note> build(UnaryOperator<SyncPair.Builder<Note>> rules) {
        return rules.apply(SyncPair.between(left, rightAsSeen).id("pair")).build();
    }

    /** Puts something between the engine and the right side. */
    void rightThrough(UnaryOperator<Replica<Note>> view) {
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
        restarts();
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
        SyncReport third = sync();
        assertThat(third.writes()).as(third.describe()).isZero();
        InvariantsCheck.check(store, pair, left, right);
    }

    /** What the left side holds of the note with this one's uid, whatever has become of it; empty if it is gone. */
    Optional<Note> onLeft(Note note) {
        return find(left, note).map(Map.Entry::getValue);
    }

    /** As {@link #onLeft}. */
    Optional<Note> onRight(Note note) {
        return find(right, note).map(Map.Entry::getValue);
    }

    /** The left side's id of the note with this one's uid. */
    String leftId(Note note) {
        return find(left, note).orElseThrow().getKey();
    }

    /** As {@link #leftId}. */
    String rightId(Note note) {
        return find(right, note).orElseThrow().getKey();
    }

    private static Optional<Map.Entry<String, Note>> find(InMemoryReplica<Note> side, Note note) {
        return side.records().entrySet().stream()
                .filter(entry -> Objects.equals(entry.getValue().uid(), note.uid()))
                .findFirst();
    }

    /** Another process takes over; what the one before held in memory is gone. */
    void restarts() {
        engine = newEngine(engines++);
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
