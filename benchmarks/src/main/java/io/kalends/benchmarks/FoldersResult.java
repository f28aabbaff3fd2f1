package io.kalends.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@link Folders} came to: our times as multiples of the other program's.
 *
 * @param first the first sync
 * @param noop a run without changes
 * @param delta a run with few
 */
record FoldersResult(double first, double noop, double delta) implements Result {

    private static final double LIMIT = 0.5;

    @Override
    public String line() {
        return String.format(Locale.ROOT, "folders: first=%.2f noop=%.2f delta10=%.2f", first, noop, delta);
    }

    @Override
    public List<String> missed() {
        List<String> missed = new ArrayList<>();
        ScaleResult.atMost(missed, "first", first, LIMIT);
        ScaleResult.atMost(missed, "noop", noop, LIMIT);
        ScaleResult.atMost(missed, "delta10", delta, LIMIT);
        return missed;
    }
}
