package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a call to a provider is authorized with. No {@code toString} tells anything of it. */
public sealed interface Credentials {

    /** Calls the function for the variant at hand. */
    <T> T fold(
            Function<None, T> none,
            Function<BearerToken, T> bearer,
            Function<ApiKey, T> apiKey,
            Function<Password, T> password);

    /** No credentials: a file, a public feed. */
    record None() implements Credentials {
        @Override
        public <T> T fold(
                Function<None, T> none,
                Function<BearerToken, T> bearer,
                Function<ApiKey, T> apiKey,
                Function<Password, T> password) {
            return none.apply(this);
        }
    }

    /**
     * An OAuth 2.0 access token, sent as RFC 6750 section 2.1 has it.
     *
     * @param token the access token
     * @param expiry when it ends; {@code null} for one that does not
     */
    record BearerToken(String token, @Nullable Instant expiry) implements Credentials {
        public BearerToken {
            requireNonNull(token, "token");
        }

        /** When it ends; empty for one that does not. */
        public Optional<Instant> expiresAt() {
            return Optional.ofNullable(expiry);
        }

        @Override
        public <T> T fold(
                Function<None, T> none,
                Function<BearerToken, T> bearer,
                Function<ApiKey, T> apiKey,
                Function<Password, T> password) {
            return bearer.apply(this);
        }

        @Override
        public String toString() {
            return "BearerToken[until " + expiry + "]";
        }
    }

    /**
     * A key that is sent in a header of its own.
     *
     * @param header the header's name, such as {@code X-API-Key}
     */
    record ApiKey(String header, String key) implements Credentials {
        public ApiKey {
            requireNonNull(header, "header");
            requireNonNull(key, "key");
        }

        @Override
        public <T> T fold(
                Function<None, T> none,
                Function<BearerToken, T> bearer,
                Function<ApiKey, T> apiKey,
                Function<Password, T> password) {
            return apiKey.apply(this);
        }

        @Override
        public String toString() {
            return "ApiKey[" + header + "]";
        }
    }

    /** A user's name and password (RFC 7617). */
    record Password(String user, String password) implements Credentials {
        public Password {
            requireNonNull(user, "user");
            requireNonNull(password, "password");
        }

        @Override
        public <T> T fold(
                Function<None, T> none,
                Function<BearerToken, T> bearer,
                Function<ApiKey, T> apiKey,
                Function<Password, T> password) {
            return password.apply(this);
        }

        @Override
        public String toString() {
            return "Password[]";
        }
    }
}
