package io.kalends.http;

import java.time.Duration;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered to a call, or to one part of a batch.
 *
 * @param status the HTTP status; {@link #LOST} for a part that the batch's answer does not hold, {@link #UNSENT} for one
 *     that was not asked
 * @param headers as they came
 * @param body decoded; empty for none
 * @param retryAfter how long the server asked to wait; {@code null} if it did not
 */
public record ApiAnswer(
        int status, Headers headers, byte[] body, @Nullable Duration retryAfter) {

    /** The status of a part that nothing was said about. */
    public static final int LOST = 0;

    /** The status of what was not asked, or refused to credentials that ended and not asked again. */
    public static final int UNSENT = -1;

    private static final Headers NO_HEADERS = Headers.of();

    /** A part of a batch, without headers. */
    public static ApiAnswer part(int status, byte[] body, @Nullable Duration retryAfter) {
        return new ApiAnswer(status, NO_HEADERS, body, retryAfter);
    }

    /** A part that nothing was said about. */
    public static ApiAnswer lost() {
        return part(LOST, new byte[0], null);
    }

    /** What the time did not suffice for. */
    public static ApiAnswer unsent() {
        return part(UNSENT, new byte[0], null);
    }

    /** Whether the status is one of success, 200 to 299. */
    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** A header's last value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Status and size, never content. */
    @Override
    public String toString() {
        return "ApiAnswer[" + status + ", " + body.length + " bytes]";
    }
}
