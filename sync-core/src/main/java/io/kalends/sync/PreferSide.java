package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** One side for everything. */
record PreferSide<R>(Side side) implements ConflictPolicy<R> {

    PreferSide {
        requireNonNull(side, "side");
    }

    @Override
    public Resolution<R> resolve(Conflict<R> conflict) {
        return Resolution.keep(side);
    }

    @Override
    public Optional<Side> winnerOf(String field) {
        return Optional.of(side);
    }
}
