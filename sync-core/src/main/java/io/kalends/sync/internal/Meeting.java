package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A record's two versions that are brought together.
 *
 * @param base what they last agreed on; {@code null} if they never did, or if that does not count
 * @param merge gathers what it comes to
 */
record Meeting<R>(
        Observation left, Observation right, @Nullable Agreement base, Contents<R> contents, MergeBuilder<R> merge) {

    Observation on(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /** A version whose content is at hand. */
    R record(Side side) {
        return requireNonNull(contents.on(side)).record();
    }

    /** The same, as if they had never agreed. */
    Meeting<R> forTheFirstTime() {
        return new Meeting<>(left, right, null, contents, merge);
    }
}
