package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of time a pair keeps in sync. Leaving it is not a deletion: a record outside is left as it is on both sides.
 * A window around now moves once a day, at midnight UTC.
 */
public final class SyncWindow {

    private static final SyncWindow UNLIMITED = new SyncWindow(null, null, null, null);

    private final @Nullable Period back;
    private final @Nullable Period ahead;
    private final @Nullable Instant from;
    private final @Nullable Instant to;

    private SyncWindow(@Nullable Period back, @Nullable Period ahead, @Nullable Instant from, @Nullable Instant to) {
        this.back = back;
        this.ahead = ahead;
        this.from = from;
        this.to = to;
    }

    /** All of time. */
    public static SyncWindow unlimited() {
        return UNLIMITED;
    }

    /** From so long before today until so long after it. */
    public static SyncWindow around(Period back, Period ahead) {
        if (back.isNegative() || ahead.isNegative()) {
            throw new IllegalArgumentException(
                    "a window reaches back and ahead by positive periods, not " + back + " and " + ahead);
        }
        return new SyncWindow(back, ahead, null, null);
    }

    /** Between two fixed instants, the second exclusive. */
    public static SyncWindow between(Instant from, Instant to) {
        if (!requireNonNull(from, "from").isBefore(requireNonNull(to, "to"))) {
            throw new IllegalArgumentException("a window starts before it ends, not " + from + " to " + to);
        }
        return new SyncWindow(null, null, from, to);
    }

    /** The range at a moment; empty bounds for an unlimited window. */
    public Range at(Instant now) {
        if (back == null || ahead == null) {
            return new Range(from, to);
        }
        var today = now.truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC);
        return new Range(
                today.minus(back).toInstant(), today.plus(ahead).plusDays(1).toInstant());
    }

    /**
     * A window at a moment.
     *
     * @param from the first instant; {@code null} for no limit
     * @param to the end, exclusive; {@code null} for no limit
     */
    public record Range(@Nullable Instant from, @Nullable Instant to) {}

    @Override
    public String toString() {
        if (back != null) {
            return "SyncWindow[" + back + " back, " + ahead + " ahead]";
        }
        return from == null ? "SyncWindow[unlimited]" : "SyncWindow[" + from + " to " + to + "]";
    }
}
