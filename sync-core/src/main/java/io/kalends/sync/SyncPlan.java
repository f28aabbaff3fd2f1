package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do now. Made by the same function that a run uses.
 *
 * @param pair the pair's id
 * @param steps what would be done, in order, at most {@value SyncReport#MAX_STEPS}
 * @param tally how many steps of each kind, all of them
 * @param approval names the removals that would be held, to be given to {@link SyncEngine#approve}; {@code null} for none
 */
public record SyncPlan(
        String pair,
        List<Step> steps,
        Tally tally,
        @Nullable String approval) {

    public SyncPlan {
        requireNonNull(pair, "pair");
        steps = List.copyOf(steps);
        requireNonNull(tally, "tally");
    }

    /** What would be held, if anything. */
    public Optional<String> heldUnder() {
        return Optional.ofNullable(approval);
    }

    /** The plan for people: a line a side, a line a step. */
    public String describe() {
        return ReportText.of("plan for " + pair, steps, tally, approval, "");
    }

    @Override
    public String toString() {
        return "SyncPlan[" + pair + ": left " + tally.describe(Side.LEFT) + "; right " + tally.describe(Side.RIGHT)
                + "]";
    }
}
