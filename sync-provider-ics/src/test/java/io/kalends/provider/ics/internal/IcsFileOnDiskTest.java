package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.at;
import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kalends.sync.Cursor;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.testkit.EventSamples;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is not alone in the world: it vanishes, is cut off, linked to, closed to us. */
class IcsFileOnDiskTest {

    @TempDir
    Path folder;

    private CalendarFile file;

    @BeforeEach
    void open() {
        file = at(folder.resolve("calendar.ics"));
    }

    @Test
    void isNotTakenForEmptyWhenItVanished() throws IOException {
        CalendarFile.put(file.path(), event("a"));
        Cursor cursor = file.list().next();
        Files.delete(file.path());

        assertThatThrownBy(() -> file.list(cursor))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("calendar.ics")
                .hasMessageContaining("nothing was changed");
    }

    @Test
    void isNotMadeAnewByAnUpdateOrADeletion() {
        CalendarFile.put(file.path(), event("a"));
        var update = file.titled("a", "New");

        assertThatThrownBy(() -> {
                    Files.delete(file.path());
                    file.write(update);
                })
                .isInstanceOf(TransientException.class);
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void isReplacedWhereALinkLeads() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("calendar.ics");
        CalendarFile.put(real, event("a"));
        Files.createSymbolicLink(file.path(), real);

        file.write(file.titled("a", "New"));

        assertThat(Files.isSymbolicLink(file.path())).isTrue();
        assertThat(CalendarFile.textOf(real)).contains("SUMMARY:New");
    }

    @Test
    void isNotWrittenWhileItIsCutOff() {
        CalendarFile.text(file.path(), "BEGIN:VCALENDAR\nVERSION:2.0\n" + event("a") + "BEGIN:VEVENT\nUID:b\n");
        String before = file.text();

        assertThatThrownBy(() -> file.write(CalendarFile.create(EventSamples.meeting(1))))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("cut off");
        assertThat(file.text()).isEqualTo(before);
    }

    @Test
    void isNotReadBeyondTheLimit() throws IOException {
        CalendarFile.text(file.path(), "BEGIN:VCALENDAR\n");
        try (RandomAccessFile sparse = new RandomAccessFile(file.path().toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }

        assertThatThrownBy(() -> file.list())
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void keepsItsPermissions() throws IOException {
        CalendarFile.put(file.path(), event("a"));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));

        file.write(file.titled("a", "New"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void saysWhatToDoInAFolderThatCannotBeWrittenTo() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        // Who runs as root may write there; then a folder of the system's own is taken.
        Path unwritable = Files.isWritable(closed) ? Path.of("/sys") : closed;
        assumeThat(unwritable).isDirectory();

        assertThatThrownBy(() ->
                        at(unwritable.resolve("calendar.ics")).write(CalendarFile.create(EventSamples.meeting(1))))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("calendar.ics")
                .hasMessageContaining("not permitted");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
}
