package io.kalends.sync;

import io.kalends.sync.store.LinkStatus;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a pair's records stand once a run is over, whichever run brought them there.
 *
 * @param counts how many records there are of each status
 * @param approvals names what is held, oldest first, each to be given to {@link SyncEngine#approve}
 */
public record Standing(Map<LinkStatus, Long> counts, List<String> approvals) {

    private static final List<LinkStatus> OPEN =
            List.of(LinkStatus.FAILED, LinkStatus.CONFLICT, LinkStatus.HELD, LinkStatus.PENDING);

    public Standing {
        Map<LinkStatus, Long> copy = new EnumMap<>(LinkStatus.class);
        copy.putAll(counts);
        counts = Map.copyOf(copy);
        approvals = List.copyOf(approvals);
    }

    /** Of a pair that nobody looked at. */
    public static Standing unknown() {
        return new Standing(Map.of(), List.of());
    }

    /** How many records have this status. */
    public long count(LinkStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    /** "2 failed, 1 pending": what is not at rest; empty if everything is. */
    String describe() {
        Map<LinkStatus, Long> open = new LinkedHashMap<>();
        OPEN.stream().filter(status -> count(status) > 0).forEach(status -> open.put(status, count(status)));
        return open.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
