package io.kalends.emulators.google.internal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** {@code X-HTTP-Method-Override}: what was sent as a POST is what the header says. */
final class Overrides {

    private Overrides() {}

    static ApiCall undo(ApiCall sent) {
        String meant = sent.header("X-HTTP-Method-Override").orElse("").toUpperCase(Locale.ROOT);
        if (meant.isEmpty() || !sent.method().equals("POST")) {
            return sent;
        }
        boolean form = sent.header("Content-Type")
                .map(type -> type.startsWith("application/x-www-form-urlencoded"))
                .orElse(false);
        if (meant.equals("GET") && form) {
            String parameters = new String(sent.body(), StandardCharsets.UTF_8);
            return new ApiCall(
                    meant, sent.path(), sent.query().and(Query.parse(parameters)), sent.headers(), new byte[0]);
        }
        return new ApiCall(meant, sent.path(), sent.query(), sent.headers(), sent.body());
    }
}
