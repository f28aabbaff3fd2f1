package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is put on the wire.
 *
 * @param status the HTTP status; {@link #DROPPED} closes the connection instead of answering
 * @param json the body where it is JSON
 * @param raw the body where it is not
 */
public record ApiAnswer(
        int status, Map<String, String> headers, @Nullable JsonNode json, byte @Nullable [] raw) {

    static final int DROPPED = 0;

    public ApiAnswer {
        headers = Map.copyOf(headers);
    }

    static ApiAnswer json(int status, JsonNode body) {
        return new ApiAnswer(status, Map.of("Content-Type", "application/json; charset=UTF-8"), body, null);
    }

    static ApiAnswer ok(ObjectNode body) {
        return json(200, body);
    }

    static ApiAnswer empty(int status) {
        return new ApiAnswer(status, Map.of(), null, null);
    }

    static ApiAnswer html(int status, String page) {
        return bytes(status, "text/html; charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
    }

    static ApiAnswer bytes(int status, String contentType, byte[] body) {
        return new ApiAnswer(status, Map.of("Content-Type", contentType), null, body);
    }

    static ApiAnswer dropped() {
        return empty(DROPPED);
    }

    ApiAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiAnswer(status, more, json, raw);
    }

    /** Without the body, which is content. */
    @Override
    public String toString() {
        return "ApiAnswer[" + status + "]";
    }

    /** The body's bytes; none where there is no body. */
    byte[] body() {
        if (json != null) {
            return Json.write(json);
        }
        return raw == null ? new byte[0] : raw.clone();
    }
}
