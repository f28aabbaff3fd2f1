package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.CalendarText;
import io.kalends.icalendar.EventIds;
import io.kalends.sync.Entry;
import io.kalends.sync.SyncException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** In which file each event of a folder stands, so that not all of them are read for one. Answers only what is sure. */
final class FolderHomes {

    private final FolderManifest manifest;
    private final Map<Long, String> names;

    /** When a file was last added to the folder or taken from it; {@code null} until the first write. */
    private @Nullable FileTime folderChanged;

    /** The names for new files; {@code null} until the first write. */
    private @Nullable FileNames free;

    private FolderHomes(FolderManifest manifest) {
        this.manifest = manifest;
        this.names = new HashMap<>(manifest.names());
    }

    static FolderHomes of(FolderManifest manifest) {
        return new FolderHomes(manifest);
    }

    /** What holds now, by a look at the files that changed since; empty where that does not tell all. */
    Optional<FolderHomes> at(IcsFolder folder, FolderScan now) {
        FolderChanges changes = new FolderChanges(folder, manifest);
        boolean clear = folderChanged == null && sameNames(now) && changes.read(now);
        return clear ? Optional.of(of(changes.manifest())) : Optional.empty();
    }

    /** The records of these ids, read from their files; empty if one does not stand where it should. */
    Optional<List<Entry<CalendarEvent>>> fetch(IcsFolder folder, Collection<String> ids) {
        List<Entry<CalendarEvent>> entries = new ArrayList<>();
        for (String id : new HashSet<>(ids)) {
            String name = names.get(EventIds.number(uidOf(id)));
            if (name == null) {
                entries.add(Entry.removed(id));
                continue;
            }
            try {
                entries.add(folder.read(name).rows().entry(id));
            } catch (SyncException unreadable) {
                return Optional.empty();
            }
        }
        return Optional.of(entries);
    }

    /** Writes file by file; empty, and nothing written, if the files of these events cannot be told. */
    Optional<Written> write(IcsFolder folder, List<Write<CalendarEvent>> writes, Instant deadline) throws IOException {
        FileTime changed = Files.getLastModifiedTime(folder.folder());
        FileNames unused = free;
        if (unused == null || folderChanged == null) {
            FolderScan now = folder.scan();
            if (!sameNames(now)) {
                return Optional.empty();
            }
            unused = new FileNames(now.taken());
            free = unused;
        } else if (!folderChanged.equals(changed)) {
            return Optional.empty();
        }
        Map<Path, List<Integer>> byFile = new LinkedHashMap<>();
        Set<Path> created = new HashSet<>();
        for (int i = 0; i < writes.size(); i++) {
            String uid = uidOf(writes.get(i));
            String name = names.get(EventIds.number(uid));
            boolean isNew = name == null && writes.get(i) instanceof Write.Create<CalendarEvent>;
            Path path = folder.folder().resolve(isNew ? unused.of(uid) : name == null ? "" : name);
            // In an id, what stands before the first # is a UID only where no UID holds one itself.
            boolean ambiguous = isNew && uid.indexOf('#') >= 0;
            if (ambiguous || (!isNew && (name == null || !Files.exists(path)))) {
                return Optional.empty();
            }
            if (isNew) {
                created.add(path);
            }
            byFile.computeIfAbsent(path, any -> new ArrayList<>()).add(i);
        }
        Map<Integer, WriteResult<CalendarEvent>> results = new TreeMap<>();
        List<FileChange> changes = new ArrayList<>();
        byFile.forEach((path, indexes) -> {
            List<Write<CalendarEvent>> here = indexes.stream().map(writes::get).toList();
            Written written = writeFile(folder, path, created.contains(path), here, deadline);
            for (int i = 0; i < indexes.size(); i++) {
                results.put(indexes.get(i), written.results().get(i));
            }
            changes.addAll(written.changes());
            here.forEach(write ->
                    names.put(EventIds.number(uidOf(write)), path.getFileName().toString()));
        });
        folderChanged = Files.getLastModifiedTime(folder.folder());
        return Optional.of(new Written(List.copyOf(results.values()), changes));
    }

    private boolean sameNames(FolderScan now) {
        return now.stamps().keySet().equals(manifest.lines().keySet());
    }

    private static String uidOf(Write<CalendarEvent> write) {
        return write instanceof Write.Create<CalendarEvent> create
                ? create.record().uid()
                : uidOf(IcsFolder.idOf(write));
    }

    /** The UID in an id, in a folder where none holds a {@code #}. */
    private static String uidOf(String id) {
        int occurrence = id.indexOf('#');
        return occurrence < 0 ? id : id.substring(0, occurrence);
    }

    private static Written writeFile(
            IcsFolder folder, Path path, boolean isNew, List<Write<CalendarEvent>> writes, Instant deadline) {
        CalendarText before;
        try {
            before = isNew
                    ? CalendarText.empty()
                    : folder.read(path.getFileName().toString());
        } catch (SyncException e) {
            return new Written(
                    Collections.nCopies(writes.size(), WriteResult.deferred(String.valueOf(e.getMessage()), null)),
                    List.of());
        }
        return folder.writeFile(path, before, writes, deadline);
    }
}
