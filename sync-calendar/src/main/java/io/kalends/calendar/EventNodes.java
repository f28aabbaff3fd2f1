package io.kalends.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the parts of an event as JSON; {@link EventNodeReader} reads them. */
final class EventNodes {

    static final String TEXT = "text";
    static final String HTML = "html";
    static final String RULES = "rules";
    static final String DATES = "dates";
    static final String ADDRESS = "address";
    static final String NAME = "name";
    static final String ROLE = "role";
    static final String RESPONSE = "response";
    static final String KIND = "kind";
    static final String BEFORE = "before";
    static final String METHOD = "method";
    static final String URI = "uri";
    static final String LABEL = "label";
    static final String EXTRA = "extra";
    static final String TITLE = "title";
    static final String PARAMETERS = "parameters";
    static final String VALUE = "value";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EventNodes() {}

    static JsonNode text(String text) {
        return JSON.textNode(text);
    }

    static JsonNode time(EventTime time) {
        return JSON.textNode(time.text());
    }

    static <T> ArrayNode list(List<T> values, Function<T, JsonNode> write) {
        ArrayNode array = JSON.arrayNode(values.size());
        values.forEach(value -> array.add(write.apply(value)));
        return array;
    }

    /** Plain text is a text; with HTML beside it, both are members of an object. */
    static JsonNode description(String text, String html) {
        if (html.isEmpty()) {
            return JSON.textNode(text);
        }
        return JSON.objectNode().put(TEXT, text).put(HTML, html);
    }

    static JsonNode recurrence(Recurrence recurrence) {
        ObjectNode node = JSON.objectNode();
        if (!recurrence.rules().isEmpty()) {
            node.set(RULES, list(recurrence.rules(), EventNodes::text));
        }
        if (!recurrence.extraDates().isEmpty()) {
            node.set(DATES, list(recurrence.extraDates(), EventNodes::time));
        }
        return node;
    }

    static JsonNode attendee(Attendee attendee) {
        ObjectNode node = JSON.objectNode().put(ADDRESS, attendee.address());
        putText(node, NAME, attendee.name());
        return node.put(ROLE, attendee.role().name())
                .put(RESPONSE, attendee.response().name())
                .put(KIND, attendee.kind().name());
    }

    static JsonNode organizer(@Nullable Organizer organizer) {
        if (organizer == null) {
            return NullNode.getInstance();
        }
        ObjectNode node = JSON.objectNode().put(ADDRESS, organizer.address());
        putText(node, NAME, organizer.name());
        return node;
    }

    static JsonNode reminder(Reminder reminder) {
        return JSON.objectNode()
                .put(BEFORE, reminder.before().toString())
                .put(METHOD, reminder.method().name());
    }

    static JsonNode conference(@Nullable Conference conference) {
        ObjectNode node = JSON.objectNode();
        if (conference != null) {
            putText(node, URI, conference.uri());
            putText(node, KIND, conference.kind());
            putText(node, LABEL, conference.label());
            putText(node, EXTRA, conference.extra());
        }
        return node;
    }

    static JsonNode link(EventLink link) {
        ObjectNode node = JSON.objectNode().put(URI, link.uri());
        putText(node, TITLE, link.title());
        return node;
    }

    static JsonNode unknown(UnknownProperty property) {
        ObjectNode node = JSON.objectNode().put(NAME, property.name());
        if (!property.parameters().isEmpty()) {
            ObjectNode parameters = node.putObject(PARAMETERS);
            property.parameters().forEach((name, values) -> parameters.set(name, list(values, EventNodes::text)));
        }
        return node.put(VALUE, property.value());
    }

    private static void putText(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }
}
