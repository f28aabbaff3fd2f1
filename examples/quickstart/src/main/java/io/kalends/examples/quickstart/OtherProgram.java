package io.kalends.examples.quickstart;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Somebody else's calendar program, open on the same file: it knows nothing of the sync. */
record OtherProgram(Replica<CalendarEvent> calendar) {

    List<Versioned<CalendarEvent>> events() {
        return Listing.of(calendar);
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
            WriteResult<CalendarEvent> result = session.sink()
                    .orElseThrow()
                    .write(WriteRequest.of(List.of(write)))
                    .results()
                    .get(0);
            if (!(result instanceof WriteResult.Applied<CalendarEvent>)) {
                throw new IllegalStateException("the other program could not write: " + result);
            }
        }
    }
}
