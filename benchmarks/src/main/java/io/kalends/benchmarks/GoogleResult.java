package io.kalends.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@link Google} came to, in HTTP calls.
 *
 * @param first a first sync into an empty calendar
 * @param noop a run without changes
 * @param delta a run with few
 * @param pushMillis the 99th percentile from an edit at Google to the app's row; reported, without a target
 */
record GoogleResult(long first, long noop, long delta, long pushMillis) implements Result {

    /** One list, 200 batches of 50, and room for five more. */
    private static final long MOST_AT_FIRST = 206;

    private static final long MOST_WITHOUT_CHANGES = 1;

    private static final long MOST_WITH_CHANGES = 2;

    @Override
    public String line() {
        return String.format(
                Locale.ROOT, "google: first=%d noop=%d delta10=%d push_ms=%d", first, noop, delta, pushMillis);
    }

    @Override
    public List<String> missed() {
        List<String> missed = new ArrayList<>();
        atMost(missed, "first", first, MOST_AT_FIRST);
        atMost(missed, "noop", noop, MOST_WITHOUT_CHANGES);
        atMost(missed, "delta10", delta, MOST_WITH_CHANGES);
        return missed;
    }

    private static void atMost(List<String> missed, String what, long measured, long target) {
        if (measured > target) {
            missed.add(what + " is " + measured + ", the target is at most " + target);
        }
    }
}
