package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.testkit.SettableClock;
import io.kalends.testkit.contract.ReplicaContract;
import io.kalends.testkit.contract.ReplicaHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.io.TempDir;

/** A folder keeps the contract of replicas. */
class IcsFolderContractTest extends ReplicaContract<CalendarEvent> {

    @TempDir
    static Path parent;

    @Override
    protected ReplicaHarness<CalendarEvent> open() {
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        try {
            Path path = Files.createTempDirectory(parent, "folder");
            return new EditedCalendar(() -> folder(path, clock), folder(path, clock), clock, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IcsFolder folder(Path path, SettableClock clock) {
        return new IcsFolder(path, AtomicFile.Disk.REAL, ZoneOffset.UTC, clock);
    }
}
