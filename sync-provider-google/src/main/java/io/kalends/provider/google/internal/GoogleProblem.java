package io.kalends.provider.google.internal;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why Google did not do something: what decides, and what may be told. Google's own sentences quote what was sent, so only
 * those are told that are known not to.
 *
 * @param status the HTTP status
 * @param reason Google's word for it, such as {@code rateLimitExceeded}; empty where it gave none (HTML, no body)
 * @param words status and reason, and what else may be told, for people
 */
record GoogleProblem(
        int status, String reason, String words, @Nullable Duration retryAfter) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._]{0,63}");

    /** Messages that hold nothing of the event. */
    private static final Set<String> HARMLESS = Set.of(
            "Invalid attendee email.",
            "Invalid recurrence rule.",
            "The specified time range is empty.",
            "Start and end times must either both be date or both be dateTime.",
            "Missing start time.",
            "Missing end time.",
            "Missing time zone definition for start time.",
            "Missing time zone definition for end time.",
            "Invalid start time.",
            "Invalid end time.",
            "Invalid resource id value.",
            "Invalid time zone definition for start time.",
            "Invalid time zone definition for end time.");

    static GoogleProblem of(GoogleAnswer answer) {
        Map<?, ?> first = first(answer.body());
        String reason = name(first.get("reason"));
        StringBuilder words = new StringBuilder().append(answer.status());
        if (!reason.isEmpty()) {
            words.append(' ').append(reason);
        }
        String location = name(first.get("location"));
        if (!location.isEmpty()) {
            words.append(" at ").append(location);
        }
        Object message = first.get("message");
        if (message instanceof String text && HARMLESS.contains(text)) {
            words.append(": ").append(text, 0, text.length() - 1);
        }
        return new GoogleProblem(answer.status(), reason, words.toString(), answer.retryAfter());
    }

    private static String name(@Nullable Object value) {
        return value instanceof String text && NAME.matcher(text).matches() ? text : "";
    }

    /** The first entry of {@code error.errors}. */
    private static Map<?, ?> first(byte[] body) {
        GenericJson json;
        try {
            json = GsonFactory.getDefaultInstance()
                    .createJsonParser(new ByteArrayInputStream(body), StandardCharsets.UTF_8)
                    .parseAndClose(GenericJson.class);
        } catch (IOException | RuntimeException notJson) {
            return Map.of();
        }
        return json != null
                        && json.get("error") instanceof Map<?, ?> error
                        && error.get("errors") instanceof List<?> errors
                        && !errors.isEmpty()
                        && errors.get(0) instanceof Map<?, ?> entry
                ? entry
                : Map.of();
    }
}
