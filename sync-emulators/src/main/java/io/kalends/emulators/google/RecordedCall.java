package io.kalends.emulators.google;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that reached the emulator.
 *
 * @param kind the method's name in Google's documentation, as {@code events.list}; {@code batch}, {@code oauth.authorize},
 *     {@code oauth.token}, {@code oauth.revoke}; {@code unknown}
 * @param method the HTTP method that was meant, after any override
 * @param path the path without its query, as it was sent
 * @param query the query without access tokens, keys, codes and states
 * @param account whose access token was sent, if it is known here
 * @param status the HTTP status that was answered; 0 where the connection was dropped
 * @param batchSize the number of parts of a batch, otherwise 0
 * @param part whether the call was a part of a batch and no HTTP call of its own
 */
public record RecordedCall(
        String kind,
        String method,
        String path,
        String query,
        @Nullable String account,
        int status,
        int batchSize,
        boolean part) {

    /** Whose access token was sent, if it is known here. */
    public Optional<String> accountEmail() {
        return Optional.ofNullable(account);
    }
}
