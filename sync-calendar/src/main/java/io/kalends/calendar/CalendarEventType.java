package io.kalends.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.sync.record.ChildNames;
import io.kalends.sync.record.Extent;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.RecordType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows events to the engine. */
final class CalendarEventType implements RecordType<CalendarEvent> {

    private static final String UID = "uid";
    private static final String RECURRENCE_ID = "recurrenceId";
    private static final String SEQUENCE = "sequence";
    private static final String CREATED_AT = "createdAt";
    private static final String MODIFIED_AT = "modifiedAt";

    /** No text of RFC 5545 may hold this character, so no UID can be mistaken for an occurrence's identity. */
    private static final char SEPARATOR = '\u001f';

    private final List<EventField> eventFields = EventFields.all();
    private final List<Field<CalendarEvent>> fields =
            eventFields.stream().map(EventField::field).toList();

    @Override
    public String name() {
        return "event";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<CalendarEvent> javaType() {
        return CalendarEvent.class;
    }

    @Override
    public List<Field<CalendarEvent>> fields() {
        return fields;
    }

    @Override
    public CalendarEvent patch(CalendarEvent base, Map<String, JsonNode> values) {
        values.keySet().forEach(this::field);
        CalendarEventBuilder builder = base.toBuilder();
        for (EventField field : eventFields) {
            JsonNode value = values.get(field.name());
            if (value != null) {
                field.write(builder, value);
            }
        }
        return builder.build();
    }

    @Override
    public JsonNode encode(CalendarEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(UID, event.uid());
        event.originalStart().ifPresent(start -> json.put(RECURRENCE_ID, start.text()));
        json.put(SEQUENCE, event.sequence());
        for (EventField field : eventFields) {
            JsonNode value = field.field().value(event);
            if (!value.isNull()) {
                json.set(field.name(), value);
            }
        }
        putInstant(json, CREATED_AT, event.createdAt());
        putInstant(json, MODIFIED_AT, event.modifiedAt());
        return json;
    }

    @Override
    public CalendarEvent decode(JsonNode json) {
        CalendarEventBuilder builder = CalendarEvent.builder(EventNodeReader.text(json.path(UID)))
                .sequence(json.path(SEQUENCE).asInt())
                .createdAt(instant(json, CREATED_AT))
                .modifiedAt(instant(json, MODIFIED_AT));
        if (json.hasNonNull(RECURRENCE_ID)) {
            builder.recurrenceId(EventNodeReader.time(json.path(RECURRENCE_ID)));
        }
        for (EventField field : eventFields) {
            if (json.hasNonNull(field.name())) {
                field.write(builder, json.path(field.name()));
            }
        }
        return builder.build();
    }

    @Override
    public Optional<String> identity(CalendarEvent event) {
        return Optional.of(event.originalStart()
                .map(start -> event.uid() + SEPARATOR + start.occurrenceKey())
                .orElse(event.uid()));
    }

    @Override
    public Optional<String> parent(CalendarEvent event) {
        return event.originalStart().map(start -> event.uid());
    }

    @Override
    public Optional<ChildNames<CalendarEvent>> childNames() {
        return Optional.of(new OccurrenceNames());
    }

    /** An occurrence becomes an event of its own. */
    @Override
    public Optional<CalendarEvent> copyOf(CalendarEvent event, String seed) {
        return Optional.of(event.named(seed, null));
    }

    @Override
    public Optional<Instant> modifiedAt(CalendarEvent event) {
        return Optional.ofNullable(event.modifiedAt());
    }

    @Override
    public Optional<Extent> extent(CalendarEvent event) {
        Instant first = event.start().widestStart();
        for (EventTime extra : event.recurrence().extraDates()) {
            Instant start = extra.widestStart();
            first = start.isBefore(first) ? start : first;
        }
        Duration length =
                Duration.between(event.start().widestStart(), event.end().widestStart());
        Instant end = event.recurrence()
                .lastStart(event.start())
                .map(last -> last.plus(length))
                .orElse(null);
        return Optional.of(new Extent(first, end));
    }

    private static void putInstant(ObjectNode json, String name, @Nullable Instant instant) {
        if (instant != null) {
            json.put(name, instant.toString());
        }
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        if (!json.hasNonNull(name)) {
            return null;
        }
        try {
            return Instant.parse(EventNodeReader.text(json.path(name)));
        } catch (DateTimeException notAnInstant) {
            throw new IllegalArgumentException(
                    "the value of '" + name + "' of an event is not an instant of the form 2026-03-01T10:00:00Z");
        }
    }
}
