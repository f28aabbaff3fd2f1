package io.kalends.examples.quickstart;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEventBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Somebody else's calendar program, open on the same file: it knows nothing of the sync. */
record OtherProgram(Replica<CalendarEvent> calendar) {

    private static final int PAGE = 1_000;

    List<Versioned<CalendarEvent>> events() {
        List<Versioned<CalendarEvent>> events = new ArrayList<>();
        try (ReplicaSession<CalendarEvent> session = calendar.open()) {
            Cursor cursor = null;
            boolean more = true;
            while (more) {
                ChangePage<CalendarEvent> page =
                        session.source().changes(new ChangeRequest(cursor, null, null, PAGE, Instant.MAX));
                page.entries().forEach(entry -> {
                    if (entry instanceof Entry.Present<CalendarEvent> present) {
                        events.add(present.record());
                    }
                });
                cursor = page.next();
                more = page.more();
            }
        }
        return events;
    }

    /** Edits the event of this UID, the series itself where it is one. */
    void edit(String uid, String field, UnaryOperator<CalendarEventBuilder> edit) {
        Versioned<CalendarEvent> found = events().stream()
                .filter(event ->
                        event.record().uid().equals(uid) && !event.record().isOccurrence())
                .findFirst()
                .orElseThrow();
        CalendarEvent edited = edit.apply(found.record().toBuilder()).build();
        write(new Write.Update<>(found.id(), found.revision(), edited, Set.of(field)));
    }

    void delete(String uid) {
        events().stream()
                .filter(event ->
                        event.record().uid().equals(uid) && !event.record().isOccurrence())
                .forEach(event -> write(new Write.Delete<>(event.id(), event.revision())));
    }

    private void write(Write<CalendarEvent> write) {
        try (ReplicaSession<CalendarEvent> session = calendar.open()) {
            WriteResult<CalendarEvent> result =
                    session.sink().write(List.of(write)).get(0);
            if (!(result instanceof WriteResult.Applied<CalendarEvent>)) {
                throw new IllegalStateException("the other program could not write: " + result);
            }
        }
    }
}
