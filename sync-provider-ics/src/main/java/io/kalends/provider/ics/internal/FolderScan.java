package io.kalends.provider.ics.internal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The calendar files of a folder and how each stood, without reading any. A stamp tells two states of a file apart by its
 * size, its times and its place on the disk.
 *
 * @param stamps by file name; {@link #UNSURE} where a write may follow that would leave no trace
 * @param taken the names of all that is there, calendar or not, in lower case
 */
record FolderScan(SortedMap<String, Long> stamps, Set<String> taken) {

    static final FolderScan NOTHING = new FolderScan(new TreeMap<>(), Set.of());

    /** The stamp of a file that was written so lately that another write could leave all its attributes as they are. */
    static final long UNSURE = 0;

    /** File systems that tell time in fractions of a second do so at least this finely. */
    private static final Duration FINE = Duration.ofMillis(100);

    /** The coarsest time in use, that of FAT. */
    private static final Duration COARSE = Duration.ofSeconds(2);

    private static final String UNIX = "unix";

    /** The change time is there because the modification time can be set back. */
    private static final String UNIX_ATTRIBUTES = "unix:isRegularFile,size,lastModifiedTime,ctime,ino";

    private static final String BASIC_ATTRIBUTES = "isRegularFile,size,lastModifiedTime,creationTime,fileKey";

    FolderScan {
        stamps = Collections.unmodifiableSortedMap(stamps);
        taken = Set.copyOf(taken);
    }

    /** Looks at a folder; what is not a regular file, and hidden files, do not count. */
    static FolderScan of(Path folder, Instant now) throws IOException {
        boolean unix = folder.getFileSystem().supportedFileAttributeViews().contains(UNIX);
        SortedMap<String, Long> stamps = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = path.getFileName().toString();
                taken.add(FileNames.lower(name));
                if (FileNames.isCalendar(name) && !name.startsWith(".")) {
                    add(name, path, unix, now, stamps);
                }
            }
        }
        return new FolderScan(stamps, taken);
    }

    private static void add(String name, Path path, boolean unix, Instant now, SortedMap<String, Long> stamps) {
        try {
            Map<String, Object> all = Files.readAttributes(path, unix ? UNIX_ATTRIBUTES : BASIC_ATTRIBUTES);
            if (Boolean.TRUE.equals(all.get("isRegularFile"))) {
                stamps.put(name, stamp(all, unix, now));
            }
        } catch (IOException gone) {
            // Removed meanwhile, or a link to nowhere: it is no file.
        }
    }

    private static long stamp(Map<String, Object> all, boolean unix, Instant now) {
        Instant modified = time(all, "lastModifiedTime");
        Instant changed = time(all, unix ? "ctime" : "creationTime");
        boolean hasFractions = !modified.equals(modified.truncatedTo(ChronoUnit.SECONDS));
        Duration grain = unix && hasFractions ? FINE : COARSE;
        Instant latest = unix && changed.isAfter(modified) ? changed : modified;
        if (!latest.plus(grain).isBefore(now)) {
            return UNSURE;
        }
        long stamp = 0;
        for (Object part : List.of(
                requireNonNull(all.get("size")),
                modified,
                changed,
                Objects.requireNonNullElse(all.get(unix ? "ino" : "fileKey"), 0L))) {
            stamp = mixed(stamp, part);
        }
        return stamp == UNSURE ? 1 : stamp;
    }

    /** Attributes are nobody's to choose freely, so that a fast hash will do (the finalizer of SplitMix64). */
    private static long mixed(long stamp, Object part) {
        long value = part instanceof Instant time
                ? ChronoUnit.NANOS.between(Instant.EPOCH, time)
                : part instanceof Long number ? number : part.hashCode();
        long mixed = stamp * 31 + value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static Instant time(Map<String, Object> all, String name) {
        return ((FileTime) requireNonNull(all.get(name))).toInstant();
    }
}
