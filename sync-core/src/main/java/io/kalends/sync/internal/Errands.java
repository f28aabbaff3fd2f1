package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Request;
import java.util.EnumSet;
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

    Errands(RunContext<R> run, Reader<R> reader, Batch<R> batch, Recovery<R> recovery) {
        this.run = run;
        this.reader = reader;
        this.batch = batch;
        this.recovery = recovery;
    }

    /** Costs one call of the store where nothing was asked for. */
    void serve() {
        Set<Side> listed = listed();
        if (run.dryRun() || listed.isEmpty()) {
            return;
        }
        for (Request request : run.store().requests(run.pairId())) {
            if (request.kind() == Request.Kind.RECORD) {
                batch.process(reader.readOne(request.side(), request.recordId()), listed, Batch.View.AHEAD);
                // Of a side that is not listed yet the run itself plans more, later on.
                if (listed.containsAll(EnumSet.allOf(Side.class))) {
                    run.commit(new Changes().done(request));
                }
            }
        }
    }

    /** Sides whose records are all known, but for creates that nobody knows the outcome of. */
    Set<Side> listed() {
        Set<Side> listed = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            if (run.state().on(side).listedAt() != null && !recovery.mustList(side)) {
                listed.add(side);
            }
        }
        return listed;
    }
}
