package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.at;
import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.sync.Entry;
import io.kalends.sync.Replica;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several events under one UID: none hides another, and a write touches the one that it is for. */
class SharedUidTest {

    private static final String FIRST = on("01", "First");
    private static final String SECOND = on("02", "Second");
    private static final String THIRD = on("03", "Third");

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private CalendarFile file;
    private CalendarFile files;

    @BeforeEach
    void open() {
        file = at(folder.resolve("calendar.ics"));
        files = new CalendarFile(folder, folder());
    }

    private Replica<CalendarEvent> folder() {
        return new IcsFolder(folder, AtomicFile.Disk.REAL, ZoneOffset.UTC, clock);
    }

    private static String on(String day, String title, String... lines) {
        return "BEGIN:VEVENT\nUID:same@x\nDTSTAMP:20260101T000000Z\nDTSTART:202607" + day + "T090000Z\nSUMMARY:" + title
                + "\n" + String.join("", lines) + "END:VEVENT\n";
    }

    private static List<Versioned<CalendarEvent>> records(CalendarFile calendar) {
        return calendar.list().entries().stream()
                .map(entry -> entry.fold(
                        Entry.Present::record,
                        removed -> {
                            throw new AssertionError("removed");
                        },
                        unreadable -> {
                            throw new AssertionError(unreadable.reason());
                        }))
                .toList();
    }

    private static List<String> titles(CalendarFile calendar) {
        return records(calendar).stream()
                .map(now -> now.record().title())
                .sorted()
                .toList();
    }

    private static Versioned<CalendarEvent> titled(CalendarFile calendar, String title) {
        return records(calendar).stream()
                .filter(now -> now.record().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static Write<CalendarEvent> moved(Versioned<CalendarEvent> now, String to) {
        return new Write.Update<>(
                now.id(),
                now.revision(),
                now.record().toBuilder()
                        .start(EventTime.utc(Instant.parse(to)))
                        .end(null)
                        .build(),
                Set.of("start", "end"));
    }

    private static Write<CalendarEvent> deletion(Versioned<CalendarEvent> now) {
        return new Write.Delete<>(now.id(), now.revision());
    }

    private static void isDone(List<WriteResult<CalendarEvent>> results) {
        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Applied.class));
    }

    @Test
    void eachIsARecordOfItsOwn() {
        CalendarFile.put(file.path(), FIRST, SECOND, THIRD);

        assertThat(titles(file)).containsExactly("First", "Second", "Third");
        assertThat(records(file))
                .extracting(now -> now.record().uid())
                .doesNotHaveDuplicates()
                .contains("same@x");
        assertThat(records(file))
                .allSatisfy(now -> assertThat(now.id()).isEqualTo(now.record().uid()));
    }

    @Test
    void theOrderInTheFileGivesNoOtherNames() {
        CalendarFile.put(file.path(), FIRST, SECOND, THIRD);
        var before = titled(file, "Second").id();
        CalendarFile.put(file.path(), THIRD, SECOND, FIRST);

        assertThat(titled(file, "Second").id()).isEqualTo(before);
        assertThat(titled(file, "First").id()).isEqualTo("same@x");
    }

    @Test
    void deletingOneRemovesOne() {
        for (String title : List.of("First", "Second", "Third")) {
            CalendarFile.put(file.path(), FIRST, SECOND, THIRD);
            List<String> others = records(file).stream()
                    .map(Versioned::id)
                    .filter(id -> !id.equals(titled(file, title).id()))
                    .toList();

            isDone(file.write(deletion(titled(file, title))));

            assertThat(file.text()).doesNotContain(title);
            assertThat(records(file)).extracting(Versioned::id).containsExactlyElementsOf(others);
        }
    }

