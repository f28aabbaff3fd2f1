package io.kalends.provider.ics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.UnknownProperty;
import io.kalends.sync.Replica;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app holds as unknown what has a name of its own in iCalendar: the file cannot hold it, and that is told. */
class KnownUnknownsTest {

    private static final UnknownProperty SUMMARY = UnknownProperty.of("SUMMARY", "another title");
    private static final UnknownProperty MOOD = UnknownProperty.of("X-MOOD", "good");

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final SyncedCalendar synced = new SyncedCalendar(clock);

    private Path path() {
        return folder.resolve("calendar.ics");
    }

    private Replica<CalendarEvent> file() {
        return new IcsFile(new AtomicFile(path(), AtomicFile.Disk.REAL), ZoneOffset.UTC, clock);
    }

    private String putInTheApp() {
        return synced.app()
                .put(EventSamples.meeting(1).toBuilder()
                        .unknown(List.of(SUMMARY, MOOD))
                        .build());
    }

    @Test
    void areLeftOutOfTheFileAndNamedByTheReport() throws IOException {
        putInTheApp();

        SyncReport report = synced.sync(file());

        assertThat(report.describe()).contains("leave").contains("unknown");
        assertThat(Files.readString(path())).contains("X-MOOD:good").doesNotContain("another title");
        assertThat(synced.sync(file()).writes()).isZero();
    }

    @Test
    void stayInTheAppWhateverChangesInTheFile() throws IOException {
        String id = putInTheApp();
        synced.sync(file());
        Files.writeString(path(), Files.readString(path()).replace("X-MOOD:good", "X-MOOD:better"));

        synced.sync(file());

        assertThat(synced.app().find(id).orElseThrow().record().unknown())
                .containsExactlyInAnyOrder(SUMMARY, UnknownProperty.of("X-MOOD", "better"));
        assertThat(synced.sync(file()).writes()).isZero();
    }
}
