package io.kalends.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.record.Field;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** All fields of an event: how each is read, compared and put back. */
final class EventFields {

    private EventFields() {}

    static List<EventField> all() {
        return List.of(
                text(CalendarEvents.TITLE, CalendarEvent::title, CalendarEventBuilder::title),
                field(
                        CalendarEvents.DESCRIPTION,
                        event -> EventNodes.description(event.description(), event.htmlDescription()),
                        CanonicalNodes::description,
                        EventFields::putDescription),
                text(CalendarEvents.LOCATION, CalendarEvent::location, CalendarEventBuilder::location),
                schedule(
                        CalendarEvents.START,
                        event -> EventNodes.time(event.start()),
                        CanonicalNodes::time,
                        (builder, value) -> builder.start(EventNodeReader.time(value))),
                schedule(
                        CalendarEvents.END,
                        event -> EventNodes.time(event.end()),
                        CanonicalNodes::time,
                        (builder, value) -> builder.end(value.isNull() ? null : EventNodeReader.time(value))),
                schedule(
                        CalendarEvents.RECURRENCE,
                        event -> EventNodes.recurrence(event.recurrence()),
                        CanonicalNodes::recurrence,
                        (builder, value) -> builder.recurrence(EventNodeReader.recurrence(value))),
                choice(
                        CalendarEvents.STATUS,
                        EventStatus.CONFIRMED,
                        CalendarEvent::status,
                        CalendarEventBuilder::status),
                attendees(),
                field(
                        CalendarEvents.ORGANIZER,
                        event -> EventNodes.organizer(event.organizer()),
                        CanonicalNodes::organizer,
                        (builder, value) -> builder.organizer(EventNodeReader.organizer(value))),
                choice(
                        CalendarEvents.AVAILABILITY,
                        Availability.BUSY,
                        CalendarEvent::availability,
                        CalendarEventBuilder::availability),
                choice(
                        CalendarEvents.VISIBILITY,
                        Visibility.DEFAULT,
                        CalendarEvent::visibility,
                        CalendarEventBuilder::visibility),
                field(
                        CalendarEvents.REMINDERS,
                        event -> EventNodes.list(event.reminders(), EventNodes::reminder),
                        CanonicalNodes::reminders,
                        (builder, value) -> builder.reminders(EventNodeReader.list(value, EventNodeReader::reminder))),
                field(
                        CalendarEvents.CATEGORIES,
                        event -> EventNodes.list(event.categories(), EventNodes::text),
                        CanonicalNodes::categories,
                        (builder, value) -> builder.categories(EventNodeReader.list(value, EventNodeReader::text))),
                field(
                        CalendarEvents.COLOUR,
                        event -> EventNodes.text(event.colour()),
                        CanonicalNodes::colour,
                        (builder, value) -> builder.colour(EventNodeReader.text(value))),
                field(
                        CalendarEvents.CONFERENCE,
                        event -> EventNodes.conference(event.conference()),
                        CanonicalNodes::conference,
                        (builder, value) -> builder.conference(EventNodeReader.conference(value))),
                field(
                        CalendarEvents.LINKS,
                        event -> EventNodes.list(event.links(), EventNodes::link),
                        CanonicalNodes::links,
                        (builder, value) -> builder.links(EventNodeReader.list(value, EventNodeReader::link))),
                field(
                        CalendarEvents.UNKNOWN,
                        event -> EventNodes.list(event.unknown(), EventNodes::unknown),
                        CanonicalNodes::unknown,
                        (builder, value) -> builder.unknown(EventNodeReader.list(value, EventNodeReader::unknown))));
    }

    private static EventField field(
            String name,
            Function<CalendarEvent, JsonNode> read,
            UnaryOperator<JsonNode> canonical,
            BiConsumer<CalendarEventBuilder, JsonNode> setter) {
        return new EventField(Field.of(name, read).comparedAs(canonical), setter);
    }

    private static EventField schedule(
            String name,
            Function<CalendarEvent, JsonNode> read,
            UnaryOperator<JsonNode> canonical,
            BiConsumer<CalendarEventBuilder, JsonNode> setter) {
        return new EventField(Field.of(name, read).comparedAs(canonical).inGroup(CalendarEvents.SCHEDULE), setter);
    }

    private static EventField text(
            String name, Function<CalendarEvent, String> read, BiConsumer<CalendarEventBuilder, String> setter) {
        return field(
                name,
                event -> EventNodes.text(read.apply(event)),
                CanonicalNodes::text,
                (builder, value) -> setter.accept(builder, EventNodeReader.text(value)));
    }

    /** A choice is never empty; clearing it gives its default. */
    private static <E extends Enum<E>> EventField choice(
            String name, E initial, Function<CalendarEvent, E> read, BiConsumer<CalendarEventBuilder, E> setter) {
        return field(
                name,
                event -> EventNodes.text(read.apply(event).name()),
                UnaryOperator.identity(),
                (builder, value) -> setter.accept(builder, EventNodeReader.choice(value, initial)));
    }

    private static EventField attendees() {
        Field<CalendarEvent> field = Field.<CalendarEvent>of(
                        CalendarEvents.ATTENDEES, event -> EventNodes.list(event.attendees(), EventNodes::attendee))
                .comparedAs(CanonicalNodes::attendees)
                .keyedBy(CanonicalNodes::addressKey);
        return new EventField(
                field, (builder, value) -> builder.attendees(EventNodeReader.list(value, EventNodeReader::attendee)));
    }

    /** Replaces both forms: HTML that no longer says what the text says would be worse than none. */
    private static void putDescription(CalendarEventBuilder builder, JsonNode value) {
        builder.description(EventNodeReader.text(value.isObject() ? value.path(EventNodes.TEXT) : value))
                .htmlDescription(EventNodeReader.text(value.path(EventNodes.HTML)));
    }
}
