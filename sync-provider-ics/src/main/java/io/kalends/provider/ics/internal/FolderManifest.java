package io.kalends.provider.ics.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.icalendar.CalendarText;
import io.kalends.icalendar.EventIds;
import io.kalends.icalendar.EventRows;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a folder held when it was listed, as hashes: enough to tell which files changed since without reading the others, and
 * in which file an event stands. It is kept in the cursor, so that it outlives the process.
 *
 * <p>Only for folders where each file holds one event with its occurrences, and no event stands in two of them.
 *
 * @param lines by the file's name
 */
record FolderManifest(SortedMap<String, Line> lines) {

    /** 54 characters a file: of larger folders the cursor would be larger than what it saves. */
    private static final int MAX_FILES = 30_000;

    /**
     * A file.
     *
     * @param stamp how it stood
     * @param uid a hash of its event's UID
     * @param rows a hash of the ids of all its records
     * @param content a hash of its bytes
     */
    record Line(long stamp, long uid, long rows, long content) {

        /** A file's line; empty for one that holds more than an event, or something that cannot be read. */
        static Optional<Line> of(long stamp, CalendarText text) {
            EventRows rows = text.rows();
            Set<String> uids = new HashSet<>();
            rows.byId().values().forEach(row -> uids.add(row.record().record().uid()));
            if (uids.size() != 1
                    || uids.iterator().next().contains("#")
                    || !rows.unreadable().isEmpty()
                    || !rows.isProof()) {
                return Optional.empty();
            }
            return Optional.of(new Line(
                    stamp,
                    EventIds.number(uids.iterator().next()),
                    EventIds.number(String.join("\n", new TreeMap<>(rows.byId()).keySet())),
                    EventIds.number(text.version())));
        }

        /** The same records with other bytes than the file ever had. */
        Line unlikeAny() {
            return new Line(FolderScan.UNSURE, uid, rows, ~content);
        }
    }

    FolderManifest {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    }

    /** The manifest of what was read; empty where a folder has none. */
    static Optional<FolderManifest> of(FolderScan scan, Map<String, CalendarText> texts) {
        if (!texts.keySet().equals(scan.stamps().keySet())) {
            return Optional.empty();
        }
        SortedMap<String, Line> lines = new TreeMap<>();
        for (Map.Entry<String, CalendarText> file : texts.entrySet()) {
            long stamp = requireNonNull(scan.stamps().get(file.getKey()));
            Optional<Line> line = Line.of(stamp, file.getValue());
            if (line.isEmpty()) {
                return Optional.empty();
            }
            lines.put(file.getKey(), line.get());
        }
        return canHold(lines.values()) ? Optional.of(new FolderManifest(lines)) : Optional.empty();
    }

    /** The names by the hash of the UID that stands in them. */
    Map<Long, String> names() {
        Map<Long, String> names = new HashMap<>();
        lines.forEach((name, line) -> names.put(line.uid(), name));
        return names;
    }

    /** Whether there can be a manifest of these lines: they are not too many, and no event stands in two files. */
    static boolean canHold(Collection<Line> lines) {
        return lines.size() <= MAX_FILES
                && lines.stream().map(Line::uid).distinct().count() == lines.size();
    }

    /** The text for a cursor. */
    String text() {
        Map<Long, Line> byHash = new LinkedHashMap<>();
        lines.forEach((name, line) -> byHash.put(EventIds.number(name), line));
        return ManifestText.of(byHash);
    }

    /**
     * Reads what {@link #text} wrote, for the files that are there now.
     *
     * @return empty if it is none, or if a file is gone: then somebody has to find out what went with it
     */
    static Optional<FolderManifest> read(String text, FolderScan scan) {
        Map<Long, String> names = new HashMap<>();
        scan.stamps().keySet().forEach(name -> names.put(EventIds.number(name), name));
        return ManifestText.read(text)
                .filter(byHash -> names.keySet().containsAll(byHash.keySet()))
                .map(byHash -> {
                    SortedMap<String, Line> lines = new TreeMap<>();
                    byHash.forEach((hash, line) -> lines.put(requireNonNull(names.get(hash)), line));
                    return new FolderManifest(lines);
                });
    }
}
