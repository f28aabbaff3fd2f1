package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.CalendarText;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a batch of writes in a folder of which every file was read. Used once. */
final class FolderWriter {

    private final IcsFolder folder;
    private final FolderContent content;
    private final FileNames names;
    private final Instant deadline;

    /** The files by the UIDs in them. */
    private final Map<String, Path> families;

    /** What the files hold, with the writes so far. */
    private final Map<Path, CalendarText> current;

    private final List<FileChange> changes = new ArrayList<>();

    FolderWriter(IcsFolder folder, FolderContent content, FileNames names, Instant deadline) {
        this.folder = folder;
        this.content = content;
        this.names = names;
        this.deadline = deadline;
        this.families = content.families();
        this.current = new HashMap<>(content.readable());
    }

    /** Writes file by file, one that fails taking no other with it. */
    Written write(List<Write<CalendarEvent>> writes) {
        Map<Integer, WriteResult<CalendarEvent>> results = new TreeMap<>();
        Map<Path, List<Integer>> byFile = new LinkedHashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            Path home = home(writes.get(i));
            String dispute =
                    writes.get(i) instanceof Write.Create<CalendarEvent> ? null : content.dispute(writes.get(i));
            if (dispute != null) {
                results.put(i, WriteResult.deferred(dispute, null));
            } else if (home == null) {
                results.put(i, nowhere(writes.get(i)));
            } else {
                byFile.computeIfAbsent(home, path -> new ArrayList<>()).add(i);
            }
        }
        byFile.forEach((path, indexes) -> {
            List<WriteResult<CalendarEvent>> answers =
                    writeFile(path, indexes.stream().map(writes::get).toList());
            for (int i = 0; i < indexes.size(); i++) {
                results.put(indexes.get(i), answers.get(i));
                if (answers.get(i) instanceof WriteResult.Applied<CalendarEvent>) {
                    content.elsewhere(writes.get(indexes.get(i)), path).forEach(this::writeFile);
                }
            }
        });
        return new Written(List.copyOf(results.values()), changes);
    }

    private List<WriteResult<CalendarEvent>> writeFile(Path path, List<Write<CalendarEvent>> writes) {
        String failure = content.failures().get(path);
        if (failure != null) {
            return writes.stream()
                    .map(write -> WriteResult.<CalendarEvent>deferred(failure, null))
                    .toList();
        }
        CalendarText before = current.getOrDefault(path, CalendarText.empty());
        if (before.isMissing() && writes.stream().noneMatch(Write.Create.class::isInstance)) {
            return writes.stream()
                    .map(write -> WriteResult.<CalendarEvent>gone())
                    .toList();
        }
        Written written = folder.writeFile(path, before, writes, deadline);
        written.changes().forEach(change -> current.put(path, change.after()));
        changes.addAll(written.changes());
        return written.results();
    }

    /** The answer to a write of what stands in no file. */
    private WriteResult<CalendarEvent> nowhere(Write<CalendarEvent> write) {
        return content.entry(IcsFolder.idOf(write))
                .fold(
                        present -> WriteResult.stale(),
                        removed -> WriteResult.gone(),
                        unreadable -> WriteResult.deferred(unreadable.reason(), null));
    }

    /** The file a record stands in; a new one stands with what has its UID, else in a file named by that. */
    private @Nullable Path home(Write<CalendarEvent> write) {
        Path home = content.home(IcsFolder.idOf(write));
        if (home != null || !(write instanceof Write.Create<CalendarEvent> create)) {
            return home;
        }
        String uid = create.record().uid();
        Path family = families.get(uid);
        if (family != null) {
            return family;
        }
        // One that cannot be read may hold this very event.
        return content.failures().keySet().stream()
                .filter(file -> FileNames.isPlain(file.getFileName().toString(), uid))
                .findFirst()
                .orElseGet(() -> folder.folder().resolve(names.of(uid)));
    }
}
