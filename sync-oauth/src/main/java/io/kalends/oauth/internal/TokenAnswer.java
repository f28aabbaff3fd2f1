package io.kalends.oauth.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gave.
 *
 * @param life how long the access token lives; {@code null} where the provider did not tell
 * @param scopes what was granted; {@code null} where the provider did not tell, which means all (RFC 6749 section 5.1)
 * @param user the provider's name for its user, where it told
 */
public record TokenAnswer(
        String access,
        @Nullable String refresh,
        @Nullable Duration life,
        @Nullable Set<String> scopes,
        @Nullable String user) {

    Optional<Duration> lifetime() {
        return Optional.ofNullable(life);
    }

    Optional<Set<String>> granted() {
        return Optional.ofNullable(scopes);
    }

    @Override
    public String toString() {
        return "TokenAnswer[]";
    }
}
