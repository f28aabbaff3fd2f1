package io.kalends.provider.ics.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells two states of a file apart without reading it. */
class FolderScanTest {

    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "BEGIN:VCALENDAR");
    }

    private long stampAt(Instant now) throws IOException {
        return requireNonNull(FolderScan.of(folder, now).stamps().get("a.ics"));
    }

    private static Instant written(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    @Test
    void isSureOfNoFileThatWasWrittenJustNow() throws IOException {
        Path file = file("a.ics");

        assertThat(stampAt(written(file))).isEqualTo(FolderScan.UNSURE);
    }

    @Test
    void isSureOfAFileOnceTheClockOfTheDiskHasMovedOn() throws IOException {
        Path file = file("a.ics");
        Instant later = written(file).plusSeconds(3);

        assertThat(stampAt(later)).isNotEqualTo(FolderScan.UNSURE).isEqualTo(stampAt(later.plusSeconds(60)));
    }

    @Test
    void waitsLongerWhereTimesHaveNoFractions() throws IOException {
        Path file = file("a.ics");
        Instant whole = Instant.ofEpochSecond(written(file).getEpochSecond() + 10);
        Files.setLastModifiedTime(file, FileTime.from(whole));

        assertThat(stampAt(whole.plusMillis(1_900))).isEqualTo(FolderScan.UNSURE);
        assertThat(stampAt(whole.plusMillis(2_100))).isNotEqualTo(FolderScan.UNSURE);
    }

    @Test
    void tellsALongerFileFromAShorterOne() throws IOException {
        Path file = file("a.ics");
        FileTime time = Files.getLastModifiedTime(file);
        Instant later = time.toInstant().plus(Duration.ofDays(1));
        long before = stampAt(later);

        Files.writeString(file, "BEGIN:VCALENDAR and more");
        Files.setLastModifiedTime(file, time);

        assertThat(stampAt(later)).isNotEqualTo(before);
    }

    @Test
    void takesTheEndingInAnyCase() throws IOException {
        file("A.ICS");
        file("b.Ics");

        assertThat(FolderScan.of(folder, Instant.EPOCH).stamps()).containsOnlyKeys("A.ICS", "b.Ics");
    }

    @Test
    void passesOverWhatIsHiddenOrNoCalendarFile() throws IOException {
        file("a.ics");
        file(".b.ics");
        file("c.txt");
        Files.createDirectory(folder.resolve("d.ics"));

        assertThat(FolderScan.of(folder, Instant.EPOCH).stamps()).containsOnlyKeys("a.ics");
    }
}
