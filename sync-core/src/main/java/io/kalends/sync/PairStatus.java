package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Problem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a pair stands.
 *
 * @param pair the pair's id
 * @param counts how many records there are of each status
 * @param lastRunAt when the last run ended; {@code null} for never
 * @param lastSuccessAt when the last run without an error ended
 * @param lastFullAt when the last full run ended
 * @param lastError what stopped the last run; {@code null} if nothing did
 * @param stuck records that failed, are held, in conflict, or wait for something outside of them, at most 100: each says what, why, since when and what to do
 */
public record PairStatus(
        String pair,
        Map<LinkStatus, Long> counts,
        @Nullable Instant lastRunAt,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFullAt,
        @Nullable Problem lastError,
        List<Link> stuck) {

    public PairStatus {
        requireNonNull(pair, "pair");
        Map<LinkStatus, Long> copy = new EnumMap<>(LinkStatus.class);
        copy.putAll(counts);
        counts = Map.copyOf(copy);
        stuck = List.copyOf(stuck);
    }

    /** How many records have this status. */
    public long count(LinkStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    /** What stopped the last run, if anything did. */
    public Optional<Problem> error() {
        return Optional.ofNullable(lastError);
    }
}
