package io.kalends.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@link Scale} came to.
 *
 * @param first a first sync's time, as a multiple of inserting its link rows
 * @param delta a run's time with few changes on many links, as a multiple of the same on few
 * @param noopRequests calls to the sources in a run without changes
 * @param noopStoreCalls calls to the store in a run without changes
 * @param heapMegabytes the smallest heap that a large first sync passes with
 */
record ScaleResult(double first, double delta, int noopRequests, int noopStoreCalls, int heapMegabytes)
        implements Result {

    @Override
    public String line() {
        return String.format(
                Locale.ROOT,
                "scale: first=%.2f delta=%.2f noop_requests=%d noop_store_calls=%d heap_mb=%d",
                first,
                delta,
                noopRequests,
                noopStoreCalls,
                heapMegabytes);
    }

    @Override
    public List<String> missed() {
        List<String> missed = new ArrayList<>();
        atMost(missed, "first", first, 3);
        atMost(missed, "delta", delta, 1.5);
        atMost(missed, "noop_requests", noopRequests, 2);
        atMost(missed, "noop_store_calls", noopStoreCalls, 6);
        atMost(missed, "heap_mb", heapMegabytes, 256);
        return missed;
    }

    static void atMost(List<String> missed, String what, double measured, double limit) {
        if (measured > limit) {
            missed.add(String.format(Locale.ROOT, "%s is %.2f, the target is at most %.2f", what, measured, limit));
        }
    }
}
