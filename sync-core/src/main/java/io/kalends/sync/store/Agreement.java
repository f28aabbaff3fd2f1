package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.record.FieldStates;
import java.util.Set;

/**
 * What each side held, per field, when the two last agreed: the merge base, kept per side, because providers rewrite what
 * they are given.
 *
 * @param left the left half; of a side where the record was deleted, {@link FieldStates#none()}
 * @param right the right half
 * @param leftThere whether the record was there on the left
 * @param rightThere whether the record was there on the right
 * @param narrowedLeft fields whose right value the left side can hold only in part: edits of them on the left stay there
 * @param narrowedRight fields whose left value the right side can hold only in part
 * @param apart fields that were left to differ (a one-way pair, a rule that overwrites nothing): a later overwrite keeps
 *     the value that is lost
 */
public record Agreement(
        FieldStates left,
        FieldStates right,
        boolean leftThere,
        boolean rightThere,
        Set<String> narrowedLeft,
        Set<String> narrowedRight,
        Set<String> apart) {

    public Agreement {
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        narrowedLeft = Set.copyOf(narrowedLeft);
        narrowedRight = Set.copyOf(narrowedRight);
        apart = Set.copyOf(apart);
    }

    public FieldStates of(Side side) {
        return side == Side.LEFT ? left : right;
    }

    public boolean there(Side side) {
        return side == Side.LEFT ? leftThere : rightThere;
    }

    /** The same, with the record there on a side, or not. */
    public Agreement there(Side side, boolean there) {
        return new Agreement(
                left,
                right,
                side == Side.LEFT ? there : leftThere,
                side == Side.RIGHT ? there : rightThere,
                narrowedLeft,
                narrowedRight,
                apart);
    }

    /** The fields that {@code side} holds only in part. */
    public Set<String> narrowed(Side side) {
        return side == Side.LEFT ? narrowedLeft : narrowedRight;
    }
}
