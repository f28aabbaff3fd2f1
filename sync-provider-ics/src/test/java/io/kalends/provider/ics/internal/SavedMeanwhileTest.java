package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.EventIds;
import io.kalends.sync.Entry;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program saves between our look at a file and our write: what it saved is not overwritten unread. */
class SavedMeanwhileTest {

    /** What another program does in that moment. */
    private interface Save {
        void save(Path file) throws IOException;
    }

    /** A disk on which another program saves when we are about to. */
    private static final class RacingDisk implements AtomicFile.Disk {

        private Save save = file -> {};
        private int times;
        private boolean links = true;

        void race(int howOften, Save what) {
            times = howOften;
            save = what;
        }

        @Override
        public void write(FileChannel channel, byte[] bytes) throws IOException {
            channel.write(ByteBuffer.wrap(bytes));
        }

        @Override
        public void beforeLastLook(Path file) throws IOException {
            if (times > 0) {
                times--;
                save.save(file);
            }
        }

        @Override
        public void link(Path name, Path file) throws IOException {
            if (!links) {
                throw new UnsupportedOperationException();
            }
            Files.createLink(name, file);
        }
    }

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final RacingDisk disk = new RacingDisk();
    private Path path;
    private CalendarFile file;
    private CalendarFile files;

    @BeforeEach
    void open() {
        path = folder.resolve("calendar.ics");
        file = new CalendarFile(path, new IcsFile(new AtomicFile(path, disk), ZoneOffset.UTC, clock));
        files = new CalendarFile(folder, new IcsFolder(folder, disk, ZoneOffset.UTC, clock));
    }

    private static List<String> names(List<WriteResult<CalendarEvent>> results) {
        return results.stream().map(result -> result.getClass().getSimpleName()).toList();
    }

    @Test
    void anEditOfTheSameEventMakesOursStale() {
        CalendarFile.put(path, event("a", "SUMMARY:Old"));
        var ours = file.titled("a", "Ours");
        disk.race(1, at -> CalendarFile.put(at, event("a", "SUMMARY:Theirs")));

        assertThat(names(file.write(ours))).containsExactly("Stale");
        assertThat(file.text()).contains("SUMMARY:Theirs");
    }

    @Test
    void anEditOfTheSameEventMakesOursStaleInAFolder() {
        CalendarFile.put(path, event("a", "SUMMARY:Old"));
        var ours = files.titled("a", "Ours");
        disk.race(1, at -> CalendarFile.put(at, event("a", "SUMMARY:Theirs")));

        assertThat(names(files.write(ours))).containsExactly("Stale");
        assertThat(file.text()).contains("SUMMARY:Theirs");
    }

    @Test
    void anEditOfAnotherEventAndOursBothStand() {
        CalendarFile.put(path, event("a", "SUMMARY:Old"), event("b"));
        var ours = file.titled("a", "Ours");
        disk.race(2, at -> CalendarFile.put(at, event("a", "SUMMARY:Old"), event("b", "SUMMARY:Theirs")));

        assertThat(names(file.write(ours))).containsExactly("Applied");
        assertThat(file.text()).contains("SUMMARY:Ours", "SUMMARY:Theirs");
    }

    @Test
    void aSaveThatLeavesSizeAndTimeAsTheyWereIsSeen() throws IOException {
        CalendarFile.put(path, event("a", "SUMMARY:Old"));
        FileTime time = Files.getLastModifiedTime(path);
        var ours = file.titled("a", "Ours");
        disk.race(1, at -> {
            CalendarFile.put(at, event("a", "SUMMARY:New"));
            Files.setLastModifiedTime(at, time);
        });

        assertThat(names(file.write(ours))).containsExactly("Stale");
        assertThat(file.text()).contains("SUMMARY:New");
    }

    @Test
    void aProgramThatSavesEachTimeMakesOursWait() {
        CalendarFile.put(path, event("a"), event("b"));
        int[] saves = {0};
        var ours = file.titled("a", "Ours");
        disk.race(100, at -> CalendarFile.put(at, event("a"), event("b", "SUMMARY:" + ++saves[0])));

        assertThat(names(file.write(ours))).containsExactly("Deferred");
        assertThat(file.text()).contains("SUMMARY:3").doesNotContain("Ours");
        assertThat(names(files.write(ours))).containsExactly("Deferred");
        assertThat(file.text()).contains("SUMMARY:6").doesNotContain("Ours");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFileThatAppearsWhereOursIsToBeMadeIsNotReplaced() {
        CalendarEvent ours = EventSamples.meeting(1);
        disk.race(1, at -> CalendarFile.put(at, event("theirs")));

        assertThat(names(file.write(CalendarFile.create(ours)))).containsExactly("Applied");
        assertThat(file.list().entries()).extracting(Entry::id).containsExactlyInAnyOrder("theirs", ours.uid());
    }

    @Test
    void aFileThatAppearsWhereOursIsToBeMadeIsNotReplacedWithoutLinksEither() {
        disk.links = false;
        aFileThatAppearsWhereOursIsToBeMadeIsNotReplaced();
        CalendarEvent second = EventSamples.meeting(2);

        assertThat(names(files.write(CalendarFile.create(second)))).containsExactly("Applied");
        assertThat(files.record(second.uid()).record().title()).isEqualTo(second.title());
    }

    @Test
    void aFileThatAppearsInAFolderWhereOursIsToBeMadeIsNotReplaced() {
        CalendarEvent ours = EventSamples.meeting(1);
        disk.race(1, at -> CalendarFile.put(at, event("theirs")));

        assertThat(names(files.write(CalendarFile.create(ours)))).containsExactly("Applied");
        assertThat(files.list().entries()).extracting(Entry::id).containsExactlyInAnyOrder("theirs", ours.uid());
        assertThat(folder.resolve(ours.uid() + ".ics")).content().doesNotContain("Meeting 1");
    }

    @Test
    void aFileThatIsEditedWhenItIsToGoStays() {
        CalendarFile.put(path, event("a", "SUMMARY:Old"));
        var revision = files.record("a").revision();
        disk.race(1, at -> CalendarFile.put(at, event("a", "SUMMARY:Theirs")));

        assertThat(names(files.write(new Write.Delete<>("a", revision)))).containsExactly("Stale");
        assertThat(file.text()).contains("SUMMARY:Theirs");
    }

    @Test
    void aFileThatIsDeletedWhenItIsToBeWrittenIsNotMadeAnew() {
        CalendarFile.put(path, event("a"));
        CalendarFile.put(folder.resolve("b.ics"), event("b"));
        var ours = files.titled("a", "Ours");
        disk.race(1, Files::delete);

        assertThat(names(files.write(ours))).containsExactly("Gone");
        assertThat(path).doesNotExist();
    }

    @Test
    void aSecondNameThatAKilledProcessLeftIsNoWayIntoTheFile() throws IOException {
        CalendarFile.put(path, event("a"), event("b"));
        Path left = folder.resolve(".kalends-" + EventIds.hash("calendar.ics") + ".tmp");
        Files.createLink(left, path);
        String before = file.text();
        var ours = file.titled("a", "Ours");
        disk.race(1, at -> assertThat(CalendarFile.textOf(at)).isEqualTo(before));

        assertThat(names(file.write(ours))).containsExactly("Applied");
        assertThat(left).doesNotExist();
    }
}
