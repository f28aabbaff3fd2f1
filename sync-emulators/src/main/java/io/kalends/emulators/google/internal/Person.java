package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Somebody who edits a calendar in Google's own pages. Used under the world's lock. */
public final class Person {

    private final World world;
    private final Events events;
    private final EventWrites writes;
    private final CalendarState calendar;

    public Person(World world, Events events, EventWrites writes, CalendarState calendar) {
        this.world = world;
        this.events = events;
        this.writes = writes;
        this.calendar = calendar;
    }

    private WriteOptions options() {
        return WriteOptions.inPerson(calendar.id());
    }

    /** Errors are those of the test that does this. */
    private static <T> T checked(Supplier<T> action) {
        try {
            return action.get();
        } catch (GoogleError refused) {
            throw new IllegalArgumentException(
                    "Google refuses this: " + refused.status() + " " + refused.reason() + ", " + refused.getMessage(),
                    refused);
        }
    }

    public String insert(ObjectNode event) {
        return checked(() -> writes.insert(calendar, event, options()).id());
    }

    public void patch(String id, ObjectNode changes) {
        checked(() -> writes.patch(calendar, id, changes, options()));
    }

    public void replace(String id, ObjectNode event) {
        checked(() -> writes.update(calendar, id, event, options()));
    }

    public void delete(String id) {
        checked(() -> {
            writes.delete(calendar, id, options());
            return id;
        });
    }

    public String occurrence(String masterId, String originalStart) {
        EventRow master = checked(() -> events.get(calendar, masterId));
        ObjectNode start = originalStart.contains("T")
                ? Json.object().put("dateTime", originalStart)
                : Json.object().put("date", originalStart);
        try {
            String id = masterId + "_" + When.stored(start, calendar.zone()).suffix();
            if (master.recurring() && events.find(calendar, id).isPresent()) {
                return id;
            }
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("not a start: " + originalStart, malformed);
        }
        throw new IllegalArgumentException("the series has no occurrence at " + originalStart);
    }

    public List<ObjectNode> events() {
        return calendar.rows().stream()
                .filter(row -> !row.cancelled())
                .map(row -> row.json().deepCopy())
                .toList();
    }

    public Optional<ObjectNode> event(String id) {
        return events.find(calendar, id).map(row -> row.json().deepCopy());
    }

    public void purge() {
        calendar.purge();
        world.nextChange();
    }
}
