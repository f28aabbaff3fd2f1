package io.kalends.provider.ics.internal;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    private Place place() {
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
        return new Session(this);
    }

    private IcsFile file(Path path) {
        return new IcsFile(new AtomicFile(path, disk), zone, clock);
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> {
                        String name = path.getFileName().toString();
                        return name.endsWith(".ics") && !name.startsWith(".");
                    })
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw IcsErrors.of(place(), e, "listing the folder");
        }
    }

    private FolderContent read() {
        Map<Path, CalendarText> readable = new TreeMap<>();
        Map<Path, String> failures = new TreeMap<>();
        for (Path path : files()) {
            try {
                readable.put(path, file(path).read());
            } catch (SyncException e) {
                failures.put(path, String.valueOf(e.getMessage()));
            }
        }
        return FolderContent.of(readable, failures);
    }

    /** Writes file by file, one that fails taking no other with it, while no other process of ours may write here. */
    private List<WriteResult<CalendarEvent>> write(List<Write<CalendarEvent>> writes) {
        try {
            return WriteLock.holding(folder.resolve(".kalends.lock"), () -> writeAlone(writes));
        } catch (IOException e) {
            throw IcsErrors.of(place(), e, "writing to the folder");
        }
    }

    private List<WriteResult<CalendarEvent>> writeAlone(List<Write<CalendarEvent>> writes) {
        FolderContent content = read();
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
            return file(path).writeAlone(writes, true);
        } catch (SyncException e) {
            return writes.stream()
                    .map(write -> WriteResult.<CalendarEvent>deferred(String.valueOf(e.getMessage()), null))
                    .toList();
        }
    }

    /** The answer to a write of what stands in no file. */
    private static WriteResult<CalendarEvent> nowhere(Write<CalendarEvent> write, FolderContent content) {
        return content.entry(idOf(write))
                .fold(
                        present -> WriteResult.stale(),
                        removed -> WriteResult.gone(),
                        unreadable -> WriteResult.deferred(unreadable.reason(), null));
    }

    private static String idOf(Write<CalendarEvent> write) {
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

    /** A name that every file system takes, and the same for an id every time. */
    private static String nameOf(String id) {
        int occurrence = id.indexOf('#');
        String uid = occurrence < 0 ? id : id.substring(0, occurrence);
        String safe = uid.replaceAll("[^A-Za-z0-9@._-]", "_").replaceFirst("^\\.+", "_");
        boolean same = safe.equals(uid) && safe.length() <= NAME_LENGTH;
        return (same ? safe : safe.substring(0, Math.min(safe.length(), NAME_LENGTH)) + "-" + EventIds.hash(uid))
                + ".ics";
    }

    private static final class Session
            implements ReplicaSession<CalendarEvent>, ChangeSource<CalendarEvent>, ChangeSink<CalendarEvent> {

        private final IcsFolder owner;

        /** What a listing of several pages tells. */
        private @Nullable FolderContent listed;

        Session(IcsFolder owner) {
            this.owner = owner;
        }

        @Override
        public ChangeSource<CalendarEvent> source() {
            return this;
        }

        @Override
        public ChangeSink<CalendarEvent> sink() {
            return this;
        }

        @Override
        public ChangePage<CalendarEvent> changes(ChangeRequest request) {
            IcsFile.Position position = IcsFile.Position.of(request.cursor(), owner.place());
            FolderContent content = position.offset() > 0 && listed != null ? listed : owner.read();
            if (position.offset() == 0 && content.version().equals(position.version())) {
                return new ChangePage<>(List.of(), request.cursor(), false, Listing.DELTA);
            }
            if (position.offset() > 0 && !content.version().equals(position.version())) {
                throw new CursorExpiredException(
                        owner.place(), "the folder was changed since its listing was stopped", "it is listed anew");
            }
            listed = content;
            return IcsFile.Position.page(
                    content.entries(), content.isProof(), position.in(content.version()), request.pageSize());
        }

        @Override
        public List<Entry<CalendarEvent>> fetch(Collection<String> ids) {
            FolderContent content = owner.read();
            return ids.stream().distinct().map(content::entry).toList();
        }

        @Override
        public List<WriteResult<CalendarEvent>> write(List<Write<CalendarEvent>> writes) {
            return owner.write(writes);
        }

        @Override
        public void close() {
            listed = null;
        }
    }
}
