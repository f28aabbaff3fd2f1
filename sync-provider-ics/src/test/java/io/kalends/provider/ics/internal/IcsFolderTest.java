package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.RejectedException;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of files as other programs keep it. */
class IcsFolderTest {

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private CalendarFile calendar;

    @BeforeEach
    void open() {
        calendar = over(AtomicFile.Disk.REAL);
    }

    private CalendarFile over(AtomicFile.Disk disk) {
        return new CalendarFile(folder, new IcsFolder(folder, disk, ZoneOffset.UTC, clock));
    }

    /** When no file is so young that it is read again for that alone. */
    private void muchLater() {
        clock.advance(Duration.ofDays(36_500));
    }

    private Path at(String name) {
        return folder.resolve(name);
    }

    private List<String> files() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsASeriesWithItsOccurrencesInOneFileNamedByTheUid() throws IOException {
        CalendarEvent series = EventSamples.series();

        calendar.write(
                CalendarFile.create(series),
                CalendarFile.create(EventSamples.movedOccurrence()),
                CalendarFile.create(EventSamples.meeting(1)));

        assertThat(files())
                .contains(series.uid() + ".ics", EventSamples.meeting(1).uid() + ".ics")
                .filteredOn(name -> name.endsWith(".ics"))
                .hasSize(2);
        assertThat(CalendarFile.textOf(at(series.uid() + ".ics")).split("BEGIN:VEVENT", -1))
                .hasSize(3);
    }

    @Test
    void leavesNothingBesideItsEventsButOneLock() throws IOException {
        for (int n = 0; n < 5; n++) {
            calendar.write(CalendarFile.create(EventSamples.meeting(n)));
        }

        assertThat(files()).filteredOn(name -> !name.endsWith(".ics")).hasSize(1);
    }

    @Test
    void letsNoUidLeadOutOfIt() throws IOException {
        CalendarEvent hostile = CalendarEvent.builder("../../etc/passwd\n")
                .start(EventSamples.meeting(1).start())
                .build();
        CalendarEvent longest =
                CalendarEvent.builder("x".repeat(5000)).start(hostile.start()).build();

        calendar.write(CalendarFile.create(hostile), CalendarFile.create(longest));

        assertThat(files()).filteredOn(name -> name.endsWith(".ics")).hasSize(2);
        assertThat(folder.resolveSibling("passwd.ics")).doesNotExist();
    }

    @Test
    void writesAFileOfSeveralEventsInPlace() throws IOException {
        CalendarFile.put(at("many.ics"), event("a"), event("b"), event("c"));

        calendar.write(calendar.titled("b", "New"), CalendarFile.delete("c"));

        assertThat(CalendarFile.textOf(at("many.ics")))
                .contains("UID:a", "SUMMARY:New")
                .doesNotContain("UID:c");
        assertThat(files()).filteredOn(name -> name.endsWith(".ics")).containsExactly("many.ics");
    }

    @Test
    void removesAFileWithItsLastEvent() {
        CalendarFile.put(at("a.ics"), event("a"));

        calendar.write(CalendarFile.delete("a"));

        assertThat(at("a.ics")).doesNotExist();
        assertThat(calendar.list().listing()).isEqualTo(Listing.SNAPSHOT);
    }

    @Test
    void costsOneFileWhenOneCannotBeRead() {
        CalendarFile.put(at("a.ics"), event("a"));
        CalendarFile.text(at("b.ics"), "<html>");

        assertThat(calendar.list().listing()).isEqualTo(Listing.PARTIAL);
        assertThat(calendar.record("a").id()).isEqualTo("a");
        assertThat(calendar.whyUnreadable("b")).isPresent();
    }

    @Test
    void takesAnEmptyFileForADamagedOne() {
        CalendarFile.put(at("a.ics"), event("a"));
        CalendarFile.put(at("b.ics"), event("b"));
        Cursor cursor = calendar.list().next();

        CalendarFile.text(at("b.ics"), "");

        assertThat(calendar.list(cursor).listing()).isEqualTo(Listing.PARTIAL);
        assertThat(calendar.whyUnreadable("b")).isPresent();
    }

    @Test
    void listsNothingAnewWhereNothingChanged() {
        CalendarFile.put(at("a.ics"), event("a"));
        Cursor cursor = calendar.list().next();

        assertThat(calendar.list(cursor).listing()).isEqualTo(Listing.DELTA);
        assertThat(calendar.list(cursor).entries()).isEmpty();
    }

    @Test
    void tellsTheFilesAloneThatChanged() {
        CalendarFile.put(at("a.ics"), event("a"));
        CalendarFile.put(at("b.ics"), event("b", "SUMMARY:Old"));
        Cursor cursor = calendar.list().next();

        CalendarFile.put(at("b.ics"), event("b", "SUMMARY:New"));
        CalendarFile.put(at("c.ics"), event("c"));

        ChangePage<CalendarEvent> page = calendar.list(cursor);
        assertThat(page.listing()).isEqualTo(Listing.DELTA);
        assertThat(page.entries()).extracting(Entry::id).containsExactly("b", "c");
    }

    @Test
    void seesAnEditThatLeavesSizeAndTimeAsTheyWere() throws IOException {
        muchLater();
        CalendarFile.put(at("a.ics"), event("a", "SUMMARY:Old"));
        FileTime time = Files.getLastModifiedTime(at("a.ics"));
        Cursor cursor = calendar.list().next();

        CalendarFile.put(at("a.ics"), event("a", "SUMMARY:New"));
        Files.setLastModifiedTime(at("a.ics"), time);

        assertThat(calendar.list(cursor).entries()).extracting(Entry::id).containsExactly("a");
    }

