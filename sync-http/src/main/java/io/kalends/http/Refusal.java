package io.kalends.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a server did not do something: what decides, and what may be told. Servers quote in their sentences what was sent, so
 * whoever reads a refusal keeps them out of the words, unless they are known to be harmless.
 *
 * @param status the HTTP status
 * @param code the server's word for it, such as {@code rateLimitExceeded}; empty where it gave none (HTML, no body)
 * @param words status and code, and what else may be told, for people
 * @param retryAfter how long the server asked to wait; {@code null} if it did not
 */
public record Refusal(
        int status, String code, String words, @Nullable Duration retryAfter) {

    /** One of which the status alone is known. */
    public static Refusal of(ApiAnswer answer) {
        return of(answer, "");
    }

    /** One with the server's code for it. */
    public static Refusal of(ApiAnswer answer, String code) {
        String words = code.isEmpty() ? String.valueOf(answer.status()) : answer.status() + " " + code;
        return new Refusal(answer.status(), code, words, answer.retryAfter());
    }
}
