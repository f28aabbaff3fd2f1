package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a run would do now. Made by the same function that a run uses.
 *
 * @param pair the pair's id
 * @param steps what would be done, in order, at most {@value SyncReport#MAX_STEPS}
 * @param tally how many steps of each kind, all of them
 * @param standing how the pair's records stand now, and what is held or would be
 */
public record SyncPlan(String pair, List<Step> steps, Tally tally, Standing standing) {

    public SyncPlan {
        requireNonNull(pair, "pair");
        steps = List.copyOf(steps);
        requireNonNull(tally, "tally");
        requireNonNull(standing, "standing");
    }

    /** Names what is held or would be: each is to be given to {@link SyncEngine#approve}. */
    public List<String> heldUnder() {
        return standing.approvals();
    }

    /** The plan for people: a line a side, a line a step. */
    public String describe() {
        return ReportText.of("plan for " + pair, steps, tally, standing, "");
    }

    @Override
    public String toString() {
        return "SyncPlan[" + pair + ": left " + tally.describe(Side.LEFT) + "; right " + tally.describe(Side.RIGHT)
                + "]";
    }
}
