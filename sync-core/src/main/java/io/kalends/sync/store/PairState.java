package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a pair as a whole.
 *
 * @param left how far the left side has been read
 * @param right how far the right side has been read
 * @param rules fingerprint of the rules of the last complete run; 0 before it
 * @param mapping fingerprint of the mapping versions of the last complete run
 * @param clean whether the last run ended in order; if not, open intents are looked for
 * @param removals removals made lately, for the guard
 * @param lastRunAt when the last run ended; {@code null} for never
 * @param lastSuccessAt when the last run without an error ended
 * @param lastFullAt when the last full run ended
 * @param lastError what stopped the last run; {@code null} if nothing did
 */
public record PairState(
        SideProgress left,
        SideProgress right,
        long rules,
        long mapping,
        boolean clean,
        List<Removals> removals,
        @Nullable Instant lastRunAt,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFullAt,
        @Nullable Problem lastError) {

    public static final PairState NEW =
            new PairState(SideProgress.NONE, SideProgress.NONE, 0, 0, true, List.of(), null, null, null, null);

    public PairState {
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        removals = List.copyOf(removals);
    }

    /**
     * Removals of one run.
     *
     * @param at when
     * @param count how many records
     */
    public record Removals(Instant at, int count) {}

    public SideProgress on(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /** The same with another progress of one side. */
    public PairState with(Side side, SideProgress progress) {
        return new PairState(
                side == Side.LEFT ? progress : left,
                side == Side.RIGHT ? progress : right,
                rules,
                mapping,
                clean,
                removals,
                lastRunAt,
                lastSuccessAt,
                lastFullAt,
                lastError);
    }

    public PairState withRemovals(List<Removals> removals) {
        return new PairState(
                left, right, rules, mapping, clean, removals, lastRunAt, lastSuccessAt, lastFullAt, lastError);
    }

    /** A run under way: until it ends in order, open intents may be left behind. */
    public PairState begun() {
        return new PairState(
                left, right, rules, mapping, false, removals, lastRunAt, lastSuccessAt, lastFullAt, lastError);
    }

    /**
     * A run that ended in order.
     *
     * @param clean whether it left no intent open
     */
    public PairState ended(long rules, long mapping, Instant at, boolean full, boolean clean) {
        return new PairState(left, right, rules, mapping, clean, removals, at, at, full ? at : lastFullAt, null);
    }

    /** Nothing is left of the pair's first sync. */
    public PairState met() {
        return with(Side.LEFT, left.met()).with(Side.RIGHT, right.met());
    }

    /** No intent is open. */
    public PairState inOrder() {
        return new PairState(
                left, right, rules, mapping, true, removals, lastRunAt, lastSuccessAt, lastFullAt, lastError);
    }

    /** A run that an error stopped. */
    public PairState failed(Instant at, Problem error) {
        return new PairState(left, right, rules, mapping, clean, removals, at, lastSuccessAt, lastFullAt, error);
    }
}
