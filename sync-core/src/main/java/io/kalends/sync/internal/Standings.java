package io.kalends.sync.internal;

import io.kalends.sync.Standing;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.SyncStateStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells how a pair's records stand: what waits for somebody is named by every report, not only by that of the run which met it. */
final class Standings {

    private static final int BATCH = 500;

    private Standings() {}

    /** @param planned the approval of what a dry run would hold; {@code null} for none */
    static Standing of(SyncStateStore store, String pair, @Nullable String planned) {
        Map<LinkStatus, Long> counts = store.counts(pair);
        Set<String> approvals =
                counts.getOrDefault(LinkStatus.HELD, 0L) > 0 ? held(store, pair) : new LinkedHashSet<>();
        if (planned != null) {
            approvals.add(planned);
        }
        return new Standing(counts, List.copyOf(approvals));
    }

    private static Set<String> held(SyncStateStore store, String pair) {
        Set<String> approvals = new LinkedHashSet<>();
        String after = null;
        List<Link> links;
        do {
            links = store.list(pair, LinkStatus.HELD, after, BATCH);
            for (Link link : links) {
                after = link.id();
                if (link.held() != null) {
                    approvals.add(link.held());
                }
            }
        } while (links.size() == BATCH);
        return approvals;
    }
}
