package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;

/**
 * A side of a pair.
 *
 * @param pair the pair's id
 * @param side which of its sides
 */
public record PairSide(String pair, Side side) {

    public PairSide {
        requireNonNull(pair, "pair");
        requireNonNull(side, "side");
    }
}
