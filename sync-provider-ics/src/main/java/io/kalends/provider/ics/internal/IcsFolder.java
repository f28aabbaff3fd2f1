package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.icalendar.CalendarBatch;
import io.kalends.icalendar.CalendarText;
import io.kalends.icalendar.IcsProjection;
import io.kalends.sync.Place;
import io.kalends.sync.Projection;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.SyncException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.record.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of files as a side of a pair, one event with its occurrences a file, as vdir has it. A file that cannot be read
 * costs itself only; then nothing counts as missing.
 */
record IcsFolder(Path folder, AtomicFile.Disk disk, ZoneId zone, Clock clock) implements Replica<CalendarEvent> {

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
    public Projection<CalendarEvent> projection() {
        return new IcsProjection();
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
        return FolderContent.of(readable, failures, (text, names) -> text.named(names, zone, clock.instant()));
    }

    /** Does something while no other process of ours may write here. */
    <T> T alone(WriteLock.Action<T> action) {
        try {
            return WriteLock.holding(folder.resolve(".kalends.lock"), action);
        } catch (IOException e) {
            throw IcsErrors.of(place(), e, "writing to the folder");
        }
    }

    Written writeFile(Path path, CalendarText before, List<Write<CalendarEvent>> writes, Instant deadline) {
        try {
            return file(path).writeAlone(before, writes, true, deadline);
        } catch (SavedMeanwhileException e) {
            return new Written(Collections.nCopies(writes.size(), IcsErrors.savedMeanwhile()), List.of());
        } catch (SyncException e) {
            // One that fails takes no other with it.
            return new Written(
                    Collections.nCopies(writes.size(), WriteResult.deferred(String.valueOf(e.getMessage()), null)),
                    List.of());
        }
    }

    static String idOf(Write<CalendarEvent> write) {
        return write.fold(create -> CalendarBatch.idOf(create.record()), Write.Update::id, Write.Delete::id);
    }
}
