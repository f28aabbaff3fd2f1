package io.kalends.testkit.simulation;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Mode;
import io.kalends.sync.OpenConflict;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallScript;
import io.kalends.testkit.Crash;
import io.kalends.testkit.CrashPoint;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.simulation.Scenery.Hardship;
import io.kalends.testkit.simulation.Scenery.Strange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One life: rounds of edits and runs, and an end in peace.
 *
 * @param <R> the record
 */
final class Life<R> {

    private static final int RING_ROUNDS = 12;

    private final World<R> world;
    private final SplittableRandom random;
    private final Kill kill;
    private final Promises<R> promises;
    private final Disasters<R> disasters;
    private int places;
    private boolean disturbed;

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
        this.world = new World<>(editor, scenery, random);
        this.random = random;
        this.kill = kill;
        this.promises = new Promises<>(world);
        this.disasters = new Disasters<>(world);
    }

    List<String> trace() {
        return world.trace();
    }

    /** How many places the round that may be killed had. */
    int places() {
        return places;
    }

    void live(int rounds) {
        world.acquaint();
        for (int round = 0; round < rounds; round++) {
            disturbed = false;
            world.passDays();
            int edits = random.nextInt(6);
            for (int i = 0; i < edits; i++) {
                world.edit(world.sides.get(random.nextInt(world.sides.size())));
                world.clock.advance(Duration.ofSeconds(random.nextInt(1, 60)));
            }
            // What a server says in the first run after a disaster is all that is known: a lie then cannot be told.
            boolean struck = world.scenery.disasters() && random.nextInt(4) == 0 && disaster();
            if (!struck && world.scenery.has(Strange.OTHER_COLLECTION) && random.nextInt(4) == 0) {
                struck = true;
                disturbed = true;
                promises.mindDisaster();
                world.pickAnother();
            }
            if (world.scenery.faults() && !struck) {
                for (int i = 0; i < world.sides.size(); i++) {
                    if (random.nextInt(2) == 0) {
                        arrangeMishap(i);
                    }
                }
            }
            promises.mindSecrets();
            runAll(round, struck);
            world.calm();
            promises.check(round, disturbed);
            disasters.prepare();
        }
    }

    private void arrangeMishap(int which) {
        InMemoryReplica<R> side = world.sides.get(which);
        Scenery scenery = world.scenery;
        world.tell(Mishaps.arrange(side, scenery.sides().get(which), scenery, limits(side), random));
        disturbed = true;
    }

    private Mishaps.Limits limits(InMemoryReplica<R> side) {
        Set<String> known = world.known(side);
        return new Mishaps.Limits(known::contains, id -> {
            R record = requireNonNull(side.records().get(id));
            boolean couldBeAny = world.scenery.has(Hardship.ACQUAINTED)
                    || world.editor.type().parent(record).isPresent();
            return (couldBeAny && !known.contains(id)) || world.ledger.wasRewritten(record);
        });
    }

    private boolean disaster() {
        boolean struck = disasters.strike(() -> world.pairs.forEach(pair -> sync(pair, CallHook.NONE)));
        if (struck) {
            promises.mindDisaster();
            disturbed = true;
        }
        return struck;
    }

    private void runAll(int round, boolean struck) {
        CrashPoint crash = CrashPoint.never();
        boolean fails = false;
        boolean unharmed = true;
        if (kill.round() == round) {
            crash = kill.place() == 0 ? CrashPoint.never() : CrashPoint.at(kill.place());
        } else if (kill.round() < 0 && !struck && random.nextInt(3) == 0) {
            crash = CrashPoint.at(1 + random.nextInt(60));
            unharmed = false;
            fails = random.nextInt(4) == 0;
        }
        CallHook hook = fails ? failing(crash) : crash;
        boolean freezes = unharmed
                && kill.round() < 0
                && !struck
                && world.scenery.has(Hardship.TWO_NODES)
                && random.nextInt(3) == 0;
        for (SyncPair<R> pair : world.pairs) {
            world.clock.advance(Duration.ofMinutes(1));
            if (freezes) {
                freeze(pair, 1 + random.nextInt(60));
            } else {
                sync(pair, hook);
            }
        }
        if (kill.round() == round) {
            places = crash.places();
        }
    }

    /** The run stands still at a place until another process has made one; then it goes on, and may change nothing. */
    private void freeze(SyncPair<R> pair, int place) {
        Snapshot[] left = new Snapshot[1];
        Frozen frozen = new Frozen(place, this::isCareful, where -> {
            world.hook(CallHook.NONE);
            world.tell("frozen " + where);
            world.clock.advance(Duration.ofMinutes(10));
            world.tell("meanwhile " + world.newEngine().sync(pair));
            left[0] = Snapshot.of(world.store(), world.pairs);
        });
        sync(pair, frozen);
        if (left[0] != null) {
            disturbed = true;
            promises.fencedOut(left[0]);
        }
    }

    private boolean isCareful(String side) {
        for (int i = 0; i < world.sides.size(); i++) {
            if (world.sides.get(i).id().equals(side)) {
                return world.scenery.sides().get(i).refusesLateWrites();
            }
        }
        return true;
    }

    private void sync(SyncPair<R> pair, CallHook hook) {
        world.hook(hook);
        try {
            SyncReport report = world.engine().sync(pair, random.nextInt(5) == 0 ? Mode.FULL : Mode.INCREMENTAL);
            world.tell(report.toString());
            promises.saysNoContent(report.describe());
        } catch (Crash e) {
            world.tell("killed " + e.getMessage());
            disturbed = true;
            world.clock.advance(Duration.ofMinutes(10));
            world.restart();
        } catch (SyncException e) {
            world.tell("failed " + e.getMessage());
            disturbed = true;
            promises.saysNoContent(String.valueOf(e.getMessage()));
        } finally {
            world.hook(CallHook.NONE);
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

    /** Everything works again; what waits for a person is decided. */
    void settle() {
        world.tell("peace");
        world.calm();
        int writes = 1;
        for (int i = 0; i < roundsToRest() && (i < 2 || writes > 0); i++) {
            world.clock.advance(Duration.ofHours(3));
            writes = 0;
            for (SyncPair<R> pair : world.pairs) {
                if (i < 2) {
                    world.engine().retry(pair);
                }
                decide(pair);
                SyncReport report = world.engine().sync(pair, i < 2 ? Mode.FULL : Mode.INCREMENTAL);
                world.tell(report.toString());
                writes += report.writes();
                world.clock.advance(Duration.ofMinutes(1));
            }
        }
        if (world.scenery.policy() == Scenery.Policy.ASKED || world.scenery.policy() == Scenery.Policy.BOTH) {
            // The second run may be the first to show what a side hid.
            world.pairs.forEach(this::decide);
            world.pairs.forEach(pair -> world.engine().sync(pair));
        }
        world.sides.forEach(side -> side.log().clear());
        for (SyncPair<R> pair : world.pairs) {
            SyncReport last = world.engine().sync(pair);
            world.tell(last.toString());
            promises.writesNothing(last);
        }
        world.sides.forEach(promises::wasNotWritten);
        world.left().forEach(promises::wasNotWritten);
        promises.checkEnd();
    }

    /**
     * In a ring a value goes round, and two that go round after each other are given up after some rounds. What a server makes
     * of a record after its answer is an edit, and travels one run later.
     */
    private int roundsToRest() {
        return world.scenery.ring() ? RING_ROUNDS : world.scenery.has(Hardship.REWRITING_LATER) ? 4 : 2;
    }

    private void decide(SyncPair<R> pair) {
        for (OpenConflict<R> conflict : world.engine().conflicts(pair)) {
            Side side = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
            world.tell("somebody decides for the " + side.label() + " side");
            world.engine().resolve(pair, conflict, Resolution.keep(side));
        }
    }
}
