package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.CalendarText;
import io.kalends.provider.ics.internal.FolderManifest.Line;
import io.kalends.sync.Entry;
import io.kalends.sync.SyncException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the files of a folder that changed since a manifest was made. */
final class FolderChanges {

    private final IcsFolder folder;
    private final FolderManifest before;
    private final SortedMap<String, Line> lines;
    private final Set<Long> uids = new HashSet<>();
    private final List<Entry<CalendarEvent>> entries = new ArrayList<>();

    FolderChanges(IcsFolder folder, FolderManifest before) {
        this.folder = folder;
        this.before = before;
        this.lines = new TreeMap<>(before.lines());
        before.lines().values().forEach(line -> uids.add(line.uid()));
    }

    /** What stands in the files that were read. */
    List<Entry<CalendarEvent>> entries() {
        return entries;
    }

    /** The manifest of the folder as it is now. */
    FolderManifest manifest() {
        return lines.equals(before.lines()) ? before : new FolderManifest(lines);
    }

    /** Reads what changed; false if that does not tell all: a file that lost a record, or holds another file's event. */
    boolean read(FolderScan now) {
        return now.stamps().entrySet().stream().allMatch(file -> {
            Line known = before.lines().get(file.getKey());
            boolean unchanged = known != null && known.stamp() == file.getValue() && known.stamp() != FolderScan.UNSURE;
            return unchanged || read(file.getKey(), file.getValue());
        });
    }

    private boolean read(String name, long stamp) {
        CalendarText text;
        try {
            text = folder.read(name);
        } catch (SyncException unreadable) {
            return false;
        }
        Line known = before.lines().get(name);
        Optional<Line> line = Line.of(stamp, text);
        boolean fits = line.filter(found -> known == null
                        ? uids.add(found.uid())
                        : known.uid() == found.uid() && known.rows() == found.rows())
                .isPresent();
        if (fits) {
            lines.put(name, line.orElseThrow());
            // Touched only, or written so lately that it had to be looked at again.
            if (known == null || known.content() != line.get().content()) {
                entries.addAll(text.rows().entries());
            }
        }
        return fits;
    }
}
