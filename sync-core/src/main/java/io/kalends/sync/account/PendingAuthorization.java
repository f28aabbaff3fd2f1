package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A consent that was asked for and not yet answered.
 *
 * @param stateHash the SHA-256 of the state, in hexadecimal: the state itself is never kept
 * @param provider the provider's id
 * @param owner who began, and alone may complete
 * @param account the account that is connected again; {@code null} for a new one
 * @param scopes what was asked for
 * @param verifier the sealed code verifier (RFC 7636)
 * @param expiry after it the answer is refused
 */
public record PendingAuthorization(
        String stateHash,
        String provider,
        String owner,
        @Nullable String account,
        Set<String> scopes,
        byte[] verifier,
        Instant expiry) {

    public PendingAuthorization {
        requireNonNull(stateHash, "stateHash");
        requireNonNull(provider, "provider");
        requireNonNull(owner, "owner");
        scopes = Set.copyOf(scopes);
        verifier = verifier.clone();
        requireNonNull(expiry, "expiry");
    }

    @Override
    public byte[] verifier() {
        return verifier.clone();
    }

    /** The account that is connected again, if it is one. */
    public Optional<String> reconnected() {
        return Optional.ofNullable(account);
    }

    @Override
    public String toString() {
        return "PendingAuthorization[" + provider + ", until " + expiry + "]";
    }
}
