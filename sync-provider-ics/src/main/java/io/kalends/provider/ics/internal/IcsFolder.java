package io.kalends.provider.ics.internal;

import io.kalends.sync.Place;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.SyncException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEvents;
import io.kalends.sync.record.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder of files as a side of a pair, one event with its occurrences a file, as vdir has it. A file that cannot be read
 * costs itself only; then nothing counts as missing.
 */
record IcsFolder(Path folder, AtomicFile.Disk disk, ZoneId zone, Clock clock) implements Replica<CalendarEvent> {

    private static final int NAME_LENGTH = 80;

    @Override
    public String id() {
        return "ics:" + folder.toAbsolutePath().normalize();
    }

    Place place() {
        return IcsErrors.place(String.valueOf(folder.getFileName()));
    }

    @Override
    public RecordType<CalendarEvent> type() {
        return CalendarEvents.type();
    }

    @Override
    public ReplicaTraits traits() {
        return IcsFile.TRAITS;
    }

    @Override
    public ReplicaSession<CalendarEvent> open() {
        return new FolderSession(this);
    }

    private IcsFile file(Path path) {
        return new IcsFile(new AtomicFile(path, disk), zone, clock);
    }

    FolderScan scan() {
        try {
            return FolderScan.of(folder, clock.instant());
        } catch (IOException e) {
            throw IcsErrors.of(place(), e, "listing the folder");
        } catch (UncheckedIOException e) {
            throw IcsErrors.of(place(), new IOException(e), "listing the folder");
        }
    }

    CalendarText read(String name) {
        return file(folder.resolve(name)).read();
    }

    FolderContent read(FolderScan scan) {
        Map<Path, CalendarText> readable = new LinkedHashMap<>();
        Map<Path, String> failures = new LinkedHashMap<>();
        for (String name : scan.stamps().keySet()) {
            try {
                readable.put(folder.resolve(name), read(name));
            } catch (SyncException e) {
                failures.put(folder.resolve(name), String.valueOf(e.getMessage()));
            }
        }
        return FolderContent.of(readable, failures);
    }

    /** Does something while no other process of ours may write here. */
    <T> T alone(WriteLock.Action<T> action) {
        try {
            return WriteLock.holding(folder.resolve(".kalends.lock"), action);
        } catch (IOException e) {
            throw IcsErrors.of(place(), e, "writing to the folder");
        }
    }

    /** Writes file by file, one that fails taking no other with it. */
    List<WriteResult<CalendarEvent>> writeAlone(List<Write<CalendarEvent>> writes, FolderContent content) {
        Map<Path, List<Integer>> byFile = new LinkedHashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            byFile.computeIfAbsent(home(writes.get(i), content), path -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, WriteResult<CalendarEvent>> results = new TreeMap<>();
        byFile.forEach((path, indexes) -> {
            List<WriteResult<CalendarEvent>> answers =
                    writeFile(path, indexes.stream().map(writes::get).toList(), content);
            for (int i = 0; i < indexes.size(); i++) {
                results.put(indexes.get(i), answers.get(i));
                if (answers.get(i) instanceof WriteResult.Applied<CalendarEvent>
                        && writes.get(indexes.get(i)) instanceof Write.Delete<CalendarEvent> delete) {
                    content.elsewhere(delete.id(), path)
                            .forEach((other, deletes) -> writeFile(other, deletes, content));
                }
            }
        });
        return List.copyOf(results.values());
    }

    private List<WriteResult<CalendarEvent>> writeFile(
            Path path, List<Write<CalendarEvent>> writes, FolderContent content) {
        try {
            if (!Files.exists(path) && writes.stream().noneMatch(Write.Create.class::isInstance)) {
                return writes.stream().map(write -> nowhere(write, content)).toList();
            }
            return writeFile(path, writes);
        } catch (SyncException e) {
            return writes.stream()
                    .map(write -> WriteResult.<CalendarEvent>deferred(String.valueOf(e.getMessage()), null))
                    .toList();
        }
    }

    List<WriteResult<CalendarEvent>> writeFile(Path path, List<Write<CalendarEvent>> writes) {
        return file(path).writeAlone(writes, true);
    }

    /** Writes a file that is not there. */
    List<WriteResult<CalendarEvent>> writeNewFile(Path path, List<Write<CalendarEvent>> writes) {
        return file(path).writeAlone(CalendarText.empty(), writes, true);
    }

    /** The answer to a write of what stands in no file. */
    private static WriteResult<CalendarEvent> nowhere(Write<CalendarEvent> write, FolderContent content) {
        return content.entry(idOf(write))
                .fold(
                        present -> WriteResult.stale(),
                        removed -> WriteResult.gone(),
                        unreadable -> WriteResult.deferred(unreadable.reason(), null));
    }

    static String idOf(Write<CalendarEvent> write) {
        return write.fold(create -> CalendarBatch.idOf(create.record()), Write.Update::id, Write.Delete::id);
    }

    /** The file a record stands in; a new one stands with its series, else in a file of its own. */
    private Path home(Write<CalendarEvent> write, FolderContent content) {
        String id = idOf(write);
        Path home = content.home(id);
        if (home == null && write instanceof Write.Create<CalendarEvent> create) {
            home = content.home(create.record().uid());
        }
        return home != null ? home : folder.resolve(nameOf(id));
    }

    /** The UID in an id, where it holds no {@code #} itself. */
    static String uidOf(String id) {
        int occurrence = id.indexOf('#');
        return occurrence < 0 ? id : id.substring(0, occurrence);
    }

    /** A name that every file system takes, and the same for an id every time. */
    static String nameOf(String id) {
        String uid = uidOf(id);
        String safe = uid.replaceAll("[^A-Za-z0-9@._-]", "_").replaceFirst("^\\.+", "_");
        boolean same = safe.equals(uid) && safe.length() <= NAME_LENGTH;
        return (same ? safe : safe.substring(0, Math.min(safe.length(), NAME_LENGTH)) + "-" + EventIds.hash(uid))
                + ".ics";
    }
}
