package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.at;
import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.icalendar.CalendarBatch;
import io.kalends.sync.Cursor;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An occurrence whose series is not in the calendar: it has no parent until there is one. */
class IcsLoneOccurrenceTest {

    private static final String ID = "a#2026-03-03T09:00:00Z";
    private static final String SERIES = event("a", "RRULE:FREQ=DAILY");
    private static final String OCCURRENCE = event("a", "RECURRENCE-ID:20260303T090000Z", "SUMMARY:Moved");

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private CalendarFile file;
    private CalendarFile files;

    @BeforeEach
    void open() {
        file = at(folder.resolve("calendar.ics"));
        files = new CalendarFile(folder, new IcsFolder(folder, AtomicFile.Disk.REAL, ZoneOffset.UTC, clock));
    }

    private static CalendarEvent occurrence() {
        return EventSamples.movedOccurrence();
    }

    private List<Path> calendarFiles() throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(".ics")).toList();
        }
    }

    private static void isDone(List<WriteResult<CalendarEvent>> results) {
        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Applied.class));
    }

    @Test
    void hasNoParentUntilItsSeriesStandsInTheFile() {
        CalendarFile.put(file.path(), OCCURRENCE);
        assertThat(file.record(ID).parent()).isNull();

        CalendarFile.put(file.path(), OCCURRENCE, SERIES);
        assertThat(file.record(ID).parent()).isEqualTo("a");
    }

    @Test
    void hasAParentInAFolderAsLongAsTheFileOfItsSeriesIsThere() throws IOException {
        CalendarFile.put(folder.resolve("one.ics"), OCCURRENCE);
        Cursor alone = files.list().next();
        assertThat(files.record(ID).parent()).isNull();

        CalendarFile.put(folder.resolve("two.ics"), SERIES);
        assertThat(files.list(alone).entries()).hasSize(2);
        assertThat(files.record(ID).parent()).isEqualTo("a");
        Cursor both = files.list().next();

        Files.delete(folder.resolve("two.ics"));
        assertThat(files.list(both).entries()).hasSize(1);
        assertThat(files.record(ID).parent()).isNull();
    }

    @Test
    void isWrittenToAFileAndItsSeriesAfterIt() {
        String id = CalendarBatch.idOf(occurrence());

        isDone(file.write(CalendarFile.create(occurrence())));
        assertThat(file.record(id).parent()).isNull();
        isDone(file.write(CalendarFile.create(EventSamples.series())));

        assertThat(file.record(id).parent()).isEqualTo(occurrence().uid());
        assertThat(file.record(id).record().title()).isEqualTo(occurrence().title());
    }

    @Test
    void isWrittenToAFolderAndItsSeriesIntoTheSameFile() throws IOException {
        String id = CalendarBatch.idOf(occurrence());

        isDone(files.write(CalendarFile.create(occurrence())));
        assertThat(files.record(id).parent()).isNull();
        isDone(files.write(CalendarFile.create(EventSamples.series())));

        assertThat(files.record(id).parent()).isEqualTo(occurrence().uid());
        assertThat(calendarFiles()).hasSize(1);
    }

    @Test
    void getsItsSeriesIntoItsFileWhateverThatIsCalled() throws IOException {
        CalendarFile.put(folder.resolve("whatever.ics"), OCCURRENCE);
        CalendarEvent series = CalendarEvent.builder("a")
                .start(EventSamples.series().start())
                .recurrence(EventSamples.series().recurrence())
                .build();

        isDone(files.write(CalendarFile.create(series)));

        assertThat(calendarFiles()).containsExactly(folder.resolve("whatever.ics"));
    }

    @Test
    void canBeEditedAndDeletedAlone() {
        CalendarFile.put(folder.resolve("one.ics"), OCCURRENCE);

        isDone(files.write(files.titled(ID, "New")));
        assertThat(files.record(ID).record().title()).isEqualTo("New");
        isDone(files.write(CalendarFile.delete(ID)));

        assertThat(files.has(ID)).isFalse();
    }

    @Test
    void staysWhatItIsWhenItIsCancelled() {
        CalendarEvent cancelled = CalendarEvent.builder("a")
                .recurrenceId(EventSamples.series().start())
                .status(EventStatus.CANCELLED)
                .build();

        isDone(file.write(CalendarFile.create(cancelled)));
        isDone(files.write(CalendarFile.create(cancelled)));

        assertThat(file.record(CalendarBatch.idOf(cancelled)).record().status()).isEqualTo(EventStatus.CANCELLED);
    }
}
