package io.kalends.sync.push;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;

/**
 * A pair that a watched collection is a side of.
 *
 * @param pair the pair's id
 * @param side which side the collection is
 */
public record WatchedPair(String pair, Side side) {

    public WatchedPair {
        requireNonNull(pair, "pair");
        requireNonNull(side, "side");
    }

    /** The collection is the pair's right side, as foreign calendars usually are. */
    public static WatchedPair of(String pair) {
        return new WatchedPair(pair, Side.RIGHT);
    }
}
