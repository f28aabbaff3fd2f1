package io.kalends.testkit.simulation;

import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.CallScript;
import io.kalends.testkit.Faults;
import io.kalends.testkit.InMemoryReplica;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Makes a side fail for one round, in one way or another. */
final class Mishaps {

    private static final List<String> CALLS = List.of(Call.OPEN, Call.CHANGES, Call.FETCH, Call.WRITE);

    private static final List<Moment> MOMENTS = List.of(Moment.BEFORE, Moment.WITHIN, Moment.AFTER);

    private Mishaps() {}

    /**
     * What nobody could make right, and is therefore not arranged.
     *
     * @param known whether the engine has ever seen this record: that one was left out of a listing can be told only then
     * @param mysterious whether this record could be anything while it cannot be read: it was written anew in place of another,
     *     or below one that the other side deletes, or stood on both sides before they were first synced
     */
    record Limits(Predicate<String> known, Predicate<String> mysterious) {}

    /** Arranges something at random; says what. */
    static <R> String arrange(
            InMemoryReplica<R> side, Scenery.Kind kind, Scenery scenery, Limits limits, SplittableRandom random) {
        boolean ring = scenery.ring();
        Faults<R> faults = side.faults();
        List<String> ids = List.copyOf(side.records().keySet());
        String some = ids.isEmpty() ? "" : ids.get(random.nextInt(ids.size()));
        int nth = 1 + random.nextInt(3);
        int what = random.nextInt(scenery.has(Scenery.Hardship.FALSE_REMOVALS) ? 22 : 20);
        if (some.isEmpty() && what >= 14) {
            what = random.nextInt(14);
        }
        if (scenery.losesExceptions() && HIDING.contains(what)) {
            // What nobody can see of an exception goes with it.
            what = 4;
        }
        switch (what) {
            case 0 -> faults.reads().expireCursor();
            case 1 -> faults.reads().purgeHistory();
            case 2 -> lie(faults, ring || !ids.stream().allMatch(limits.known()));
            case 3 -> listInPart(faults, kind, random.nextInt(4));
            case 4 -> faults.reads().repeatPage();
            case 5 -> faults.reads().unstableRevisions();
            case 6 -> faults.reads().skewTimes(Duration.ofMinutes(random.nextInt(-90, 90)));
            case 7 -> faults.reads().loseRole();
            case 8 ->
                faults.calls()
                        .fail(
                                CALLS.get(random.nextInt(CALLS.size())),
                                nth,
                                MOMENTS.get(random.nextInt(MOMENTS.size())),
                                CallScript::timeout);
            case 9 -> faults.calls().rateLimit(CALLS.get(random.nextInt(CALLS.size())), nth, Duration.ofMinutes(5));
            case 10 -> faults.writes().loseAnswers(nth);
            case 11 -> faults.writes().loseRequest(nth);
            case 12 -> delayPastTimeout(faults, ring, nth);
            case 13 -> faults.writes().stale(nth);
            case 14 -> {
                if (side.earlierStates(some) > 0) {
                    deliverLate(faults, kind, ring, some, 1 + random.nextInt(side.earlierStates(some)));
                }
            }
            case 15 -> hideCreates(faults, kind, ring);
            case 16 ->
                faults.reads().hide(some, Set.of(side.type().fields().get(0).name()));
            case 17 -> hideContent(faults, some, ring || limits.mysterious().test(some));
            case 18 -> faults.writes().stale(some, nth);
            case 20, 21 -> tellRemoved(faults, kind, some);
            default -> faults.writes().defer(record -> true, "busy (simulated)", null, nth);
        }
        return side.id() + " suffers mishap " + what + " (" + nth + ", " + some + ")";
    }

    /** Those by which a side does not show a record, or not all of it. */
    private static final Set<Integer> HIDING = Set.of(3, 7, 15, 16, 17);

    /**
     * A side that recognises nothing must say how late its index is, or a lost answer doubles: then it is not late. Nor is one
     * that calls absence a proof. Nor where two pairs write to one side: neither could see what the other has made.
     */
    private static void hideCreates(Faults<?> faults, Scenery.Kind kind, boolean ring) {
        if (kind != Scenery.Kind.RECOGNISING_NOTHING && kind != Scenery.Kind.SNAPSHOTS && !ring) {
            faults.reads().hideCreatesFor(1);
        }
    }

    /**
     * A side that recognises by identity counts as known though its listing left something out, since nothing is doubled there:
     * a child that was left out goes with a record that the other side deletes.
     */
    private static void listInPart(Faults<?> faults, Scenery.Kind kind, int records) {
        if (kind != Scenery.Kind.BY_IDENTITY) {
            faults.reads().partialListing(records);
        }
    }

    /** In a ring another pair may have brought the same record to this side when the late one lands. */
    private static void delayPastTimeout(Faults<?> faults, boolean ring, int nth) {
        if (!ring) {
            faults.writes().delayPastTimeout(nth);
        }
    }

    /**
     * Where a side tells no times, an old state that somebody left is as good as a new one; and in a ring another pair may have
     * written what is old to this one.
     */
    private static void deliverLate(Faults<?> faults, Scenery.Kind kind, boolean ring, String id, int statesBack) {
        if (kind != Scenery.Kind.WITHOUT_TIMES && !ring) {
            faults.reads().deliverLate(id, statesBack);
        }
    }

    /** A side that calls absence a proof is believed. */
    private static void tellRemoved(Faults<?> faults, Scenery.Kind kind, String id) {
        if (kind != Scenery.Kind.SNAPSHOTS) {
            faults.reads().tellRemoved(id);
        }
    }

    /** In a ring a pair's first listing may hold records that it never saw. */
    private static void lie(Faults<?> faults, boolean impossible) {
        if (!impossible) {
            faults.reads().emptyListing();
        }
    }

    /** In a ring a third side's pair may bring the record that stands here unread: nobody could know that. */
    private static void hideContent(Faults<?> faults, String id, boolean impossible) {
        if (!impossible) {
            faults.reads().unreadable(id, "it cannot be read (simulated)");
        }
    }

    /** Ends it, and lets arrive what was on its way. */
    static void end(InMemoryReplica<?> side) {
        side.faults().clear();
        side.faults().writes().land();
    }
}
