package io.kalends.sync.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of time a record covers. Days and floating times have no instant of their own: who makes an extent of them
 * takes the widest reading, so that a window never cuts off what might lie inside.
 *
 * @param start the first instant, inclusive
 * @param end the end, exclusive; {@code null} for a series without one
 */
public record Extent(Instant start, @Nullable Instant end) {

    public Extent {
        requireNonNull(start, "start");
        if (end != null && end.isBefore(start)) {
            throw new IllegalArgumentException("an extent ends before it starts: " + start + " to " + end);
        }
    }

    /** Whether any part lies in {@code [from, to)}. */
    public boolean overlaps(Instant from, Instant to) {
        return start.isBefore(to) && (end == null || end.isAfter(from) || (end.equals(start) && !start.isBefore(from)));
    }
}
