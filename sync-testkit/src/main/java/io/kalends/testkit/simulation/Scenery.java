package io.kalends.testkit.simulation;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Side;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.record.RecordType;
import io.kalends.testkit.InMemoryReplicaBuilder;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Where a life takes place: what was drawn for it before anything happens.
 *
 * @param ring whether three sides are joined by three pairs, each to the next
 * @param sides what each side is like
 * @param policy how conflicts are decided
 * @param faults whether servers fail
 * @param disasters whether stores are lost and sides come back from a backup
 * @param hardships what makes it harder than other lives
 * @param strange what strangers met that other lives do not draw
 */
record Scenery(
        boolean ring,
        List<Kind> sides,
        Policy policy,
        boolean faults,
        boolean disasters,
        Set<Hardship> hardships,
        Set<Strange> strange) {

    /** What strangers met. */
    enum Strange {
        /** The second side drops the exceptions of a series that a run reschedules. */
        DROPPING,
        /** The second side cancels the exceptions of a series that a run reschedules. */
        EMPTYING,
        /** A series is rescheduled by somebody who leaves its exceptions as they are. */
        LEFT_ALONE,
        /** People are invited to one date before they are to the series, and series go that leave a date behind. */
        LONE_DATES,
        /** The user picks another collection for the second side. */
        OTHER_COLLECTION,
        /** The left side always decides on some fields. */
        FIELD_RULES
    }

    /** Whether a run's own writes make the second side drop or empty exceptions. */
    boolean losesExceptions() {
        return has(Strange.DROPPING) || has(Strange.EMPTYING);
    }

    boolean has(Strange one) {
        return strange.contains(one);
    }

    /** What makes a life harder. */
    enum Hardship {
        /** A store comes back from a backup, at what it was some rounds ago. */
        OLD_STORE,
        /** The second side stores other content than it was given, and answers with it. */
        REWRITING,
        /** The second side changes what it was given after its answer. */
        REWRITING_LATER,
        /** Records are told as removed that are there. */
        FALSE_REMOVALS,
        /** A process freezes in the midst of a run, another takes its lease, and then it goes on. */
        TWO_NODES,
        /** Some records are private, and stay where they are as long as that is so. */
        FILTER,
        /** Only the weeks around today are kept in sync, and days pass. */
        WINDOW,
        /** Beside that, the second side does not tell of what lies outside. */
        WINDOWED_SIDE,
        /** All sides hold some records alike before they are first synced. */
        ACQUAINTED,
        /** In a ring people delete what was born on their side. */
        RING_DELETIONS,
        /** In a ring servers fail, too. */
        RING_FAULTS,
        /** In a ring people edit what was born on another side. */
        RING_EDITS
    }

    boolean has(Hardship hardship) {
        return hardships.contains(hardship);
    }

    /** What a side can do. */
    enum Kind {
        ABLE,
        WITHOUT_HISTORY,
        WITHOUT_REVISIONS,
        WITHOUT_TIMES,
        WITHOUT_INCARNATIONS,
        BY_IDENTITY,
        RECOGNISING_NOTHING,
        UNCONDITIONAL,
        SNAPSHOTS,
        FAMILY_REVISIONS;

        /** Whether a side that comes back from a backup can be told from one that people edited. If not, the guard is all. */
        boolean tellsItsLives() {
            return this != WITHOUT_HISTORY && this != WITHOUT_INCARNATIONS;
        }

        /** Whether a write that lands after another process has made it too is refused, or found to be made. */
        boolean refusesLateWrites() {
            return this != WITHOUT_REVISIONS && this != UNCONDITIONAL && this != RECOGNISING_NOTHING;
        }

        <R> InMemoryReplicaBuilder<R> with(InMemoryReplicaBuilder<R> side) {
            return switch (this) {
                case ABLE -> side;
                case WITHOUT_HISTORY -> side.withoutHistory();
                case WITHOUT_REVISIONS -> side.withoutRevisions();
                case WITHOUT_TIMES -> side.withoutTimes();
                case WITHOUT_INCARNATIONS -> side.withoutIncarnations();
                case BY_IDENTITY -> side.recognising(Recognition.BY_IDENTITY).withoutOrigins();
                case RECOGNISING_NOTHING -> side.recognising(Recognition.NONE);
                case UNCONDITIONAL -> side.unconditional();
                case SNAPSHOTS -> side.snapshots();
                case FAMILY_REVISIONS -> side.familyRevisions();
            };
        }
    }

    /** Who wins. */
    enum Policy {
        LATEST,
        LEFT,
        RIGHT,
        BOTH,
        ASKED;

        <R> ConflictPolicy<R> policy() {
            return switch (this) {
                case LATEST -> ConflictPolicy.lastWriteWins();
                case LEFT -> ConflictPolicy.prefer(Side.LEFT);
                case RIGHT -> ConflictPolicy.prefer(Side.RIGHT);
                case BOTH -> ConflictPolicy.keepBoth();
                case ASKED -> ConflictPolicy.askSomeone();
            };
        }
    }

    <R> ConflictPolicy<R> policyFor(RecordType<R> type) {
        ConflictPolicy<R> otherwise = policy.policy();
        // Where both versions are to stay, or somebody is asked, there is nothing to decide by field.
        boolean byField = has(Strange.FIELD_RULES) && policy != Policy.BOTH && policy != Policy.ASKED;
        return byField
                ? ConflictPolicy.<R>perField()
                        .prefer(Side.LEFT, type.fields().get(0).name())
                        .otherwise(otherwise)
                : otherwise;
    }

    Editor.Manners manners() {
        // Of a record that is written anew outside, a side tells nothing: it stands beside the one that is made again.
        boolean narrow = has(Hardship.FILTER) || has(Hardship.WINDOW);
        return new Editor.Manners(
                !disasters,
                !ring || has(Hardship.RING_DELETIONS),
                !disasters && !ring && !narrow,
                !ring || has(Hardship.RING_EDITS),
                has(Strange.LEFT_ALONE),
                has(Strange.LONE_DATES));
    }

    SyncWindow window() {
        return has(Hardship.WINDOW) ? SyncWindow.around(Period.ofDays(14), Period.ofDays(20)) : SyncWindow.unlimited();
    }

    static Scenery draw(SplittableRandom random) {
        boolean ring = random.nextInt(6) == 0;
        // What a server hides or forgets in a ring, another pair may put there meanwhile: that is not promised yet.
        boolean faults = random.nextInt(4) != 0 && !ring;
        boolean disasters = random.nextInt(4) == 0 && !ring;
        Kind[] kinds = Kind.values();
        List<Kind> sides = List.of(
                random.nextInt(3) == 0 ? kinds[random.nextInt(kinds.length)] : Kind.ABLE,
                kinds[random.nextInt(kinds.length)],
                kinds[random.nextInt(kinds.length)]);
        // In a ring a preference for one side can go round for ever.
        Policy policy = ring ? Policy.LATEST : Policy.values()[random.nextInt(Policy.values().length)];
        return new Scenery(ring, sides.subList(0, ring ? 3 : 2), policy, faults, disasters, Set.of(), Set.of());
    }

    /** The same with hardships, drawn one by one. */
    Scenery harder(SplittableRandom random) {
        Set<Hardship> drawn = EnumSet.noneOf(Hardship.class);
        for (Hardship hardship : Hardship.values()) {
            if (random.nextInt(5) < 2) {
                drawn.add(hardship);
            }
        }
        // A copy that keep-both made since the backup can be made again beside it.
        if (ring || policy == Policy.BOTH) {
            drawn.remove(Hardship.OLD_STORE);
        }
        boolean struck = disasters || drawn.contains(Hardship.OLD_STORE);
        // What was outside when a store was lost is unknown to the next one: its copy cannot be told from a new record.
        if (ring || struck) {
            drawn.removeAll(Set.of(Hardship.FILTER, Hardship.WINDOW, Hardship.WINDOWED_SIDE));
        }
        // Nor can what stood on both sides, and lay outside on one, when they were first synced.
        if (drawn.contains(Hardship.FILTER) || drawn.contains(Hardship.WINDOW)) {
            drawn.remove(Hardship.ACQUAINTED);
        }
        return new Scenery(
                ring, sides, policy, faults || (ring && drawn.contains(Hardship.RING_FAULTS)), struck, drawn, Set.of());
    }

    /** The same with what strangers met, drawn one by one. */
    Scenery stranger(SplittableRandom random) {
        Set<Strange> drawn = EnumSet.noneOf(Strange.class);
        for (Strange one : Strange.values()) {
            if (random.nextInt(5) < 2) {
                drawn.add(one);
            }
        }
        if (drawn.contains(Strange.DROPPING)) {
            drawn.remove(Strange.EMPTYING);
        }
        // An exception that lies outside may be dropped before anybody was told of it; and of a series outside nothing
        // is
        // known to which a date belongs.
        if (hardships.contains(Hardship.WINDOW) || hardships.contains(Hardship.FILTER)) {
            drawn.removeAll(Set.of(Strange.DROPPING, Strange.EMPTYING, Strange.LONE_DATES));
        }
        // A copy that keep-both made since the backup can be made again beside it.
        boolean struck = disasters && policy != Policy.BOTH;
        // In a ring each side is the second one of a pair, and what goes round is not the matter here.
        return new Scenery(false, sides.subList(0, 2), policy, faults, struck, hardships, drawn);
    }
}
