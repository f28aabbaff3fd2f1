package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A run, as a listener is told of it.
 *
 * @param pair the pair's id
 * @param left the provider of the left side, {@code "google"}
 * @param right the provider of the right side
 * @param mode how much it reads
 * @param trigger why it is made
 * @param only the side of the one record that it is about; {@code null} for a whole run
 */
public record SyncRun(
        String pair,
        String left,
        String right,
        Mode mode,
        Trigger trigger,
        @Nullable Side only) {

    public SyncRun {
        requireNonNull(pair, "pair");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        requireNonNull(mode, "mode");
        requireNonNull(trigger, "trigger");
    }

    /** The provider of a side. */
    public String provider(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /** Whether it is about one record alone. */
    public boolean isOfOneRecord() {
        return only != null;
    }
}
