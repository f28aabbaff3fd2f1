package io.kalends.provider.google.internal;

import com.google.api.client.json.gson.GsonFactory;
import io.kalends.sync.Place;
import io.kalends.sync.TransientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What Google answered to a call, or to one part of a batch.
 *
 * @param status the HTTP status; {@link #LOST} for a part that the batch's answer does not hold, {@link #UNSENT} for one
 *     that was not asked
 * @param body UTF-8 JSON, mostly; empty for none
 * @param retryAfter how long Google asked to wait; {@code null} if it did not
 */
record GoogleAnswer(int status, byte[] body, @Nullable Duration retryAfter) {

    static final int LOST = 0;

    /** The status of what was not asked, or refused to an access token that ended and not asked again. */
    static final int UNSENT = -1;

    /** A part that nothing was said about. */
    static GoogleAnswer lost() {
        return new GoogleAnswer(LOST, new byte[0], null);
    }

    /** What the time did not suffice for. */
    static GoogleAnswer unsent() {
        return new GoogleAnswer(UNSENT, new byte[0], null);
    }

    boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** What went wrong, of an answer that is not {@linkplain #isOk() ok}. */
    GoogleProblem problem() {
        return GoogleProblem.of(this);
    }

    /**
     * The body as one of the API's objects.
     *
     * @throws TransientException if it is none; what it says is kept out of the message and the cause
     */
    <T> T read(Class<T> type, Place place) {
        try {
            return GsonFactory.getDefaultInstance()
                    .createJsonParser(new ByteArrayInputStream(body), StandardCharsets.UTF_8)
                    .parseAndClose(type);
        } catch (IOException | RuntimeException e) {
            throw new TransientException(
                    place,
                    "the answer is not what the API promises (" + e.getClass().getSimpleName() + " in " + body.length
                            + " bytes)",
                    "it is tried again; report it if it stays so");
        }
    }

    /** Status and size, never content. */
    @Override
    public String toString() {
        return "GoogleAnswer[" + status + ", " + body.length + " bytes]";
    }
}
