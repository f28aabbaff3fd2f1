package io.kalends.provider.ics.internal;

import io.kalends.sync.Write;
import io.kalends.testkit.EventSamples;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** A program that adds events to a file, one by one; run twice at once by a test. */
final class ManyWrites {

    static final int COUNT = 25;

    private ManyWrites() {}

    public static void main(String... args) {
        IcsFile file =
                new IcsFile(new AtomicFile(Path.of(args[0]), AtomicFile.Disk.REAL), ZoneOffset.UTC, Clock.systemUTC());
        int from = Integer.parseInt(args[1]);
        for (int n = from; n < from + COUNT; n++) {
            file.write(List.of(new Write.Create<>("key-" + n, EventSamples.meeting(n), null, "origin-" + n, null)));
        }
    }
}
