package io.kalends.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.kalends.sync.record.Field;
import java.util.function.BiConsumer;

/**
 * A field of an event and how its value is put back.
 *
 * @param setter gets a {@link NullNode} to clear the field
 */
record EventField(Field<CalendarEvent> field, BiConsumer<CalendarEventBuilder, JsonNode> setter) {

    String name() {
        return field.name();
    }

    /** Puts a value into an event under construction. */
    void write(CalendarEventBuilder builder, JsonNode value) {
        try {
            setter.accept(builder, Field.isEmpty(value) ? NullNode.getInstance() : value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the value for field '" + name() + "' of an event has the wrong form: " + e.getMessage(), e);
        }
    }
}
