package io.kalends.provider.ics.internal;

import io.kalends.sync.Entry;
import io.kalends.sync.SyncException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.calendar.CalendarEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
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
            String name = names.get(EventIds.number(IcsFolder.uidOf(id)));
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
    Optional<List<WriteResult<CalendarEvent>>> write(IcsFolder folder, List<Write<CalendarEvent>> writes)
            throws IOException {
        FileTime changed = Files.getLastModifiedTime(folder.folder());
        if (folderChanged == null ? !sameNames(folder.scan()) : !folderChanged.equals(changed)) {
            return Optional.empty();
        }
        Map<Path, List<Integer>> byFile = new LinkedHashMap<>();
        Set<Path> created = new HashSet<>();
        for (int i = 0; i < writes.size(); i++) {
            String id = IcsFolder.idOf(writes.get(i));
            String name = names.get(EventIds.number(IcsFolder.uidOf(id)));
            Path path = folder.folder().resolve(name == null ? IcsFolder.nameOf(id) : name);
            boolean isNew = name == null && writes.get(i) instanceof Write.Create<CalendarEvent>;
            if (isNew ? Files.exists(path) : name == null || !Files.exists(path)) {
                return Optional.empty();
            }
            if (isNew) {
                created.add(path);
            }
            byFile.computeIfAbsent(path, any -> new ArrayList<>()).add(i);
        }
        if (created.stream().anyMatch(path -> uids(byFile.get(path), writes).size() > 1)) {
            return Optional.empty();
        }
        Map<Integer, WriteResult<CalendarEvent>> results = new TreeMap<>();
        byFile.forEach((path, indexes) -> {
            List<WriteResult<CalendarEvent>> answers = writeFile(
                    folder,
                    path,
                    created.contains(path),
                    indexes.stream().map(writes::get).toList());
            for (int i = 0; i < indexes.size(); i++) {
                results.put(indexes.get(i), answers.get(i));
            }
            uids(indexes, writes)
                    .forEach(uid -> names.put(uid, path.getFileName().toString()));
        });
        folderChanged = Files.getLastModifiedTime(folder.folder());
        return Optional.of(List.copyOf(results.values()));
    }

    private boolean sameNames(FolderScan now) {
        return now.stamps().keySet().equals(manifest.lines().keySet());
    }

    private static Set<Long> uids(@Nullable List<Integer> indexes, List<Write<CalendarEvent>> writes) {
        Set<Long> uids = new HashSet<>();
        if (indexes != null) {
            indexes.forEach(index -> uids.add(EventIds.number(IcsFolder.uidOf(IcsFolder.idOf(writes.get(index))))));
        }
        return uids;
    }

    private static List<WriteResult<CalendarEvent>> writeFile(
            IcsFolder folder, Path path, boolean isNew, List<Write<CalendarEvent>> writes) {
        try {
            return isNew ? folder.writeNewFile(path, writes) : folder.writeFile(path, writes);
        } catch (SyncException e) {
            return writes.stream()
                    .map(write -> WriteResult.<CalendarEvent>deferred(String.valueOf(e.getMessage()), null))
                    .toList();
        }
    }
}
