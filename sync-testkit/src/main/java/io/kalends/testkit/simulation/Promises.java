package io.kalends.testkit.simulation;

import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InvariantsCheck;
import io.kalends.testkit.simulation.Scenery.Hardship;
import io.kalends.testkit.simulation.Scenery.Strange;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the engine promises, and whether it kept it.
 *
 * @param <R> the record
 */
final class Promises<R> {

    private final World<R> world;
    private boolean secretive;
    private boolean forgetful;

    Promises(World<R> world) {
        this.world = world;
    }

    /** A field that a side never showed is not known to be edited when the other side deletes the record. */
    void mindSecrets() {
        secretive |= world.hides();
    }

    /** A side or a store is back at yesterday: what was deleted since may come back. */
    void mindDisaster() {
        forgetful = true;
    }

    /**
     * After a round: what must hold whatever happened; and if all is at rest, that is noted.
     *
     * @param disturbed whether anything went wrong in it
     */
    void check(int round, boolean disturbed) {
        losesNoEdit(() -> "after round " + round + " these edits are lost: ");
        if (!disturbed) {
            world.pairs.forEach(this::checkStore);
            if (world.pairs.size() == 1 && world.isEqual() && isQuiet()) {
                world.ledger.settled();
            }
        }
    }

    /** In the end, when everything works again and has come to rest. */
    void checkEnd() {
        world.pairs.forEach(this::checkStore);
        require(world.isEqual() || hasGivenUp(), () -> "the sides differ: " + world.differences());
        losesNoEdit(() -> "these edits are lost: ");
        if (world.scenery.has(Strange.EMPTYING) && !world.scenery.faults()) {
            // People who cancel an occurrence leave it its title: nobody made these. Where a write lands long after it
            // was
            // given up, an edit that was made of what it emptied counts as one.
            List<String> holes = world.holes();
            require(holes.isEmpty(), () -> "these were emptied by a run's own write: " + holes);
        }
        if (world.scenery.has(Strange.LONE_DATES)) {
            List<String> homeless = world.homeless();
            require(homeless.isEmpty(), () -> "these belong to a series on one side alone: " + homeless);
        }
        for (InMemoryReplica<R> side : world.sides) {
            // Of what was never inside nothing is known: the same occurrence, set apart inside, is written beside it.
            List<String> names = side.contents().stream()
                    .map(world.ledger::name)
                    .filter(name -> !world.hasStrayed(name))
                    .toList();
            require(names.size() == new HashSet<>(names).size(), () -> side.id() + " has a record twice: " + names);
            // What a server makes of a record after its answer is an edit, which wins over a deletion.
            if (!forgetful && !world.scenery.has(Hardship.REWRITING_LATER)) {
                names.forEach(name -> require(!world.ledger.mustBeGone(name), () -> name + " came back"));
            }
        }
    }

    void writesNothing(SyncReport report) {
        require(report.writes() == 0, () -> "a run without edits writes: " + report.describe());
    }

    void wasNotWritten(InMemoryReplica<R> side) {
        require(side.log().recordsWritten() == 0, () -> side.id() + " was written in a run without edits");
    }

    void saysNoContent(String said) {
        require(Ledger.wordsOf(said).isEmpty(), () -> "content is told: " + said);
    }

    /** A process whose lease was taken over changes nothing in the store. */
    void fencedOut(Snapshot left) {
        Snapshot now = Snapshot.of(world.store(), world.pairs);
        require(now.isLike(left), () -> "a process that lost its lease changed the store");
    }

    private void losesNoEdit(Supplier<String> otherwise) {
        Set<String> missing = world.ledger.owed(name -> secretive || world.hasStrayed(name));
        missing.removeAll(world.words());
        require(missing.isEmpty(), () -> otherwise.get() + missing);
    }

    private boolean isQuiet() {
        return world.pairs.stream()
                .allMatch(pair -> world.store()
                                .due(pair.id(), world.clock.instant().plus(Duration.ofDays(9)), null, 1)
                                .isEmpty()
                        && world.store().state(pair.id()).clean());
    }

    private void checkStore(SyncPair<R> pair) {
        Set<String> outside = world.idsOutside();
        List<String> broken =
                InvariantsCheck.violations(
                                world.store(), pair, world.side(pair, Side.LEFT), world.side(pair, Side.RIGHT))
                        .stream()
                        .filter(violation -> outside.stream().noneMatch(violation::contains))
                        .toList();
        require(broken.isEmpty(), () -> pair.id() + ": " + broken);
    }

    /** A value that went round for ever was given up, and the status says so. */
    private boolean hasGivenUp() {
        return world.scenery.ring()
                && world.pairs.stream()
                        .flatMap(pair -> world.engine().status(pair).stuck().stream())
                        .anyMatch(link ->
                                link.problem() != null && link.problem().what().contains("swings"));
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}
