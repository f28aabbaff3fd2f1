package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.store.Link;
import java.util.ArrayList;
import java.util.List;

/** Makes the writes of a merge, right side first, and tells what a side will not hold of them. */
record Updates<R>(Jobs<R> jobs, Shortfalls<R> shortfalls) {

    List<Job<R>> of(Link link, Decision.Merge<R> merge, Contents<R> contents) {
        List<Job<R>> updates = new ArrayList<>();
        for (Side side : List.of(Side.RIGHT, Side.LEFT)) {
            if (!merge.writesTo(side).isEmpty()) {
                Versioned<R> source = contents.on(side.other());
                if (source != null) {
                    shortfalls.ofUpdate(link, side, source.record(), merge.writesTo(side));
                }
                updates.add(jobs.update(link, side, merge, contents));
            }
        }
        return updates;
    }
}
