package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.testkit.SettableClock;
import io.kalends.testkit.contract.ReplicaContract;
import io.kalends.testkit.contract.ReplicaHarness;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/** A file keeps the contract of replicas. */
class IcsFileContractTest extends ReplicaContract<CalendarEvent> {

    @TempDir
    static Path folder;

    private static final AtomicInteger FILES = new AtomicInteger();

    @Override
    protected ReplicaHarness<CalendarEvent> open() {
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        Path path = folder.resolve("calendar-" + FILES.incrementAndGet() + ".ics");
        return new EditedCalendar(() -> file(path, clock), file(path, clock), clock, path);
    }

    private static IcsFile file(Path path, SettableClock clock) {
        return new IcsFile(new AtomicFile(path, AtomicFile.Disk.REAL), ZoneOffset.UTC, clock);
    }
}
