package io.kalends.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.sync.record.Field;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Brings the values of an event's fields to the form that is compared: what means the same on two sides has one form, and
 * the form of a form is itself. Any change here raises {@link CalendarEventType#version}.
 */
final class CanonicalNodes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CanonicalNodes() {}

    static JsonNode text(JsonNode value) {
        return JSON.textNode(CanonicalText.of(EventNodeReader.text(value)));
    }

    /** The plain text: providers rewrite HTML at will. HTML counts only where there is no text. */
    static JsonNode description(JsonNode value) {
        if (!value.isObject()) {
            return text(value);
        }
        JsonNode plain = text(value.path(EventNodes.TEXT));
        return plain.textValue().isEmpty() ? text(value.path(EventNodes.HTML)) : plain;
    }

    static JsonNode time(JsonNode value) {
        return value.isNull()
                ? value
                : JSON.textNode(EventNodeReader.time(value).canonical());
    }

    /** Extra dates are compared by the moment: the start gives the series its zone. */
    static JsonNode recurrence(JsonNode value) {
        Recurrence recurrence = EventNodeReader.recurrence(value);
        return EventNodes.recurrence(new Recurrence(
                recurrence.rules(),
                recurrence.extraDates().stream()
                        .map(date -> EventTime.parse(date.occurrenceKey()))
                        .toList()));
    }

    static JsonNode attendees(JsonNode value) {
        return each(
                value,
                attendee -> person(attendee, (ObjectNode) EventNodes.attendee(EventNodeReader.attendee(attendee))));
    }

    static JsonNode organizer(JsonNode value) {
        return value.isObject() ? person(value, value.deepCopy()) : value;
    }

    /** What an attendee is merged by. */
    static String addressKey(JsonNode attendee) {
        return CanonicalText.addressKey(EventNodeReader.text(attendee.path(EventNodes.ADDRESS)));
    }

    static JsonNode reminders(JsonNode value) {
        return each(value, reminder -> EventNodes.reminder(EventNodeReader.reminder(reminder)));
    }

    static JsonNode categories(JsonNode value) {
        return each(value, CanonicalNodes::text);
    }

    static JsonNode colour(JsonNode value) {
        return JSON.textNode(EventNodeReader.text(value).strip().toLowerCase(Locale.ROOT));
    }

    /** The URI where there is one: names and provider data differ from side to side for one and the same meeting. */
    static JsonNode conference(JsonNode value) {
        String uri = EventNodeReader.text(value.path(EventNodes.URI)).strip();
        return uri.isEmpty() ? value : JSON.objectNode().put(EventNodes.URI, uri);
    }

    static JsonNode links(JsonNode value) {
        return each(value, link -> {
            ObjectNode node = JSON.objectNode();
            node.put(
                    EventNodes.URI,
                    EventNodeReader.text(link.path(EventNodes.URI)).strip());
            node.set(EventNodes.TITLE, text(link.path(EventNodes.TITLE)));
            return node;
        });
    }

    static JsonNode unknown(JsonNode value) {
        return each(value, property -> {
            ObjectNode node = JSON.objectNode();
            node.put(EventNodes.NAME, upper(EventNodeReader.text(property.path(EventNodes.NAME))));
            ObjectNode parameters = node.putObject(EventNodes.PARAMETERS);
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            property.path(EventNodes.PARAMETERS)
                    .properties()
                    .forEach(parameter -> sorted.put(upper(parameter.getKey()), parameter.getValue()));
            parameters.setAll(sorted);
            return node.set(EventNodes.VALUE, property.path(EventNodes.VALUE));
        });
    }

    private static JsonNode person(JsonNode value, ObjectNode form) {
        form.put(EventNodes.ADDRESS, addressKey(value));
        form.set(EventNodes.NAME, text(value.path(EventNodes.NAME)));
        return form;
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** The canonical elements, each once, in the order of their text. */
    private static JsonNode each(JsonNode list, UnaryOperator<JsonNode> canonical) {
        TreeMap<String, JsonNode> elements = new TreeMap<>();
        for (JsonNode element : list) {
            JsonNode form = canonical.apply(element);
            if (!Field.isEmpty(form)) {
                elements.put(form.toString(), form);
            }
        }
        return JSON.arrayNode(elements.size()).addAll(elements.values());
    }
}
