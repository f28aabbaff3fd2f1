package io.kalends.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;

/** What a sync costs as calendars grow: the first run, runs with few changes, runs without any, and the heap. */
final class Scale {

    private static final int EDITS = 10;
    private static final int ROUNDS = 15;

    private final Sizes sizes;
    private final PrintStream out;

    Scale(Sizes sizes, PrintStream out) {
        this.sizes = sizes;
        this.out = out;
    }

    /**
     * How many events each part takes.
     *
     * @param warmUp a first sync that is not measured
     * @param large the first sync that is measured, and the larger of two settled calendars
     * @param small the smaller one
     * @param heap the first sync in a small heap
     */
    record Sizes(int warmUp, int large, int small, int heap) {
        static final Sizes FULL = new Sizes(20_000, 100_000, 1_000, 1_000_000);
    }

    ScaleResult measure() throws IOException, InterruptedException {
        warmUp();
        try (SyncedPair large = new SyncedPair(sizes.large());
                SyncedPair small = new SyncedPair(sizes.small())) {
            double first = first(large);
            small.first();
            double delta = delta(large, small);
            SyncedPair.Cost noop = noop(large, small);
            int heap = new HeapSearch(sizes.heap(), out).smallest();
            return new ScaleResult(first, delta, noop.requests(), noop.storeCalls(), heap);
        }
    }

    private void warmUp() throws IOException {
        try (SyncedPair pair = new SyncedPair(sizes.warmUp())) {
            pair.first();
            raw(pair, sizes.warmUp());
        }
    }

    private double first(SyncedPair large) throws IOException {
        long synced = large.first().nanos();
        long bytes = large.database().bytes();
        long inserted = raw(large, sizes.large());
        out.printf(
                "first sync of %,d events: %,d ms (database: %,d KB); their link rows alone, in batches of %d: %,d ms%n",
                sizes.large(), millis(synced), bytes / 1024, SyncedPair.BATCH, millis(inserted));
        return (double) synced / inserted;
    }

    private static long raw(SyncedPair pair, int events) throws IOException {
        try {
            return RawInsert.of(pair.database(), events).nanos(SyncedPair.BATCH);
        } catch (SQLException e) {
            throw new IOException("the rows of the table of links could not be copied", e);
        }
    }

    private double delta(SyncedPair large, SyncedPair small) {
        long[] ofLarge = new long[ROUNDS];
        long[] ofSmall = new long[ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            // Taken in turns, so that what else the machine does falls on both; the first half only warms up.
            long inLarge = large.afterEdits(EDITS).nanos();
            long inSmall = small.afterEdits(EDITS).nanos();
            if (round >= 0) {
                ofLarge[round] = inLarge;
                ofSmall[round] = inSmall;
            }
        }
        out.printf(
                "%d changes, median of %d: %,d µs on %,d links, %,d µs on %,d%n",
                EDITS, ROUNDS, median(ofLarge) / 1000, sizes.large(), median(ofSmall) / 1000, sizes.small());
        return (double) median(ofLarge) / median(ofSmall);
    }

    private SyncedPair.Cost noop(SyncedPair large, SyncedPair small) {
        SyncedPair.Cost inLarge = large.afterEdits(0);
        SyncedPair.Cost inSmall = small.afterEdits(0);
        out.printf(
                "no change: %,d µs, %d requests, %d store calls on %,d links; %,d µs, %d, %d on %,d%n",
                inLarge.nanos() / 1000,
                inLarge.requests(),
                inLarge.storeCalls(),
                sizes.large(),
                inSmall.nanos() / 1000,
                inSmall.requests(),
                inSmall.storeCalls(),
                sizes.small());
        if (inLarge.requests() != inSmall.requests() || inLarge.storeCalls() != inSmall.storeCalls()) {
            throw new IllegalStateException("a run without changes asks for more the more links there are: " + inLarge
                    + " on " + sizes.large() + ", " + inSmall + " on " + sizes.small());
        }
        return inLarge;
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
