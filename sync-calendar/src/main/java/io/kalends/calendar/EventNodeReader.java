package io.kalends.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.record.Field;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link EventNodes} wrote. What it throws is an {@link IllegalArgumentException} that says which form was
 * expected and never holds the value.
 */
final class EventNodeReader {

    private EventNodeReader() {}

    /** A text; an absent one is empty. */
    static String text(JsonNode node) {
        if (Field.isEmpty(node)) {
            return "";
        }
        if (!node.isTextual()) {
            throw new IllegalArgumentException("expected a text");
        }
        return node.textValue();
    }

    static EventTime time(JsonNode node) {
        return EventTime.parse(text(node));
    }

    static <T> List<T> list(JsonNode node, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        if (!Field.isEmpty(node)) {
            if (!node.isArray()) {
                throw new IllegalArgumentException("expected an array");
            }
            node.forEach(element -> values.add(read.apply(element)));
        }
        return values;
    }

    static Recurrence recurrence(JsonNode node) {
        return new Recurrence(
                list(node.path(EventNodes.RULES), EventNodeReader::text),
                list(node.path(EventNodes.DATES), EventNodeReader::time));
    }

    static Attendee attendee(JsonNode node) {
        return new Attendee(
                text(node.path(EventNodes.ADDRESS)),
                text(node.path(EventNodes.NAME)),
                choice(node.path(EventNodes.ROLE), Attendee.Role.REQUIRED),
                choice(node.path(EventNodes.RESPONSE), Attendee.Response.NEEDS_ACTION),
                choice(node.path(EventNodes.KIND), Attendee.Kind.INDIVIDUAL));
    }

    static @Nullable Organizer organizer(JsonNode node) {
        if (Field.isEmpty(node)) {
            return null;
        }
        return new Organizer(text(node.path(EventNodes.ADDRESS)), text(node.path(EventNodes.NAME)));
    }

    static Reminder reminder(JsonNode node) {
        return new Reminder(
                duration(node.path(EventNodes.BEFORE)), choice(node.path(EventNodes.METHOD), Reminder.Method.DISPLAY));
    }

    static @Nullable Conference conference(JsonNode node) {
        if (Field.isEmpty(node)) {
            return null;
        }
        return new Conference(
                text(node.path(EventNodes.URI)),
                text(node.path(EventNodes.KIND)),
                text(node.path(EventNodes.LABEL)),
                text(node.path(EventNodes.EXTRA)));
    }

    static EventLink link(JsonNode node) {
        return new EventLink(text(node.path(EventNodes.URI)), text(node.path(EventNodes.TITLE)));
    }

    static UnknownProperty unknown(JsonNode node) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> parameter :
                node.path(EventNodes.PARAMETERS).properties()) {
            parameters.put(parameter.getKey(), list(parameter.getValue(), EventNodeReader::text));
        }
        return new UnknownProperty(text(node.path(EventNodes.NAME)), parameters, text(node.path(EventNodes.VALUE)));
    }

    /** One of an enum's constants by name; an absent one is the initial one. */
    static <E extends Enum<E>> E choice(JsonNode node, E initial) {
        String name = text(node);
        if (name.isEmpty()) {
            return initial;
        }
        E[] constants = initial.getDeclaringClass().getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("expected one of " + List.of(constants));
    }

    private static Duration duration(JsonNode node) {
        try {
            return Duration.parse(text(node));
        } catch (DateTimeException notADuration) {
            // The cause would quote the value.
            throw new IllegalArgumentException("expected a duration of the form PT15M");
        }
    }
}
