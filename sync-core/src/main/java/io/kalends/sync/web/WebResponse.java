package io.kalends.sync.web;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the host answers.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param body UTF-8 where it is text; empty for none
 */
public record WebResponse(int status, Map<String, String> headers, byte[] body) {

    public WebResponse {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("an HTTP status has three digits from 100 to 599, not " + status);
        }
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** A status alone. */
    public static WebResponse of(int status) {
        return new WebResponse(status, Map.of(), new byte[0]);
    }

    /** Plain text. */
    public static WebResponse text(int status, String text) {
        return new WebResponse(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff"),
                requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return "WebResponse[" + status + ", " + body.length + " bytes]";
    }
}
