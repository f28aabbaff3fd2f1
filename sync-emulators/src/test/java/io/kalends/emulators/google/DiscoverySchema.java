package io.kalends.emulators.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Checks answers against the schemas of Google's discovery document: types, formats, and no property beside them. */
final class DiscoverySchema {

    private final JsonNode document;

    DiscoverySchema() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                DiscoverySchema.class.getResourceAsStream("/google/google-calendar-v3.discovery.json"))) {
            document = ApiClient.JSON.readTree(in);
        }
    }

    /** The schema's name of a method's answer, as {@code events.list}; empty where it answers nothing. */
    String answerOf(String kind) {
        String[] names = kind.split("\\.", -1);
        JsonNode method =
                document.path("resources").path(names[0]).path("methods").path(names[1]);
        if (method.isMissingNode()) {
            throw new AssertionError("the discovery document has no method " + kind);
        }
        return method.path("response").path("$ref").asText();
    }

    /** What is wrong with a value, each with its place; nothing if it fits. */
    List<String> faults(String schema, JsonNode value) {
        List<String> faults = new ArrayList<>();
        check(schema, document.path("schemas").path(schema), value, faults);
        return faults;
    }

    private void check(String place, JsonNode schema, JsonNode value, List<String> faults) {
        if (schema.has("$ref")) {
            check(place, document.path("schemas").path(schema.path("$ref").asText()), value, faults);
            return;
        }
        String type = schema.path("type").asText();
        switch (type) {
            case "object" -> object(place, schema, value, faults);
            case "array" -> {
                expect(value.isArray(), place, type, faults);
                value.forEach(element -> check(place + "[]", schema.path("items"), element, faults));
            }
            case "string" -> {
                expect(value.isTextual(), place, type, faults);
                format(place, schema.path("format").asText(), value.asText(), faults);
            }
            case "boolean" -> expect(value.isBoolean(), place, type, faults);
            case "integer" -> expect(value.isIntegralNumber(), place, type, faults);
            case "number" -> expect(value.isNumber(), place, type, faults);
            default -> faults.add(place + " has no schema");
        }
    }

    private void object(String place, JsonNode schema, JsonNode value, List<String> faults) {
        expect(value.isObject(), place, "object", faults);
        value.properties().forEach(property -> {
            String inside = place + "." + property.getKey();
            JsonNode known = schema.path("properties").path(property.getKey());
            if (known.isMissingNode()) {
                known = schema.path("additionalProperties");
            }
            if (known.isMissingNode()) {
                faults.add(inside + " is not in the schema");
            } else {
                check(inside, known, property.getValue(), faults);
            }
        });
    }

    private static void expect(boolean fits, String place, String type, List<String> faults) {
        if (!fits) {
            faults.add(place + " is no " + type);
        }
    }

    private static void format(String place, String format, String text, List<String> faults) {
        try {
            switch (format) {
                case "date" -> LocalDate.parse(text);
                case "date-time" -> OffsetDateTime.parse(text);
                case "int64" -> Long.parseLong(text);
                default -> {
                    return;
                }
            }
        } catch (RuntimeException malformed) {
            faults.add(place + " is no " + format);
        }
    }
}
