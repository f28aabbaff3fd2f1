package io.kalends.testkit.simulation;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.DeletionGuard;
import io.kalends.sync.Mode;
import io.kalends.sync.OpenConflict;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallScript;
import io.kalends.testkit.Crash;
import io.kalends.testkit.CrashPoint;
import io.kalends.testkit.FaultyStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InvariantsCheck;
import io.kalends.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One life: rounds of edits and runs, and an end in peace.
 *
 * @param <R> the record
 */
final class Life<R> {

    private static final int PAGE = 1_000;

    private static final int RING_ROUNDS = 12;

    private final Editor<R> editor;
    private final Scenery scenery;
    private final SplittableRandom random;
    private final Kill kill;
    private final Ledger<R> ledger;
    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final List<InMemoryReplica<R>> sides = new ArrayList<>();
    private final List<SyncPair<R>> pairs = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private InMemorySyncStateStore store;
    private FaultyStore calls;
    private SyncEngine engine;
    private int engines;
    private int places;
    private boolean disturbed;
    private boolean forgetful;
    private boolean secretive;

    /**
     * Which run is killed, and where.
     *
     * @param round the round, from 0; -1 to draw at random
     * @param place the place in that round's runs, from 1; 0 for none
     */
    record Kill(int round, int place) {
        static final Kill AT_RANDOM = new Kill(-1, 0);
    }

    Life(Editor<R> editor, Scenery scenery, SplittableRandom random, Kill kill) {
        this.editor = editor;
        this.scenery = scenery;
        this.random = random;
        this.kill = kill;
        this.ledger = new Ledger<>(editor.type());
        this.store = new InMemorySyncStateStore(random);
        this.calls = FaultyStore.around(store);
        for (int i = 0; i < scenery.sides().size(); i++) {
            sides.add(scenery.sides()
                    .get(i)
                    .with(InMemoryReplica.builder("side" + i, editor.type())
                            .clock(clock)
                            .random(new SplittableRandom(random.nextLong())))
                    .build());
        }
        int count = scenery.ring() ? 3 : 1;
        for (int i = 0; i < count; i++) {
            pairs.add(SyncPair.between(sides.get(i), sides.get((i + 1) % sides.size()))
                    .id("pair" + i)
                    .guard(DeletionGuard.off())
                    .onConflict(scenery.policy().policy())
                    .pageSize(1 + random.nextInt(8))
                    .batchSize(1 + random.nextInt(6))
                    .build());
        }
        this.engine = newEngine();
        trace.add("scenery " + scenery);
    }

    private SyncEngine newEngine() {
        return SyncEngine.builder()
                .store(calls)
                .clock(clock)
                .random(new SplittableRandom(random.nextLong()))
                .node("node" + engines++)
                .build();
    }

    List<String> trace() {
        return trace;
    }

    /** How many places the round that may be killed had. */
    int places() {
        return places;
    }

    void live(int rounds) {
        for (int round = 0; round < rounds; round++) {
            disturbed = false;
            int edits = random.nextInt(6);
            for (int i = 0; i < edits; i++) {
                int who = random.nextInt(sides.size());
                trace.add("side" + who + ": " + editor.edit(sides.get(who), random, ledger, scenery.manners()));
                clock.advance(Duration.ofSeconds(random.nextInt(1, 60)));
            }
            // What a server says in the first run after a disaster is all that is known: a lie then cannot be told.
            boolean struck = scenery.disasters() && random.nextInt(4) == 0 && disaster();
            if (scenery.faults() && !struck) {
                for (int i = 0; i < sides.size(); i++) {
                    if (random.nextInt(2) == 0) {
                        trace.add(Mishaps.arrange(
                                sides.get(i), scenery.sides().get(i), scenery.ring(), limits(sides.get(i)), random));
                        disturbed = true;
                    }
                }
            }
            secretive |= sides.stream().anyMatch(Life::hides);
            runAll(round, struck);
            sides.forEach(Mishaps::end);
            check(round);
        }
    }

    private Mishaps.Limits limits(InMemoryReplica<R> side) {
        Set<String> known = new HashSet<>();
        for (SyncPair<R> pair : pairs) {
            for (Link link : store.list(pair.id(), null, null, PAGE)) {
                for (Side half : Side.values()) {
                    if (pair.on(half).id().equals(side.id())) {
                        link.on(half).ifPresent(seen -> known.add(seen.id()));
                    }
                }
            }
        }
        return new Mishaps.Limits(known::contains, id -> {
            R record = requireNonNull(side.records().get(id));
            boolean newChild =
                    !known.contains(id) && editor.type().parent(record).isPresent();
            return newChild || ledger.wasRewritten(record);
        });
    }

