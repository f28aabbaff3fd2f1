package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import org.jspecify.annotations.Nullable;

/** What is at hand of a link's content; only what the planner asks for is loaded. */
record Contents<R>(@Nullable Versioned<R> left, @Nullable Versioned<R> right) {

    static <R> Contents<R> none() {
        return new Contents<>(null, null);
    }

    @Nullable
    Versioned<R> on(Side side) {
        return side == Side.LEFT ? left : right;
    }
}