    @Test
    void anEditChangesOneAndKeepsTheNamesOfAll() {
        for (String title : List.of("First", "Second", "Third")) {
            CalendarFile.put(file.path(), FIRST, SECOND, THIRD);
            List<String> ids = records(file).stream().map(Versioned::id).toList();
            Versioned<CalendarEvent> before = titled(file, title);

            isDone(file.write(moved(before, "2026-09-09T12:00:00Z")));

            assertThat(records(file)).extracting(Versioned::id).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(file.record(before.id()).record().title()).isEqualTo(title);
            assertThat(file.record(before.id()).record().start())
                    .isEqualTo(EventTime.utc(Instant.parse("2026-09-09T12:00:00Z")));
            assertThat(titles(file)).containsExactly("First", "Second", "Third");
        }
    }

    @Test
    void allCanBeDeletedAtOnce() {
        CalendarFile.put(file.path(), FIRST, SECOND, THIRD, event("other"));
        var all = records(file);

        isDone(file.write(deletion(all.get(0)), deletion(all.get(1)), deletion(all.get(2))));

        assertThat(records(file)).extracting(Versioned::id).containsExactly("other");
    }

    @Test
    void atOneTimeTheyAreEventsOfTheirOwnTooUnlessOneIsPlainlyOlder() {
        CalendarFile.put(file.path(), on("01", "A"), on("01", "B"), on("01", "A"), on("02", "C"), on("02", "D"));

        assertThat(titles(file)).containsExactly("A", "B", "C", "D");
        isDone(file.write(deletion(titled(file, "B")), deletion(titled(file, "C"))));
        assertThat(titles(file)).containsExactly("A", "D");
    }

    @Test
    void anEditOfACopyLeavesNoOtherBehind() {
        CalendarFile.put(file.path(), FIRST, FIRST, SECOND);

        isDone(file.write(file.titled("same@x", "New")));

        assertThat(titles(file)).containsExactly("New", "Second");
    }

    @Test
    void inAnotherFileACopyIsEditedAsWell() {
        CalendarFile.put(folder.resolve("a.ics"), FIRST);
        CalendarFile.put(folder.resolve("b.ics"), FIRST, SECOND);

        isDone(files.write(files.titled("same@x", "New")));

        assertThat(titles(files)).containsExactly("New", "Second");
        isDone(files.write(moved(titled(files, "New"), "2026-09-09T12:00:00Z")));
        assertThat(titles(files)).containsExactly("New", "Second");
    }

    @Test
    void anEditLeavesNoOlderVersionBehindThatWouldBeAnotherEvent() {
        CalendarFile.put(file.path(), FIRST, on("01", "First", "LAST-MODIFIED:20260201T000000Z\nLOCATION:Room\n"));
        assertThat(titles(file)).containsExactly("First");

        isDone(file.write(file.titled("same@x", "New")));

        assertThat(titles(file)).containsExactly("New");
    }

    @Test
    void anOlderVersionGoesWithItsEventAndNoOther() {
        CalendarFile.put(file.path(), FIRST, on("01", "Newer", "SEQUENCE:3\n"), on("02", "Second", "SEQUENCE:9\n"));
        assertThat(titles(file)).containsExactly("Newer", "Second");

        isDone(file.write(deletion(titled(file, "Newer"))));

        assertThat(titles(file)).containsExactly("Second");
    }

    @Test
    void anOccurrenceBelongsToTheSeriesThatRunsThen() {
        CalendarFile.put(
                file.path(),
                on("01", "Single"),
                on("02", "Early", "RRULE:FREQ=DAILY;UNTIL=20260710T090000Z\n"),
                on("11", "Late", "RRULE:FREQ=DAILY\n"),
                on("12", "Moved", "RECURRENCE-ID:20260712T090000Z\n"));

        String late = titled(file, "Late").id();
        assertThat(titled(file, "Early").id()).isEqualTo("same@x");
        assertThat(titled(file, "Moved").parent()).isEqualTo(late);
        isDone(file.write(moved(titled(file, "Late"), "2026-07-13T10:00:00Z")));
        assertThat(titled(file, "Moved").parent()).isEqualTo(late);
        isDone(file.write(deletion(titled(file, "Late"))));
        assertThat(titles(file)).containsExactly("Early", "Single");
    }

