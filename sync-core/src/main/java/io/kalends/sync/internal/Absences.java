package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.SideProgress;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a complete listing did not show: gone, once that is confirmed or the source vouches for it; or a lie of the listing. */
final class Absences<R> {

    private static final int BATCH = 500;

    private final RunContext<R> run;
    private final Set<Side> lied = EnumSet.noneOf(Side.class);
    private final Set<Side> saidNothing = EnumSet.noneOf(Side.class);

    Absences(RunContext<R> run) {
        this.run = run;
    }

    /** Sides whose records are known: all of them were listed, and not by an empty list though some are there. */
    Set<Side> listed() {
        Set<Side> listed = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            if (run.state().on(side).listedAt() != null && !saidNothing.contains(side)) {
                listed.add(side);
            }
        }
        return listed;
    }

    /**
     * Whether a listing of this run left out records that are there, or showed some that cannot be read: then a record that it
     * does not show may be there too.
     */
    boolean lied(Side side) {
        return lied.contains(side);
    }

    /** Notes such a listing. */
    void lies(Side side) {
        lied.add(side);
    }

    /**
     * Looks for what a listing did not show, and closes the listing.
     *
     * @param proof whether the source vouches for absence
     * @param empty whether the listing showed nothing at all
     */
    void sweep(Side side, SideProgress.Listing listing, boolean proof, boolean empty) {
        String after = null;
        List<Link> unseen;
        do {
            unseen = run.store().unseen(run.pairId(), side, listing.generation(), after, BATCH);
            Map<String, Link> missing = new LinkedHashMap<>();
            for (Link link : unseen) {
                after = link.id();
                missing.put(link.on(side).orElseThrow().id(), link);
            }
            if (proof) {
                Changes changes = new Changes();
                missing.values().forEach(link -> changes.put(run.observer().missing(link, side, run.now())));
                run.commit(changes);
            } else if (anyIsThere(side, run.fetchAndStore(side, missing).values())) {
                lied.add(side);
                if (empty) {
                    saidNothing.add(side);
                }
            }
        } while (unseen.size() == BATCH);
        SideProgress progress = run.state().on(side);
        run.commit(new Changes().state(run.state().with(side, progress.at(progress.committed(), null))));
    }

    private static boolean anyIsThere(Side side, Collection<Link> links) {
        return links.stream()
                .flatMap(link -> link.on(side).stream())
                .anyMatch(half -> half.presence() == Presence.PRESENT);
    }
}
