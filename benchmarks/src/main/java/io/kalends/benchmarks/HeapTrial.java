package io.kalends.benchmarks;

import java.io.IOException;

/** One first sync of so many events, to be started with a small heap. */
public final class HeapTrial {

    private HeapTrial() {}

    /**
     * Syncs; the exit status is 0 only if every event came across.
     *
     * @param args how many events
     */
    public static void main(String[] args) throws IOException {
        try (SyncedPair pair = new SyncedPair(Integer.parseInt(args[0]))) {
            pair.first();
        }
    }
}