    @Test
    void anEventThatCannotBeReadIsNotHiddenByAnotherNorDeletedWithIt() {
        CalendarFile.put(file.path(), FIRST, SECOND.replace("DTSTART:2026", "DTSTART:x"));

        assertThat(file.list().entries())
                .hasSize(2)
                .anySatisfy(entry -> assertThat(entry).isInstanceOf(Entry.Unreadable.class));
        file.write(CalendarFile.delete("same@x"));

        assertThat(file.text()).contains("Second").doesNotContain("First");
    }

    @Test
    void twoVersionsOfAnOccurrenceOfWhichNeitherIsOlderAreToldAndLeftAlone() {
        CalendarFile.put(
                file.path(),
                on("01", "Series", "RRULE:FREQ=DAILY\n"),
                on("02", "One", "RECURRENCE-ID:20260702T090000Z\n"),
                on("02", "Other", "RECURRENCE-ID:20260702T090000Z\n"));
        String before = file.text();

        assertThat(file.list().entries())
                .hasSize(3)
                .anySatisfy(entry -> assertThat(entry)
                        .isInstanceOfSatisfying(
                                Entry.Unreadable.class,
                                no -> assertThat(no.reason()).contains("remove one")));
        assertThat(file.write(
                        CalendarFile.delete("same@x#2026-07-02T09:00:00Z"),
                        file.titled("same@x#2026-07-02T09:00:00Z", "New"),
                        CalendarFile.delete("same@x")))
                .allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Deferred.class));
        assertThat(file.text()).isEqualTo(before);
    }

    @Test
    void theLaterOfTwoVersionsOfAnOccurrenceCounts() {
        CalendarFile.put(
                file.path(),
                on("01", "Series", "RRULE:FREQ=DAILY\n"),
                on("02", "New", "RECURRENCE-ID:20260702T090000Z\n", "SEQUENCE:2\n"),
                on("02", "Old", "RECURRENCE-ID:20260702T090000Z\n"));

        assertThat(titles(file)).containsExactly("New", "Series");
    }

    @Test
    void aUidThatReadsLikeAnOccurrenceHidesNoneAndIsHiddenByNone() {
        CalendarFile.put(
                file.path(),
                on("01", "Series", "RRULE:FREQ=DAILY\n"),
                on("02", "Moved", "RECURRENCE-ID:20260702T090000Z\n"),
                event("same@x#2026-07-02T09:00:00Z", "SUMMARY:Named so"));

        assertThat(file.record("same@x#2026-07-02T09:00:00Z").record().title()).isEqualTo("Named so");
        file.write(CalendarFile.delete("same@x#2026-07-02T09:00:00Z"));
        assertThat(titles(file)).containsExactly("Moved", "Series");
    }

    @Test
    void aWholeCalendarUnderOneUidIsRead() {
        StringBuilder all = new StringBuilder();
        for (int n = 0; n < 20_000; n++) {
            all.append(on("0" + (1 + n % 9), "Event " + n % 5, "LOCATION:" + n + "\n"));
        }
        CalendarFile.put(file.path(), all.toString());

        assertThat(((IcsFile) file.replica()).read().rows().byId()).hasSize(20_000);
    }

    @Test
    void inTwoFilesTheyAreRecordsOfTheirOwnAsWell() {
        for (String title : List.of("First", "Second", "Third")) {
            CalendarFile.put(folder.resolve("a.ics"), FIRST);
            CalendarFile.put(folder.resolve("b.ics"), SECOND);
            CalendarFile.put(folder.resolve("c.ics"), THIRD);
            assertThat(titles(files)).containsExactly("First", "Second", "Third");

            isDone(files.write(deletion(titled(files, title))));

            assertThat(titles(files)).hasSize(2).doesNotContain(title);
        }
    }

    @Test
    void inTwoFilesAnEditChangesOne() {
        CalendarFile.put(folder.resolve("a.ics"), FIRST);
        CalendarFile.put(folder.resolve("b.ics"), SECOND);
        CalendarFile.put(folder.resolve("c.ics"), THIRD);
        List<String> ids = records(files).stream().map(Versioned::id).toList();

        isDone(files.write(
                moved(titled(files, "First"), "2026-09-09T12:00:00Z"),
                moved(titled(files, "Third"), "2026-01-09T12:00:00Z")));

        assertThat(records(files)).extracting(Versioned::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(titled(files, "Third").record().start())
                .isEqualTo(EventTime.utc(Instant.parse("2026-01-09T12:00:00Z")));
        assertThat(CalendarFile.textOf(folder.resolve("b.ics"))).contains("UID:same@x\r\n");
    }

    @Test
    void inTwoFilesASeriesTakesItsOwnOccurrencesAlong() {
        CalendarFile.put(
                folder.resolve("a.ics"),
                on("01", "Series", "RRULE:FREQ=DAILY\n"),
                on("02", "Moved", "RECURRENCE-ID:20260702T090000Z\n"));
        CalendarFile.put(
                folder.resolve("b.ics"),
                on("03", "Second series", "RRULE:FREQ=DAILY\n"),
                on("04", "Moved there", "RECURRENCE-ID:20260704T090000Z\n"));

        assertThat(titled(files, "Moved there").parent())
                .isEqualTo(titled(files, "Second series").id());
        isDone(files.write(deletion(titled(files, "Series"))));

        assertThat(titles(files)).containsExactly("Moved there", "Second series");
    }

    @Test
    void inTwoFilesVersionsOfAnOccurrenceOfWhichNeitherIsOlderAreTold() {
        CalendarFile.put(folder.resolve("a.ics"), on("01", "Series", "RRULE:FREQ=DAILY\n"));
        CalendarFile.put(folder.resolve("b.ics"), on("02", "One", "RECURRENCE-ID:20260702T090000Z\n"));
        CalendarFile.put(folder.resolve("c.ics"), on("02", "Other", "RECURRENCE-ID:20260702T090000Z\n"));

        assertThat(files.list().entries())
                .hasSize(3)
                .anySatisfy(entry -> assertThat(entry).isInstanceOf(Entry.Unreadable.class));
        files.write(CalendarFile.delete("same@x#2026-07-02T09:00:00Z"), CalendarFile.delete("same@x"));

        assertThat(CalendarFile.textOf(folder.resolve("b.ics"))).contains("One");
        assertThat(CalendarFile.textOf(folder.resolve("c.ics"))).contains("Other");
    }

    @Test
    void aRunImportsEachAndDeletesOneAlone() {
        CalendarFile.put(file.path(), FIRST, SECOND, THIRD, event("e1"), event("e2"));
        SyncedCalendar synced = new SyncedCalendar(clock);
        synced.sync(file.replica());
        assertThat(synced.titles()).contains("First", "Second", "Third");
        String third = synced.app().records().entrySet().stream()
                .filter(entry -> entry.getValue().title().equals("First"))
                .findFirst()
                .orElseThrow()
                .getKey();

        synced.app().remove(third);
        synced.sync(file.replica());

        assertThat(titles(file)).contains("Second", "Third").doesNotContain("First");
        assertThat(synced.sync(file.replica()).writes()).isZero();
        assertThat(synced.app().contents()).hasSize(4);
    }

    @Test
    void aRunDeletesOneOfSeveralFilesAlone() {
        CalendarFile.put(folder.resolve("a.ics"), FIRST);
        CalendarFile.put(folder.resolve("b.ics"), SECOND);
        CalendarFile.put(folder.resolve("c.ics"), THIRD);
        CalendarFile.put(folder.resolve("d.ics"), event("d"));
        SyncedCalendar synced = new SyncedCalendar(clock);
        synced.sync(folder());
        String first = synced.app().records().entrySet().stream()
                .filter(entry -> entry.getValue().title().equals("First"))
                .findFirst()
                .orElseThrow()
                .getKey();

        synced.app().remove(first);
        synced.sync(folder());
        synced.sync(folder());

        assertThat(synced.sync(folder()).writes()).isZero();
        assertThat(titles(files)).containsExactly("", "Second", "Third");
        assertThat(synced.titles()).containsExactly("", "Second", "Third");
    }
}
