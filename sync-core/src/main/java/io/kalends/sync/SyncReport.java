package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.store.LinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run did. It names records by their ids and never shows content.
 *
 * @param pair the pair's id
 * @param outcome how it ended
 * @param started when it began
 * @param took how long it took
 * @param steps what was done, in order, at most {@value #MAX_STEPS}; the listener is told of all
 * @param tally how many steps of each kind, all of them
 * @param left the calls made to the left side
 * @param right the calls made to the right side
 * @param standing how the pair's records stand now
 */
public record SyncReport(
        String pair,
        Outcome outcome,
        Instant started,
        Duration took,
        List<Step> steps,
        Tally tally,
        Requests left,
        Requests right,
        Standing standing) {

    /** How many steps a report holds at most. */
    public static final int MAX_STEPS = 1_000;

    public SyncReport {
        requireNonNull(pair, "pair");
        requireNonNull(outcome, "outcome");
        requireNonNull(started, "started");
        requireNonNull(took, "took");
        steps = List.copyOf(steps);
        requireNonNull(tally, "tally");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        requireNonNull(standing, "standing");
    }

    /** How a run ends. */
    public enum Outcome {
        /** Everything that could be done was done. */
        DONE,
        /** Another node runs the pair; it was asked to run once more. */
        BUSY,
        /**
         * The engine was closed, its budget was used up, or the one record that was to be synced waits for a whole run: the
         * rest is for the next run.
         */
        MORE
    }

    /** This report and that of the run right after it, in one: what was done by both, and how the second ended. */
    public SyncReport then(SyncReport next) {
        return new SyncReport(
                pair,
                next.outcome,
                started,
                Duration.between(started, next.started).plus(next.took),
                Stream.concat(steps.stream(), next.steps.stream())
                        .limit(MAX_STEPS)
                        .toList(),
                tally.plus(next.tally),
                left.plus(next.left),
                right.plus(next.right),
                next.standing);
    }

    /** Names what is held, by this run or an earlier one: each is to be given to {@link SyncEngine#approve}. */
    public List<String> heldUnder() {
        return standing.approvals();
    }

    /** Whether this run gave up on a record or could not read one, or an earlier run gave up on one that still waits. */
    public boolean hasFailures() {
        return standing.count(LinkStatus.FAILED) > 0
                || tally.count(Action.FAIL) > 0
                || tally.count(Action.UNREADABLE) > 0;
    }

    /** How many records were created, updated or deleted. */
    public int writes() {
        return tally.writes();
    }

    /** The report for people: a line a side, a line a step. */
    public String describe() {
        return ReportText.of(
                pair + ": "
                        + (outcome == Outcome.DONE
                                ? "done"
                                : outcome == Outcome.BUSY ? "busy elsewhere" : "more to do"),
                steps,
                tally,
                standing,
                "calls: left " + left + "; right " + right);
    }

    /** One line. */
    @Override
    public String toString() {
        return "SyncReport[" + pair + " " + outcome + ": left " + tally.describe(Side.LEFT) + "; right "
                + tally.describe(Side.RIGHT) + "; calls " + (left.total() + right.total()) + "]";
    }
}
