package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A partial answer as {@code fields=nextPageToken,items(id,start/date)} asks for. */
final class FieldMask {

    private final Map<String, FieldMask> fields = new LinkedHashMap<>();

    private FieldMask() {}

    static FieldMask parse(String text) {
        Cursor cursor = new Cursor(text);
        FieldMask mask = parse(cursor);
        if (cursor.position != text.length()) {
            throw malformed();
        }
        return mask;
    }

    private static FieldMask parse(Cursor cursor) {
        FieldMask mask = new FieldMask();
        do {
            mask.add(cursor);
        } while (cursor.take(','));
        return mask;
    }

    private void add(Cursor cursor) {
        FieldMask inner = fields.computeIfAbsent(cursor.name(), any -> new FieldMask());
        if (cursor.take('/')) {
            inner.add(cursor);
        } else if (cursor.take('(')) {
            inner.fields.putAll(parse(cursor).fields);
            if (!cursor.take(')')) {
                throw malformed();
            }
        }
    }

    private static GoogleError malformed() {
        return GoogleError.badParameter("fields", "Invalid field selection.");
    }

    /** What of an answer was asked for. */
    JsonNode of(JsonNode node) {
        if (fields.isEmpty() || fields.containsKey("*")) {
            return node;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode kept = Json.array();
            array.forEach(element -> kept.add(of(element)));
            return kept;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode kept = Json.object();
            object.fieldNames().forEachRemaining(name -> {
                FieldMask inner = fields.get(name);
                if (inner != null) {
                    kept.set(name, inner.of(object.get(name)));
                }
            });
            return kept;
        }
        return node;
    }

    /** A place in the text of a mask. */
    private static final class Cursor {

        private final String text;
        private int position;

        Cursor(String text) {
            this.text = text;
        }

        boolean take(char expected) {
            if (position < text.length() && text.charAt(position) == expected) {
                position++;
                return true;
            }
            return false;
        }

        String name() {
            int begin = position;
            while (position < text.length() && ",/()".indexOf(text.charAt(position)) < 0) {
                position++;
            }
            if (begin == position) {
                throw malformed();
            }
            return text.substring(begin, position).strip();
        }
    }
}
