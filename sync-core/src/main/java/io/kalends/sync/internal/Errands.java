package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Request;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Records that a notification names during a long run, synced between two of its batches: a first sync of hours holds up
 * nobody's appointment of today.
 */
final class Errands<R> {

    private final RunContext<R> run;
    private final Reader<R> reader;
    private final Batch<R> batch;
    private final Recovery<R> recovery;
    private final boolean alone;

    /** @param alone whether the run reads nothing else, so that a side is read for what is to be created there */
    Errands(RunContext<R> run, Reader<R> reader, Batch<R> batch, Recovery<R> recovery, boolean alone) {
        this.run = run;
        this.reader = reader;
        this.batch = batch;
        this.recovery = recovery;
        this.alone = alone;
    }

    /** Costs one call of the store where nothing was asked for. */
    void serve() {
        if (run.dryRun() || listed().isEmpty()) {
            return;
        }
        for (Request request : run.store().requests(run.pairId())) {
            if (request.kind() == Request.Kind.RECORD) {
                List<Link> due = reader.readOne(request.side(), request.recordId());
                Set<Side> listed = listedFor(due);
                batch.process(due, listed, Batch.View.AHEAD);
                // Of a side that is not listed yet the run itself plans more, later on.
                if (listed.containsAll(EnumSet.allOf(Side.class))) {
                    run.commit(new Changes().done(request));
                }
            }
        }
    }

    /** Without sides that may hold one of these already, unseen since the run before: there nothing is created. */
    Set<Side> listedFor(Collection<Link> links) {
        Set<Side> listed = listed();
        listed.removeIf(side -> links.stream().anyMatch(link -> link.on(side).isEmpty()) && !isRead(side));
        return listed;
    }

    private boolean isRead(Side side) {
        return reader.hasRead(side) || (alone && reader.read(side, false, recovery.listedSince(side), page -> {}));
    }

    /** Sides whose records are all known, but for creates that nobody knows the outcome of. */
    private Set<Side> listed() {
        Set<Side> listed = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            if (run.state().on(side).listedAt() != null && !recovery.mustList(side)) {
                listed.add(side);
            }
        }
        return listed;
    }
}
