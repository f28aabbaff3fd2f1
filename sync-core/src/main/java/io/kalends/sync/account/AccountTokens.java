package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account's tokens in the clear. {@link #toString} tells nothing of them.
 *
 * @param access what calls are made with
 * @param refresh what a new access token is got with; {@code null} where the provider gives none
 * @param obtained when the access token came, by this side's clock
 */
public record AccountTokens(String access, @Nullable String refresh, Instant obtained) {

    public AccountTokens {
        requireNonNull(access, "access");
        requireNonNull(obtained, "obtained");
    }

    /** What a new access token is got with, where the provider gives one. */
    public Optional<String> refreshToken() {
        return Optional.ofNullable(refresh);
    }

    @Override
    public String toString() {
        return "AccountTokens[of " + obtained + "]";
    }
}