    private void runAll(int round, boolean struck) {
        CrashPoint crash = CrashPoint.never();
        boolean fails = false;
        if (kill.round() == round) {
            crash = kill.place() == 0 ? CrashPoint.never() : CrashPoint.at(kill.place());
        } else if (kill.round() < 0 && !struck && random.nextInt(3) == 0) {
            crash = CrashPoint.at(1 + random.nextInt(60));
            fails = random.nextInt(4) == 0;
        }
        for (SyncPair<R> pair : pairs) {
            clock.advance(Duration.ofMinutes(1));
            sync(pair, crash, fails);
        }
        if (kill.round() == round) {
            places = crash.places();
        }
    }

    private void sync(SyncPair<R> pair, CrashPoint crash, boolean fails) {
        CallHook hook = fails ? failing(crash) : crash;
        sides.forEach(side -> side.hook(hook));
        calls.hook(hook);
        try {
            SyncReport report = engine.sync(pair, random.nextInt(5) == 0 ? Mode.FULL : Mode.INCREMENTAL);
            trace.add(report.toString());
            saysNoContent(report.describe());
        } catch (Crash e) {
            trace.add("killed " + e.getMessage());
            disturbed = true;
            clock.advance(Duration.ofMinutes(10));
            engine = newEngine();
        } catch (SyncException e) {
            trace.add("failed " + e.getMessage());
            disturbed = true;
            saysNoContent(String.valueOf(e.getMessage()));
        } finally {
            sides.forEach(side -> side.hook(CallHook.NONE));
            calls.hook(CallHook.NONE);
        }
    }

    /** Where another run would be killed, this one loses a call. */
    private static CallHook failing(CrashPoint crash) {
        return (call, moment) -> {
            try {
                crash.at(call, moment);
            } catch (Crash e) {
                throw CallScript.timeout();
            }
        };
    }

    private boolean disaster() {
        if (random.nextBoolean()) {
            Set<String> known = known();
            trace.add("the store is lost");
            store = new InMemorySyncStateStore(random);
            calls = FaultyStore.around(store);
            engine = newEngine();
            sides.forEach(side -> side.contents().forEach(record -> known.addAll(ledger.words(record))));
            ledger.lost(known);
            accounted.addAll(known);
        } else {
            int which = random.nextInt(sides.size());
            if (!scenery.sides().get(which).tellsItsLives()) {
                return false;
            }
            InMemoryReplica<R> side = sides.get(which);
            InMemoryReplica.Backup<R> backup = side.backup();
            for (int i = 0; i < 3; i++) {
                trace.add(side.id() + ": " + editor.edit(side, random, ledger, scenery.manners()));
            }
            for (SyncPair<R> pair : pairs) {
                sync(pair, CrashPoint.never(), false);
            }
            trace.add(side.id() + " comes back from a backup");
            side.restore(backup);
            Set<String> known = known();
            ledger.lost(known);
        }
        forgetful = true;
        disturbed = true;
        return true;
    }

    /** Words that were only kept in a store that is gone. */
    private final Set<String> accounted = new HashSet<>();

    /** All words that are on a side or kept. */
    private Set<String> known() {
        Set<String> known = new HashSet<>(accounted);
        sides.forEach(side -> side.contents().forEach(record -> known.addAll(ledger.words(record))));
        for (SyncPair<R> pair : pairs) {
            for (Link link : store.list(pair.id(), null, null, PAGE)) {
                for (KeptVersion version : store.kept(pair.id(), link.id())) {
                    known.addAll(Ledger.wordsOf(new String(version.content(), StandardCharsets.UTF_8)));
                }
            }
        }
        return known;
    }

    /** After a round: what must hold whatever happened; and if all is at rest, that is noted. */
    private void check(int round) {
        Set<String> owed = owed();
        require(
                known().containsAll(owed),
                () -> "after round " + round + " these edits are lost: " + missing(owed, known()));
        if (!disturbed) {
            pairs.forEach(this::checkStore);
            if (pairs.size() == 1 && isEqual() && isQuiet()) {
                ledger.settled();
            }
        }
    }

    private static boolean hides(InMemoryReplica<?> side) {
        return side.records().keySet().stream()
                .anyMatch(id -> !side.fieldsUnknownOf(id).isEmpty());
    }

