package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.SideProgress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds that a pair's id was given another collection on a side, as when a user picks another calendar. That is another life
 * of the pair: nothing that was known of the former collection counts, nothing is deleted for it, and everything is planned
 * again by the first-sync rule.
 */
final class OtherCollections<R> {

    private static final int BATCH = 500;

    private final RunContext<R> run;
    private final Set<Side> other = EnumSet.noneOf(Side.class);

    OtherCollections(RunContext<R> run) {
        this.run = run;
        for (Side side : Side.values()) {
            String known = run.state().on(side).collection();
            if (known != null && !known.equals(run.rules().collection(side))) {
                other.add(side);
            }
        }
    }

    /** Whether there are any. */
    boolean met() {
        return !other.isEmpty();
    }

    /** Says so in the report, or the plan. */
    void tell() {
        for (Side side : other) {
            run.log()
                    .did(Step.ofSide(
                            Action.BEGIN_ANEW,
                            side,
                            "the pair's " + side.label() + " side is another collection than before, now "
                                    + run.rules().pair().on(side).id()
                                    + ": nothing is deleted for it, and the first-sync rule holds again"));
        }
        if (met()) {
            tellWhatLapses();
        }
    }

    /** Takes note of what the sides are, and begins anew where they were others. */
    void beginAnew() {
        tell();
        for (Side side : other) {
            forget(side);
        }
        for (Side side : Side.values()) {
            SideProgress progress = run.state().on(side);
            String collection = run.rules().collection(side);
            if (other.contains(side)) {
                run.commit(new Changes().state(run.state().with(side, SideProgress.of(collection))));
            } else if (progress.collection() == null) {
                run.commit(new Changes().state(run.state().with(side, progress.known(collection))));
            }
        }
    }

    /** What somebody was to decide about two versions is no question any more; both stay kept. */
    private void tellWhatLapses() {
        String after = null;
        List<Link> conflicts;
        do {
            conflicts = run.store().list(run.pairId(), LinkStatus.CONFLICT, after, BATCH);
            for (Link link : conflicts) {
                after = link.id();
                String why = "its conflict was with the former collection and lapses; both versions stay kept";
                run.log().did(Action.LEAVE, other.iterator().next(), link, Set.of(), why);
            }
        } while (conflicts.size() == BATCH);
    }

    /** The halves of the former collection's records; what stands on the other side stays known, with its kept versions. */
    private void forget(Side side) {
        String after = null;
        List<Link> links;
        do {
            links = run.store().list(run.pairId(), null, after, BATCH);
            Changes changes = new Changes();
            for (Link link : links) {
                after = link.id();
                Observation across = link.on(side.other()).orElse(null);
                if (across == null) {
                    changes.forget(link.id());
                    continue;
                }
                if (link.status() == LinkStatus.CONFLICT) {
                    changes.closeConflict(link.id());
                }
                if (!across.isThere() && across.presence() == Presence.DELETED) {
                    // What was kept of it stays as long as that of any deleted record.
                    changes.put(link.change()
                            .on(side, null)
                            .intent(null)
                            .status(LinkStatus.DELETED)
                            .due(null)
                            .unburdened()
                            .build());
                    continue;
                }
                changes.put(link.change()
                        .on(side, null)
                        .agreement(null)
                        .intent(null)
                        .nextLife()
                        .swings(Link.Swings.NONE)
                        .syncedAt(null)
                        .status(LinkStatus.PENDING)
                        .due(Observer.AT_ONCE)
                        .unburdened()
                        .build());
            }
            run.commit(changes);
        } while (links.size() == BATCH);
    }
}
