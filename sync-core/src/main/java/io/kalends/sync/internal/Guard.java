package io.kalends.sync.internal;

import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.PairState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts a pair's removals over 24 hours. No I/O. */
final class Guard {

    private static final Duration SPAN = Duration.ofHours(24);

    private Guard() {}

    /** The removals of the last 24 hours; a clock that was set back does not make them older. */
    static List<PairState.Removals> recent(PairState state, Instant now) {
        return state.removals().stream()
                .filter(removals -> removals.at().isAfter(now.minus(SPAN)))
                .toList();
    }

    static long count(List<PairState.Removals> removals) {
        return removals.stream().mapToLong(PairState.Removals::count).sum();
    }

    static List<PairState.Removals> with(List<PairState.Removals> recent, Instant now, int count) {
        List<PairState.Removals> more = new ArrayList<>(recent);
        more.add(new PairState.Removals(now, count));
        return more;
    }

    /** How many records the pair links: all but those on one side and those deleted. */
    static long linked(Map<LinkStatus, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey() != LinkStatus.LOCAL_ONLY && entry.getKey() != LinkStatus.DELETED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
