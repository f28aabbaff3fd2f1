package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Finds events by id, occurrences that nobody touched included, and puts changed ones back. */
public final class Events {

    private final World world;

    public Events(World world) {
        this.world = world;
    }

    /** The event of this id, if the calendar has or had it. An untouched occurrence is worked out from its series. */
    Optional<EventRow> find(CalendarState calendar, String id) {
        return calendar.row(id).or(() -> occurrence(calendar, id));
    }

    EventRow get(CalendarState calendar, String id) {
        return find(calendar, id).orElseThrow(GoogleError::notFound);
    }

    private static Optional<EventRow> occurrence(CalendarState calendar, String id) {
        int underscore = id.lastIndexOf('_');
        if (underscore < 0) {
            return Optional.empty();
        }
        return calendar.row(id.substring(0, underscore))
                .filter(EventRow::recurring)
                .flatMap(master -> Series.of(master.json(), calendar.zone())
                        .withSuffix(id.substring(underscore + 1))
                        .map(when -> occurrence(calendar, master, when)));
    }

    /** An occurrence as its series says it is. */
    static EventRow occurrence(CalendarState calendar, EventRow master, When original) {
        Series series = Series.of(master.json(), calendar.zone());
        ObjectNode json = master.json().deepCopy();
        json.remove("recurrence");
        json.put("id", master.id() + "_" + original.suffix());
        json.put("recurringEventId", master.id());
        json.set("originalStartTime", original.json());
        json.set("start", original.json());
        json.set("end", series.endOf(original).json());
        return new EventRow(json, master.change());
    }

    /** Keeps an event under a new revision. */
    EventRow store(CalendarState calendar, ObjectNode json, boolean moveUpdated) {
        long change = world.nextChange();
        ObjectNode stamped = json.deepCopy();
        stamped.put("etag", "\"" + (3_180_000_000_000_000L + change * 2_000) + "\"");
        if (moveUpdated || !stamped.has("updated")) {
            stamped.put("updated", Json.stamp(later(stamped)));
        }
        EventRow row = new EventRow(stamped, change);
        calendar.put(row);
        return row;
    }

    /** Two writes of one moment differ all the same, as they nearly always do. */
    private Instant later(JsonNode event) {
        Instant now = world.now();
        Optional<Instant> before = Json.text(event, "updated").map(Instant::parse);
        return before.filter(last -> !last.isBefore(now))
                .map(last -> last.plus(1, ChronoUnit.MILLIS))
                .orElse(now);
    }
}
