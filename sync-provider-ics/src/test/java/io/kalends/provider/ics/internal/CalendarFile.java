package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.CalendarBatch;
import io.kalends.icalendar.EventIds;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file or folder with a replica over it: what the tests put there, and what the replica says and does. */
record CalendarFile(Path path, Replica<CalendarEvent> replica) {

    /** A file that may not be there yet, on 1 March 2026 at nine, with floating times in UTC. */
    static CalendarFile at(Path path) {
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        return new CalendarFile(path, new IcsFile(new AtomicFile(path, AtomicFile.Disk.REAL), ZoneOffset.UTC, clock));
    }

    /** Puts a calendar with these components there; lines as one writes them, CRLF is added. */
    static void put(Path path, String... components) {
        text(
                path,
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\n" + String.join("", components)
                        + "END:VCALENDAR\n");
    }

    static void text(Path path, String text) {
        try {
            Files.write(path, text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A component with a start; {@code lines} replace nothing and stand behind it. */
    static String event(String uid, String... lines) {
        return "BEGIN:VEVENT\nUID:" + uid + "\nDTSTAMP:20260101T000000Z\nDTSTART:20260302T090000Z\n"
                + String.join("\n", lines) + (lines.length == 0 ? "" : "\n") + "END:VEVENT\n";
    }

    static String textOf(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return textOf(path);
    }

    ChangePage<CalendarEvent> list() {
        return list(null);
    }

    ChangePage<CalendarEvent> list(@Nullable Cursor cursor) {
        try (ReplicaSession<CalendarEvent> session = replica.open()) {
            return session.source().changes(new ChangeRequest(cursor, null, null, 1000, Instant.MAX));
        }
    }

    Entry<CalendarEvent> entry(String id) {
        try (ReplicaSession<CalendarEvent> session = replica.open()) {
            return session.source().fetch(FetchRequest.of(Set.of(id))).get(0);
        }
    }

    Versioned<CalendarEvent> record(String id) {
        return entry(id)
                .fold(
                        Entry.Present::record,
                        removed -> {
                            throw new AssertionError(id + " is not there");
                        },
                        unreadable -> {
                            throw new AssertionError(id + " cannot be read: " + unreadable.reason());
                        });
    }

    Optional<String> whyUnreadable(String id) {
        return entry(id).fold(present -> Optional.empty(), removed -> Optional.empty(), no -> Optional.of(no.reason()));
    }

    boolean has(String id) {
        return entry(id).fold(present -> true, removed -> false, unreadable -> true);
    }

    @SafeVarargs
    final List<WriteResult<CalendarEvent>> write(Write<CalendarEvent>... writes) {
        List<Write<CalendarEvent>> all = new ArrayList<>();
        for (Write<CalendarEvent> write : writes) {
            all.add(write);
        }
        try (ReplicaSession<CalendarEvent> session = replica.open()) {
            return session.sink().orElseThrow().write(WriteRequest.of(all)).results();
        }
    }

    Write<CalendarEvent> titled(String id, String title) {
        Versioned<CalendarEvent> now = record(id);
        return new Write.Update<>(
                id, now.revision(), now.record().toBuilder().title(title).build(), Set.of("title"));
    }

    static Write<CalendarEvent> create(CalendarEvent event) {
        return new Write.Create<>("key-" + EventIds.hash(CalendarBatch.idOf(event)), event, null, "", null);
    }

    static Write<CalendarEvent> delete(String id) {
        return new Write.Delete<>(id, null);
    }
}