    /** A field that a side never showed is not known to be edited when the other side deletes the record. */
    private Set<String> owed() {
        return ledger.owed(secretive);
    }

    private boolean isQuiet() {
        return pairs.stream()
                .allMatch(pair -> store.due(pair.id(), clock.instant().plus(Duration.ofDays(9)), null, 1)
                                .isEmpty()
                        && store.state(pair.id()).clean());
    }

    private void checkStore(SyncPair<R> pair) {
        List<String> broken = InvariantsCheck.violations(
                store, pair, replica(pair.left().id()), replica(pair.right().id()));
        require(broken.isEmpty(), () -> pair.id() + ": " + broken);
    }

    private InMemoryReplica<R> replica(String id) {
        return sides.stream().filter(side -> side.id().equals(id)).findFirst().orElseThrow();
    }

    /** Everything works again; what waits for a person is decided. */
    void settle() {
        trace.add("peace");
        sides.forEach(Mishaps::end);
        // In a ring a value goes round, and two that go round after each other are given up after some rounds.
        int writes = 1;
        for (int i = 0; i < (scenery.ring() ? RING_ROUNDS : 2) && (i < 2 || writes > 0); i++) {
            clock.advance(Duration.ofHours(3));
            writes = 0;
            for (SyncPair<R> pair : pairs) {
                if (i < 2) {
                    engine.retry(pair);
                }
                decide(pair);
                SyncReport report = engine.sync(pair, i < 2 ? Mode.FULL : Mode.INCREMENTAL);
                trace.add(report.toString());
                writes += report.writes();
                clock.advance(Duration.ofMinutes(1));
            }
        }
        if (scenery.policy() == Scenery.Policy.ASKED || scenery.policy() == Scenery.Policy.BOTH) {
            // The second run may be the first to show what a side hid.
            pairs.forEach(this::decide);
            pairs.forEach(pair -> engine.sync(pair));
        }
        sides.forEach(side -> side.log().clear());
        for (SyncPair<R> pair : pairs) {
            SyncReport last = engine.sync(pair);
            trace.add(last.toString());
            require(last.writes() == 0, () -> "a run without edits writes: " + last.describe());
        }
        for (InMemoryReplica<R> side : sides) {
            require(side.log().recordsWritten() == 0, () -> side.id() + " was written in a run without edits");
        }
        pairs.forEach(this::checkStore);
        require(isEqual() || hasGivenUp(), () -> "the sides differ: " + contents());
        require(known().containsAll(owed()), () -> "these edits are lost: " + missing(owed(), known()));
        for (InMemoryReplica<R> side : sides) {
            List<String> names = side.contents().stream().map(ledger::name).toList();
            require(names.size() == new HashSet<>(names).size(), () -> side.id() + " has a record twice: " + names);
            if (!forgetful) {
                names.forEach(name -> require(!ledger.mustBeGone(name), () -> name + " came back"));
            }
        }
    }

    private void decide(SyncPair<R> pair) {
        for (OpenConflict<R> conflict : engine.conflicts(pair)) {
            Side side = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
            trace.add("somebody decides for the " + side.label() + " side");
            engine.resolve(pair, conflict, Resolution.keep(side));
        }
    }

    /** A value that went round for ever was given up, and the status says so. */
    private boolean hasGivenUp() {
        return scenery.ring()
                && pairs.stream()
                        .flatMap(pair -> engine.status(pair).stuck().stream())
                        .anyMatch(link ->
                                link.problem() != null && link.problem().what().contains("swings"));
    }

    private boolean isEqual() {
        List<R> first = essences(sides.get(0));
        return IntStream.range(1, sides.size())
                .allMatch(i -> essences(sides.get(i)).equals(first));
    }

    private List<R> essences(InMemoryReplica<R> side) {
        return side.contents().stream()
                .map(editor::essence)
                .sorted(Comparator.comparing(ledger::name))
                .toList();
    }

    private List<List<R>> contents() {
        return sides.stream().map(this::essences).toList();
    }

    private static Set<String> missing(Set<String> owed, Set<String> known) {
        Set<String> missing = new HashSet<>(owed);
        missing.removeAll(known);
        return missing;
    }

    private void saysNoContent(String said) {
        require(Ledger.wordsOf(said).isEmpty(), () -> "content is told: " + said);
    }

    private interface Say {
        String what();
    }

    private static void require(boolean holds, Say otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.what());
        }
    }
}
