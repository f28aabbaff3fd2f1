package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Properties of clients: too long names are dropped without a word, too long values cut. */
final class ExtendedProperties {

    private static final int LONGEST_KEY = 44;
    private static final int LONGEST_VALUE = 1024;
    private static final int MOST = 300;
    private static final int LARGEST = 32 * 1024;

    private ExtendedProperties() {}

    static void settle(ObjectNode event) {
        JsonNode given = event.path("extendedProperties");
        ObjectNode settled = Json.object();
        int count = 0;
        int size = 0;
        for (String group : new String[] {"private", "shared"}) {
            ObjectNode kept = Json.object();
            for (String key : Json.names(given.path(group))) {
                if (key.length() <= LONGEST_KEY && Json.present(given.path(group), key)) {
                    String value = given.path(group).path(key).asText();
                    String cut = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
                    kept.put(key, cut);
                    count++;
                    size += (key + cut).getBytes(StandardCharsets.UTF_8).length;
                }
            }
            if (!kept.isEmpty()) {
                settled.set(group, kept);
            }
        }
        if (count > MOST || size > LARGEST) {
            throw GoogleError.invalid("Too many extended properties.");
        }
        if (settled.isEmpty()) {
            event.remove("extendedProperties");
        } else {
            event.set("extendedProperties", settled);
        }
    }

    /** Whether an event has {@code key=value} among its private or shared properties. */
    static boolean has(JsonNode event, String group, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw GoogleError.invalid("An extended property is searched as key=value.");
        }
        return Json.text(event.path("extendedProperties").path(group), pair.substring(0, equals))
                .map(pair.substring(equals + 1)::equals)
                .orElse(false);
    }
}
