package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.TransientException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run wrote is what the next one compares with, so that whoever takes it back is heard. */
class WritesTakenBackTest {

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final SyncedCalendar synced = new SyncedCalendar(clock);

    private Replica<CalendarEvent> folder() {
        return new IcsFolder(folder, AtomicFile.Disk.REAL, ZoneOffset.UTC, clock);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Replica<CalendarEvent> file() {
        return new IcsFile(new AtomicFile(path("calendar.ics"), AtomicFile.Disk.REAL), ZoneOffset.UTC, clock);
    }

    private CalendarFile calendar(Replica<CalendarEvent> replica) {
        return new CalendarFile(folder, replica);
    }

    @SafeVarargs
    private static WriteResponse<CalendarEvent> write(
            Replica<CalendarEvent> replica, @Nullable Cursor cursor, Write<CalendarEvent>... writes) {
        List<Write<CalendarEvent>> all = new ArrayList<>();
        for (Write<CalendarEvent> write : writes) {
            all.add(write);
        }
        try (ReplicaSession<CalendarEvent> session = replica.open()) {
            return session.sink().orElseThrow().write(new WriteRequest<>(all, Instant.MAX, cursor));
        }
    }

    private static Cursor now(@Nullable Cursor answered, @Nullable Cursor before) {
        Cursor now = answered == null ? before : answered;
        assertThat(now).isNotNull();
        return requireNonNull(now);
    }

    @Test
    void aFileThatARunMadeAndTheUserDeletedIsDeletedInTheApp() throws IOException {
        for (int n = 0; n < 5; n++) {
            CalendarFile.put(path("file-" + n + ".ics"), event("e" + n, "SUMMARY:E" + n));
        }
        synced.sync(folder());
        synced.app().put(EventSamples.meeting(1));
        synced.sync(folder());

        Files.delete(path(EventSamples.meeting(1).uid() + ".ics"));
        synced.sync(folder());

        assertThat(synced.titles()).containsExactly("E0", "E1", "E2", "E3", "E4");
    }

    @Test
    void aFileThatARunMadeInAFolderWithoutAManifestIsMissedAsWell() throws IOException {
        CalendarFile.put(path("many.ics"), event("a"), event("b"), event("c"), event("d"), event("#e"));
        synced.sync(folder());
        synced.app().put(EventSamples.meeting(1));
        synced.sync(folder());

        Files.delete(path(EventSamples.meeting(1).uid() + ".ics"));
        synced.sync(folder());

        assertThat(synced.app().contents()).hasSize(5);
    }

    @Test
    void oldBytesThatComeBackInAFileAreAChange() throws IOException {
        for (int n = 0; n < 5; n++) {
            synced.app().put(EventSamples.meeting(n));
        }
        synced.sync(file());
        synced.sync(file());
        byte[] old = Files.readAllBytes(path("calendar.ics"));
        synced.app().put(EventSamples.meeting(7));
        synced.sync(file());

        Files.write(path("calendar.ics"), old);
        synced.sync(file());

        assertThat(synced.titles()).hasSize(5).doesNotContain("Meeting 7");
    }

    @Test
    void oldBytesThatComeBackInAFolderAreAChange() throws IOException {
        CalendarFile.put(path("a.ics"), event("a", "SUMMARY:Old"));
        CalendarFile.put(path("b.ics"), event("b", "SUMMARY:B"));
        synced.sync(folder());
        byte[] old = Files.readAllBytes(path("a.ics"));
        String id = synced.app().records().entrySet().stream()
                .filter(entry -> entry.getValue().uid().equals("a"))
                .findFirst()
                .orElseThrow()
                .getKey();
        synced.app().edit(id, event -> event.toBuilder().title("New").build());
        synced.sync(folder());
        assertThat(CalendarFile.textOf(path("a.ics"))).contains("SUMMARY:New");

        Files.write(path("a.ics"), old);
        synced.sync(folder());

        assertThat(synced.titles()).containsExactly("B", "Old");
    }

    @Test
    void aFileThatWentWithItsLastEventIsAChangeWhenItComesBack() throws IOException {
        CalendarFile.put(path("a.ics"), event("a"));
        CalendarFile.put(path("b.ics"), event("b"));
        byte[] old = Files.readAllBytes(path("a.ics"));
        Cursor cursor = calendar(folder()).list().next();
        Cursor after = now(write(folder(), cursor, CalendarFile.delete("a")).cursor(), cursor);
        assertThat(calendar(folder()).list(after).entries()).isEmpty();

        Files.write(path("a.ics"), old);

        assertThat(calendar(folder()).list(after).entries())
                .extracting(Entry::id)
                .contains("a");
    }

    @Test
    void aRunAfterItsOwnWritesFindsNothingNew() {
        CalendarFile.put(path("a.ics"), event("a"));
        Cursor cursor = calendar(folder()).list().next();

        Cursor first = now(
                write(folder(), cursor, CalendarFile.create(EventSamples.meeting(1)))
                        .cursor(),
                cursor);
        Cursor second = now(
                write(
                                folder(),
                                first,
                                CalendarFile.create(EventSamples.meeting(2)),
                                calendar(folder()).titled("a", "New"))
                        .cursor(),
                first);

        assertThat(calendar(folder()).list(second).listing()).isEqualTo(Listing.DELTA);
        assertThat(calendar(folder()).list(second).entries()).isEmpty();
    }

    @Test
    void anEditBetweenTheListingAndOurWriteIsNotHiddenInAFolder() {
        CalendarFile.put(path("a.ics"), event("a", "RRULE:FREQ=DAILY"));
        CalendarFile.put(path("b.ics"), event("b"));
        Cursor cursor = calendar(folder()).list().next();
        CalendarFile.put(path("a.ics"), event("a", "RRULE:FREQ=DAILY", "SUMMARY:Theirs"));
        Cursor after = now(
                write(folder(), cursor, calendar(folder()).titled("a", "Ours")).cursor(), cursor);

        assertThat(calendar(folder()).list(after).entries())
                .extracting(Entry::id)
                .containsExactly("a");
    }

    @Test
    void anEventThatSomebodyAddedToAFileBeforeOurWriteIsNotHidden() {
        CalendarFile.put(path("a.ics"), event("a", "RRULE:FREQ=DAILY"));
        CalendarFile.put(path("b.ics"), event("b"));
        Cursor cursor = calendar(folder()).list().next();
        CalendarFile.put(path("a.ics"), event("a", "RRULE:FREQ=DAILY"), event("a", "RECURRENCE-ID:20260303T090000Z"));
        CalendarFile.put(path("c.ics"), event("c"));
        Cursor after = now(
                write(
                                folder(),
                                cursor,
                                calendar(folder()).titled("a", "Ours"),
                                calendar(folder()).titled("c", "Ours"))
                        .cursor(),
                cursor);

        assertThat(calendar(folder()).list(after).entries())
                .extracting(Entry::id)
                .contains("a#2026-03-03T09:00:00Z", "c");
    }

    @Test
    void anEditBetweenTheListingAndOurWriteIsNotHiddenInAFile() {
        CalendarFile.put(path("calendar.ics"), event("a"), event("b"));
        Cursor cursor = calendar(file()).list().next();
        CalendarFile.put(path("calendar.ics"), event("a", "SUMMARY:Theirs"), event("b"));
        Cursor first =
                now(write(file(), cursor, calendar(file()).titled("b", "Ours")).cursor(), cursor);
        Cursor second = now(
                write(file(), first, CalendarFile.create(EventSamples.meeting(1)))
                        .cursor(),
                first);

        assertThat(calendar(file()).list(second).entries())
                .extracting(Entry::id)
                .contains("a", "b");
    }

    @Test
    void aListingThatIsUnderWayEndsWhereOurWritesLeftTheFolder() throws IOException {
        CalendarFile.put(path("a.ics"), event("a"));
        CalendarFile.put(path("b.ics"), event("b"));
        Cursor end;
        try (ReplicaSession<CalendarEvent> session = folder().open()) {
            Cursor next = session.source()
                    .changes(new ChangeRequest(null, null, null, 1, Instant.MAX))
                    .next();
            session.sink().orElseThrow().write(WriteRequest.of(List.of(CalendarFile.create(EventSamples.meeting(1)))));
            end = now(
                    session.source()
                            .changes(new ChangeRequest(next, null, null, 1, Instant.MAX))
                            .next(),
                    null);
        }
        assertThat(calendar(folder()).list(end).entries()).isEmpty();

        Files.delete(path(EventSamples.meeting(1).uid() + ".ics"));

        assertThat(calendar(folder()).list(end).listing()).isEqualTo(Listing.SNAPSHOT);
    }

    @Test
    void aListingThatIsUnderWayEndsWhereOurWritesLeftTheFile() throws IOException {
        CalendarFile.put(path("calendar.ics"), event("a"), event("b"));
        byte[] old = Files.readAllBytes(path("calendar.ics"));
        Cursor end;
        try (ReplicaSession<CalendarEvent> session = file().open()) {
            Cursor next = session.source()
                    .changes(new ChangeRequest(null, null, null, 1, Instant.MAX))
                    .next();
            session.sink().orElseThrow().write(WriteRequest.of(List.of(CalendarFile.create(EventSamples.meeting(1)))));
            end = now(
                    session.source()
                            .changes(new ChangeRequest(next, null, null, 1, Instant.MAX))
                            .next(),
                    null);
        }
        assertThat(calendar(file()).list(end).entries()).isEmpty();

        Files.write(path("calendar.ics"), old);

        assertThat(calendar(file()).list(end).listing()).isEqualTo(Listing.SNAPSHOT);
    }

    @Test
    void aCursorOfAnotherFormIsLeftAsItIs() {
        CalendarFile.put(path("a.ics"), event("a"));

        for (String token : List.of("garbage", "m:0:!", "x:7", "")) {
            assertThat(write(folder(), Cursor.of(token), calendar(folder()).titled("a", "New " + token))
                            .cursor())
                    .as(token)
                    .isNull();
        }
    }

    @Test
    void nothingIsBegunAfterItsDeadline() {
        CalendarFile.put(path("calendar.ics"), event("a"));
        Instant past = clock.instant();
        List<Write<CalendarEvent>> writes = List.of(CalendarFile.create(EventSamples.meeting(1)));

        for (Replica<CalendarEvent> replica : List.of(file(), folder())) {
            try (ReplicaSession<CalendarEvent> session = replica.open()) {
                assertThatThrownBy(() -> session.sink().orElseThrow().write(new WriteRequest<>(writes, past, null)))
                        .isInstanceOf(TransientException.class)
                        .hasMessageContaining("nothing was changed");
            }
        }
        assertThat(calendar(folder()).list().entries()).hasSize(1);
    }
}