    @Test
    void seesAnOlderFileThatTookTheNameOfAnother() throws IOException {
        muchLater();
        CalendarFile.put(at("old.txt"), event("a", "SUMMARY:Old"));
        Files.setLastModifiedTime(at("old.txt"), FileTime.from(Instant.parse("2020-01-01T00:00:00.5Z")));
        CalendarFile.put(at("a.ics"), event("a", "SUMMARY:New"));
        Cursor cursor = calendar.list().next();

        Files.move(at("old.txt"), at("a.ics"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(calendar.list(cursor).entries()).extracting(Entry::id).containsExactly("a");
    }

    @Test
    void listsAllAnewWhereAFileIsGone() throws IOException {
        CalendarFile.put(at("a.ics"), event("a"));
        CalendarFile.put(at("b.ics"), event("b"));
        Cursor cursor = calendar.list().next();

        Files.delete(at("b.ics"));

        assertThat(calendar.list(cursor).listing()).isEqualTo(Listing.SNAPSHOT);
    }

    @Test
    void listsAllAnewWhereAFileLostARecord() {
        CalendarFile.put(at("a.ics"), event("a", "RRULE:FREQ=DAILY"), event("a", "RECURRENCE-ID:20260303T090000Z"));
        Cursor cursor = calendar.list().next();

        CalendarFile.put(at("a.ics"), event("a", "RRULE:FREQ=DAILY"));

        assertThat(calendar.list(cursor).listing()).isEqualTo(Listing.SNAPSHOT);
    }

    @Test
    void listsAllAnewWhereAnEventStandsInTwoFiles() {
        CalendarFile.put(at("a.ics"), event("a", "SEQUENCE:1"));
        Cursor cursor = calendar.list().next();

        CalendarFile.put(at("b.ics"), event("a", "SEQUENCE:2"));

        ChangePage<CalendarEvent> page = calendar.list(cursor);
        assertThat(page.listing()).isEqualTo(Listing.SNAPSHOT);
        assertThat(page.entries()).extracting(Entry::id).containsExactly("a");
    }

    @Test
    void writesTheCopyThatItLists() {
        CalendarFile.put(at("a.ics"), event("a", "SUMMARY:Old", "SEQUENCE:1"));
        CalendarFile.put(at("b.ics"), event("a", "SUMMARY:New", "SEQUENCE:2"));
        CalendarFile.put(at("c.ics"), event("a", "SUMMARY:Old", "SEQUENCE:1"));

        assertThat(calendar.list().entries()).hasSize(1);
        assertThat(calendar.record("a").record().title()).isEqualTo("New");
        assertThat(calendar.write(calendar.titled("a", "Newest")).get(0)).isInstanceOf(WriteResult.Applied.class);
        assertThat(calendar.record("a").record().title()).isEqualTo("Newest");
    }

    @Test
    void deletesEveryCopyOfAnEvent() {
        CalendarFile.put(at("a.ics"), event("a"));
        CalendarFile.put(at("b.ics"), event("a", "SEQUENCE:2"), event("b"));

        calendar.write(CalendarFile.delete("a"));

        assertThat(calendar.list().entries()).hasSize(1);
        assertThat(at("a.ics")).doesNotExist();
    }

    @Test
    void linksAnOccurrenceToItsSeriesInAnotherFile() {
        CalendarFile.put(at("a.ics"), event("a", "RRULE:FREQ=DAILY"));
        CalendarFile.put(at("b.ics"), event("a", "RECURRENCE-ID:20260303T090000Z"));

        assertThat(calendar.record("a#2026-03-03T09:00:00Z").parent()).isEqualTo("a");
        calendar.write(CalendarFile.delete("a"));
        assertThat(calendar.list().entries()).isEmpty();
    }

    @Test
    void findsAnEventThatMovedToAnotherFileMeanwhile() throws IOException {
        CalendarFile.put(at("a.ics"), event("a"));
        try (var session = calendar.replica().open()) {
            var update = calendar.titled("a", "New");
            session.source().fetch(FetchRequest.of(List.of("a")));
            Files.move(at("a.ics"), at("renamed.ics"));

            session.sink().orElseThrow().write(WriteRequest.of(List.of(update))).results();
        }

        assertThat(CalendarFile.textOf(at("renamed.ics"))).contains("SUMMARY:New");
        assertThat(at("a.ics")).doesNotExist();
    }

    @Test
    void losesOneFileOnlyToAFullDisk() {
        CalendarFile.put(at("a.ics"), event("a"));
        CalendarFile.put(at("b.ics"), event("b"));
        String before = CalendarFile.textOf(at("a.ics"));
        CalendarFile full = over((channel, bytes) -> {
            if (new String(bytes, StandardCharsets.UTF_8).contains("UID:a")) {
                channel.write(ByteBuffer.wrap(bytes, 0, 10));
                throw new IOException("No space left on device");
            }
            AtomicFile.Disk.REAL.write(channel, bytes);
        });

        assertThat(full.write(full.titled("a", "New"), full.titled("b", "New")))
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Deferred", "Applied");
        assertThat(CalendarFile.textOf(at("a.ics"))).isEqualTo(before);
    }

    @Test
    void isAnErrorWhenItIsGone() throws IOException {
        Files.delete(folder);

        assertThatThrownBy(() -> calendar.list()).isInstanceOf(RejectedException.class);
        Files.createDirectory(folder);
    }
}
