package io.kalends.provider.ics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.icalendar.CalendarText;
import io.kalends.sync.Action;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.TransientException;
import io.kalends.sync.Write;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is not what it should be, under an app's calendar that was in sync with it: nothing is lost. */
class BadCalendarTest {

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<CalendarEvent> app =
            InMemoryReplica.builder("app", CalendarEvents.type()).clock(clock).build();
    private Path path;
    private SyncEngine engine;

    @BeforeEach
    void syncOnce() throws IOException {
        path = folder.resolve("calendar.ics");
        engine = SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .clock(clock)
                .random(new SplittableRandom(1))
                .build();
        for (int n = 0; n < 5; n++) {
            app.put(EventSamples.meeting(n));
        }
        sync();
        assertThat(Files.readString(path)).contains("BEGIN:VEVENT");
    }

    private SyncPair<CalendarEvent> pair(AtomicFile.Disk disk) {
        return SyncPair.between(app, new IcsFile(new AtomicFile(path, disk), ZoneOffset.UTC, clock))
                .id("pair")
                .build();
    }

    private SyncReport sync() {
        return engine.sync(pair(AtomicFile.Disk.REAL));
    }

    @Test
    void isToldApartFromAWebPage() throws IOException {
        Files.writeString(path, "<!DOCTYPE html><html><body>Please log in</body></html>");

        assertThatThrownBy(this::sync)
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("calendar.ics")
                .hasMessageContaining("not iCalendar")
                .hasMessageContaining("nothing was changed");
        assertThat(app.contents()).hasSize(5);
        assertThat(engine.status(pair(AtomicFile.Disk.REAL)).error()).isPresent();
    }

    @Test
    void isNotTakenForADeletionWhenEmpty() throws IOException {
        Files.writeString(path, "");

        assertThatThrownBy(this::sync).isInstanceOf(TransientException.class).hasMessageContaining("empty");
        assertThat(app.contents()).hasSize(5);
    }

    @Test
    void deletesNothingWhenCutOffInTheMiddle() throws IOException {
        String whole = Files.readString(path);
        Files.writeString(path, whole.substring(0, whole.length() / 2));

        SyncReport report = sync();

        assertThat(app.contents()).hasSize(5);
        assertThat(report.tally().count(Action.DELETE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 200, 333, 555, 800})
    void deletesNothingWhereverItIsCutOff(int at) throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, Math.min(at, whole.length - 20)));

        try {
            sync();
        } catch (RejectedException | TransientException e) {
            assertThat(e).hasMessageContaining("nothing was changed");
        }

        assertThat(app.contents()).hasSize(5);
    }

    @Test
    void costsOneEventWhenOneIsBroken() throws IOException {
        String broken = Files.readString(path).replaceFirst("DTSTART;TZID[^\r\n]*", "DTSTART:not-a-date");
        Files.writeString(path, broken.replace("SUMMARY:", "SUMMARY:Edited "));

        SyncReport report = sync();

        assertThat(report.tally().count(Action.UNREADABLE)).isEqualTo(1);
        assertThat(app.contents()).hasSize(5);
        assertThat(app.contents())
                .filteredOn(event -> event.title().startsWith("Edited "))
                .hasSize(4);
    }

    @Test
    void isRefusedAbove25MegabytesWithoutBeingSynced() throws IOException {
        byte[] padding = new byte[26 * 1024 * 1024];
        Arrays.fill(padding, (byte) 'x');
        try (var out = Files.newOutputStream(path)) {
            out.write("BEGIN:VCALENDAR\r\nX-PADDING:".getBytes(StandardCharsets.US_ASCII));
            out.write(padding);
            out.write("\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        assertThatThrownBy(this::sync).isInstanceOf(RejectedException.class).hasMessageContaining("limit");
        assertThat(app.contents()).hasSize(5);
    }

    @Test
    void isRefusedWhenNested200000Deep() throws IOException {
        Files.writeString(path, "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n".repeat(200_000) + "END:VCALENDAR\r\n");

        assertThatThrownBy(this::sync).isInstanceOf(RejectedException.class).hasMessageContaining("limit");
        assertThat(app.contents()).hasSize(5);
    }

    @Test
    void keepsARuleThatRepeatsEverySecondWithoutExpandingIt() throws IOException {
        Files.writeString(
                path,
                Files.readString(path)
                        .replaceFirst("END:VEVENT", "RRULE:FREQ=SECONDLY;COUNT=1000000000\r\nEND:VEVENT"));

        sync();

        assertThat(app.contents()).filteredOn(CalendarEvent::isSeries).hasSize(1);
        assertThat(sync().writes()).isZero();
    }

    @Test
    void staysWholeWhenTheDiskFillsUp() throws IOException {
        byte[] before = Files.readAllBytes(path);
        app.put(EventSamples.meeting(9));
        AtomicFile.Disk full = (channel, bytes) -> {
            channel.write(ByteBuffer.wrap(bytes, 0, bytes.length / 2));
            throw new IOException("No space left on device");
        };

        SyncReport report = engine.sync(pair(full));

        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        assertThat(filesBeside()).containsExactly("calendar.ics");
        assertThat(report.tally().count(Action.WAIT)).isEqualTo(1);
        clock.advance(Duration.ofHours(2));
        sync();
        assertThat(Files.readString(path).split("BEGIN:VEVENT", -1)).hasSize(7);
    }

    @Test
    void saysWhatToDoWhenItsFolderCannotBeWrittenTo() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        IcsFile file = new IcsFile(
                new AtomicFile(blocked.resolve("calendar.ics"), AtomicFile.Disk.REAL), ZoneOffset.UTC, clock);

        assertThatThrownBy(() -> file.write(List.of(new Write.Create<>("k", EventSamples.meeting(1), null, "o", null))))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("calendar.ics")
                .hasMessageContaining("nothing was changed");
    }

    @Test
    void losesNoWriteWhenTwoProcessesWriteAtOnce() throws Exception {
        Path shared = folder.resolve("shared.ics");
        ProcessBuilder other = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ManyWrites.class.getName(),
                shared.toString(),
                "100");
        other.redirectErrorStream(true)
                .redirectOutput(folder.resolve("other.log").toFile());
        Process process = other.start();
        ManyWrites.main(shared.toString(), "0");
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("other.log")))
                .isZero();

        assertThat(CalendarText.of(Files.readAllBytes(shared), ZoneOffset.UTC, clock.instant())
                        .rows()
                        .byId())
                .hasSize(2 * ManyWrites.COUNT);
    }

    @Test
    void isHeldByTheGuardWhenEverythingInItIsDeleted() throws IOException {
        for (int n = 10; n < 30; n++) {
            app.put(EventSamples.meeting(n));
        }
        sync();
        Files.writeString(path, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//X//EN\r\nEND:VCALENDAR\r\n");

        SyncReport report = sync();

        assertThat(app.contents()).hasSize(25);
        assertThat(report.heldUnder()).isNotEmpty();
        assertThat(engine.status(pair(AtomicFile.Disk.REAL)).count(LinkStatus.HELD))
                .isEqualTo(25);
    }

    private List<String> filesBeside() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }
}
