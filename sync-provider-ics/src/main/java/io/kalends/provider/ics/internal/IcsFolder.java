package io.kalends.provider.ics.internal;

import io.kalends.provider.ics.internal.text.IcsFormatException;
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

    /** What every file holds now, by path; a file that cannot be read holds its failure. */
    private record Content(Map<Path, CalendarText> readable, Map<Path, String> failures, String version) {

        boolean isProof() {
            return failures.isEmpty()
                    && readable.values().stream().allMatch(text -> text.rows().isProof());
        }

        List<Entry<CalendarEvent>> entries() {
            Map<String, Entry<CalendarEvent>> entries = new LinkedHashMap<>();
            readable.values().forEach(text -> text.rows().entries().forEach(entry -> entries.put(entry.id(), entry)));
            failures.forEach((path, reason) ->
                    entries.put("file:" + path.getFileName(), Entry.unreadable("file:" + path.getFileName(), reason)));
            return List.copyOf(entries.values());
        }

        @Nullable
        Path home(String id) {
            return readable.entrySet().stream()
                    .filter(file -> file.getValue().rows().get(id) != null)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
    }

    private Content read() {
        Map<Path, CalendarText> readable = new TreeMap<>();
        Map<Path, String> failures = new TreeMap<>();
        StringBuilder version = new StringBuilder();
        for (Path path : files()) {
            try {
                CalendarText text = file(path).read();
                readable.put(path, text);
                version.append(path.getFileName())
                        .append('=')
                        .append(text.version())
                        .append(';');
            } catch (IcsFormatException | SyncException e) {
                failures.put(path, String.valueOf(e.getMessage()));
                version.append(path.getFileName()).append("=?;");
            }
        }
        return new Content(readable, failures, EventIds.hash(version.toString()));
    }

    private static final class Session
            implements ReplicaSession<CalendarEvent>, ChangeSource<CalendarEvent>, ChangeSink<CalendarEvent> {

        private final IcsFolder owner;

        /** Where each record stood when the folder was last read by this session. */
        private @Nullable Content last;

        /** What a listing of several pages tells. */
        private @Nullable Content listed;

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

        private Content read() {
            Content content = owner.read();
            last = content;
            return content;
        }

        @Override
        public ChangePage<CalendarEvent> changes(ChangeRequest request) {
            IcsFile.Position position = IcsFile.Position.of(request.cursor(), owner.place());
            Content content = position.offset() > 0 && listed != null ? listed : read();
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
            Content content = read();
            return ids.stream().distinct().map(id -> entry(content, id)).toList();
        }

        private static Entry<CalendarEvent> entry(Content content, String id) {
            Path home = content.home(id);
            CalendarText text = home == null ? null : content.readable().get(home);
            if (text != null) {
                return text.rows().entry(id);
            }
            return content.isProof() ? Entry.removed(id) : Entry.unreadable(id, "a file of the folder cannot be read");
        }

        /** Writes file by file; one that fails takes no other with it. */
        @Override
        public List<WriteResult<CalendarEvent>> write(List<Write<CalendarEvent>> writes) {
            Content content = last == null ? read() : last;
            Map<Path, List<Integer>> byFile = new LinkedHashMap<>();
            for (int i = 0; i < writes.size(); i++) {
                byFile.computeIfAbsent(home(writes.get(i), content), path -> new ArrayList<>())
                        .add(i);
            }
            Map<Integer, WriteResult<CalendarEvent>> results = new TreeMap<>();
            byFile.forEach((path, indexes) -> {
                List<WriteResult<CalendarEvent>> answers =
                        writeFile(path, indexes.stream().map(writes::get).toList());
                for (int i = 0; i < indexes.size(); i++) {
                    results.put(indexes.get(i), answers.get(i));
                }
            });
            last = null;
            return List.copyOf(results.values());
        }

        private List<WriteResult<CalendarEvent>> writeFile(Path path, List<Write<CalendarEvent>> writes) {
            try {
                IcsFile file = owner.file(path);
                List<WriteResult<CalendarEvent>> results = file.write(writes);
                removeIfEmpty(file, path, writes);
                return results;
            } catch (SyncException e) {
                List<WriteResult<CalendarEvent>> deferred = new ArrayList<>();
                writes.forEach(write -> deferred.add(WriteResult.deferred(String.valueOf(e.getMessage()), null)));
                return deferred;
            }
        }

        /** A file whose last event was deleted goes. */
        private void removeIfEmpty(IcsFile file, Path path, List<Write<CalendarEvent>> writes) {
            boolean deletes = writes.stream().anyMatch(write -> write instanceof Write.Delete<CalendarEvent>);
            if (deletes && Files.exists(path)) {
                CalendarText text = file.read();
                boolean empty = text.rows().entries().isEmpty()
                        && text.document().calendars().stream()
                                .allMatch(calendar -> calendar.components().stream()
                                        .allMatch(part -> part.name().equals("VTIMEZONE")));
                if (empty) {
                    try {
                        file.file().delete();
                    } catch (IOException e) {
                        throw IcsErrors.of(owner.place(), e, "removing a file");
                    }
                }
            }
        }

        /** The file a record stands in; a new one stands with its series, else in a file of its own. */
        private Path home(Write<CalendarEvent> write, Content content) {
            String id = write.fold(create -> CalendarBatch.idOf(create.record()), Write.Update::id, Write.Delete::id);
            Path home = content.home(id);
            if (home == null && write instanceof Write.Create<CalendarEvent> create) {
                home = content.home(create.record().uid());
            }
            return home != null ? home : owner.folder().resolve(nameOf(id));
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

        @Override
        public void close() {}
    }
}
