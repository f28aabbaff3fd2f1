package io.kalends.examples.hosttable;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.sync.RecordMapping;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shows a booking as an event: the customer is the title, the times are plain instants. */
final class BookingAsEvent implements RecordMapping<Booking, CalendarEvent> {

    private static final Map<String, String> HOST_FIELDS = Map.of(
            CalendarEvents.TITLE, "customer",
            CalendarEvents.DESCRIPTION, "note",
            CalendarEvents.START, "starts",
            CalendarEvents.END, "ends");

    @Override
    public CalendarEvent show(Booking booking) {
        return CalendarEvent.builder(booking.uid())
                .title(booking.customer())
                .description(booking.note())
                .start(EventTime.utc(booking.starts()))
                .end(EventTime.utc(booking.ends()))
                .build();
    }

    @Override
    public Booking apply(@Nullable Booking current, CalendarEvent event, Set<String> changed) {
        Booking old = current != null
                ? current
                : new Booking("", event.uid(), "", Instant.EPOCH, Instant.EPOCH, "", "unassigned");
        return new Booking(
                old.id(),
                old.uid(),
                changed.contains(CalendarEvents.TITLE) ? event.title() : old.customer(),
                changed.contains(CalendarEvents.START) ? event.start().widestStart() : old.starts(),
                changed.contains(CalendarEvents.END) ? event.end().widestStart() : old.ends(),
                changed.contains(CalendarEvents.DESCRIPTION) ? event.description() : old.note(),
                old.room());
    }

    @Override
    public Set<String> hostFields(Set<String> changed) {
        Set<String> fields = new TreeSet<>();
        HOST_FIELDS.forEach((field, host) -> {
            if (changed.contains(field)) {
                fields.add(host);
            }
        });
        return fields;
    }

    /** A booking that is moved keeps the time zone that the event has elsewhere. */
    @Override
    public Optional<JsonNode> put(String field, CalendarEvent old, CalendarEvent returned) {
        return switch (field) {
            case CalendarEvents.START -> zoneOf(old).map(zone -> moved(returned, zone, field));
            case CalendarEvents.END -> zoneOf(old).map(zone -> moved(returned, zone, field));
            case CalendarEvents.RECURRENCE ->
                Optional.of(CalendarEvents.type().field(field).value(old));
            default -> Optional.empty();
        };
    }

    private static Optional<ZoneId> zoneOf(CalendarEvent event) {
        return event.start()
                .fold(
                        allDay -> Optional.empty(),
                        zoned -> Optional.of(zoned.time().getZone()),
                        floating -> Optional.empty());
    }

    private static JsonNode moved(CalendarEvent returned, ZoneId zone, String field) {
        CalendarEvent there = returned.toBuilder()
                .start(EventTime.zoned(returned.start().widestStart().atZone(zone)))
                .end(EventTime.zoned(returned.end().widestStart().atZone(zone)))
                .build();
        return CalendarEvents.type().field(field).value(there);
    }
}
