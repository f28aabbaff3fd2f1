package io.kalends.emulators.google.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A call as it was meant: override, compression and chunks are undone.
 *
 * @param path the path as it was sent, still encoded
 * @param headers by lower-case name
 */
public record ApiCall(String method, String path, Query query, Map<String, String> headers, byte[] body) {

    /** Without headers, query and body, which hold tokens and content. */
    @Override
    public String toString() {
        return "ApiCall[" + method + " " + path + "]";
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()).strip())
                .or(() -> query.first("access_token"));
    }
}
