package io.kalends.icalendar;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.UnknownProperty;
import io.kalends.sync.Projection;
import io.kalends.sync.record.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All of an event, but for what another side calls unknown under a name that means something in iCalendar: as a line of the
 * file it would break or repeat what stands there.
 */
public final class IcsProjection implements Projection<CalendarEvent> {

    private static final Field<CalendarEvent> UNKNOWN = CalendarEvents.type().fields().stream()
            .filter(field -> field.name().equals(CalendarEvents.UNKNOWN))
            .findFirst()
            .orElseThrow();

    @Override
    public CalendarEvent project(CalendarEvent event) {
        List<UnknownProperty> held =
                event.unknown().stream().filter(EventWriter::isUnknown).toList();
        return held.size() == event.unknown().size()
                ? event
                : event.toBuilder().unknown(held).build();
    }

    @Override
    public Optional<JsonNode> put(String field, CalendarEvent old, CalendarEvent returned) {
        if (!field.equals(CalendarEvents.UNKNOWN)) {
            return Optional.empty();
        }
        List<UnknownProperty> all = new ArrayList<>(returned.unknown());
        old.unknown().stream()
                .filter(property -> !EventWriter.isUnknown(property))
                .forEach(all::add);
        return Optional.of(UNKNOWN.value(returned.toBuilder().unknown(all).build()));
    }
}
