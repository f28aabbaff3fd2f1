package io.kalends.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Two folders of .ics files, one of them empty at first, kept in sync by this library and by another program.
 *
 * <p>The start of the JVM is left out, as that of the other program is: what counts is our last round, after rounds of the
 * same size in which the JVM loaded and compiled the code. What the first of these took is printed too.
 */
final class Folders {

    /** How many events one folder holds at first. */
    static final int EVENTS = 10_000;

    private static final int WARM_UPS = 4;
    private static final int EDITS = 10;
    private static final int ROUNDS = 5;

    private final int events;
    private final FolderSync other;
    private final PrintStream out;

    Folders(int events, FolderSync other, PrintStream out) {
        this.events = events;
        this.other = other;
        this.out = out;
    }

    /** What one program took, in nanoseconds. */
    record Times(long first, long noop, long delta) {}

    FoldersResult measure() throws IOException, InterruptedException {
        // Removed at the end: ext4 makes new files slowly for a while after many were removed.
        Path parent = Files.createTempDirectory("kalends-folders");
        try {
            for (int round = 1; round <= WARM_UPS; round++) {
                ours("warm-up " + round + " of ours", parent);
            }
            Times ours = ours("ours", parent);
            Times theirs = times("theirs", parent, other);
            return new FoldersResult(
                    (double) ours.first() / theirs.first(),
                    (double) ours.noop() / theirs.noop(),
                    (double) ours.delta() / theirs.delta());
        } finally {
            StateDatabase.remove(parent);
        }
    }

    private Times ours(String whose, Path parent) throws IOException, InterruptedException {
        try (StateDatabase database = StateDatabase.create()) {
            return times(whose, parent, new OwnFolderSync(database));
        }
    }

    private Times times(String whose, Path parent, FolderSync sync) throws IOException, InterruptedException {
        Path both = Files.createTempDirectory(parent, "both");
        EventFolder left = EventFolder.in(both, "left");
        EventFolder right = EventFolder.in(both, "right");
        right.fill(events);
        long first = sync.nanos(left, right);
        require(events, left.files(), "files after the first sync");
        // Once unmeasured: some programs look at what they wrote themselves.
        sync.nanos(left, right);
        long[] noops = new long[ROUNDS];
        long[] deltas = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            noops[round] = sync.nanos(left, right);
        }
        for (int round = 0; round < ROUNDS; round++) {
            right.edit(EDITS, events, round + 1);
            deltas[round] = sync.nanos(left, right);
            require(EDITS, left.saying(round + 1), "edits that came across");
            sync.nanos(left, right);
        }
        Times times = new Times(first, median(noops), median(deltas));
        out.printf(
                "%s, %,d events: first sync %,d ms; median of %d: no change %,d ms, %d changes %,d ms%n",
                whose,
                events,
                times.first() / 1_000_000,
                ROUNDS,
                times.noop() / 1_000_000,
                EDITS,
                times.delta() / 1_000_000);
        return times;
    }

    private static void require(long wanted, long counted, String what) {
        if (wanted != counted) {
            throw new IllegalStateException("there were to be " + wanted + " " + what + ", there are " + counted);
        }
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
