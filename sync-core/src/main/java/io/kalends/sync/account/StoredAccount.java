package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as a store keeps it. {@link #toString} tells neither tokens nor the user.
 *
 * @param id never changes, not by a reconnect either; at most 64 characters
 * @param provider the provider's id, {@code "google"}; at most 64 characters
 * @param owner the host's name for whose account it is; at most 255 characters
 * @param user the provider's own name for its user; {@code null} where the provider did not tell
 * @param state whether it can be called with
 * @param reason why it is in that state, for people; empty when connected
 * @param since when it came into that state
 * @param scopes what was granted
 * @param tokens sealed by {@link TokenCipher} for this id; {@code null} once they are forgotten
 * @param accessExpiry when the access token ends by this side's clock; {@code null} when that is not known
 * @param version counts up by each save; 0 for one that was never stored
 */
public record StoredAccount(
        String id,
        String provider,
        String owner,
        @Nullable String user,
        AccountState state,
        String reason,
        Instant since,
        Set<String> scopes,
        byte @Nullable [] tokens,
        @Nullable Instant accessExpiry,
        long version) {

    // Written out, since a compact constructor loses the annotation of an array parameter in the class file.
    public StoredAccount(
            String id,
            String provider,
            String owner,
            @Nullable String user,
            AccountState state,
            String reason,
            Instant since,
            Set<String> scopes,
            byte @Nullable [] tokens,
            @Nullable Instant accessExpiry,
            long version) {
        named("id", id, 64);
        named("provider", provider, 64);
        named("owner", owner, 255);
        this.id = id;
        this.provider = provider;
        this.owner = owner;
        this.user = user;
        this.state = requireNonNull(state, "state");
        this.reason = requireNonNull(reason, "reason");
        this.since = requireNonNull(since, "since");
        this.scopes = Set.copyOf(scopes);
        this.tokens = tokens == null ? null : tokens.clone();
        this.accessExpiry = accessExpiry;
        this.version = version;
    }

    private static void named(String component, String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw new IllegalArgumentException(
                    "an account's " + component + " has 1 to " + longest + " characters, not " + value.length());
        }
    }

    @Override
    public byte @Nullable [] tokens() {
        return tokens == null ? null : tokens.clone();
    }

    /** The provider's own name for its user, where it is known. */
    public Optional<String> knownUser() {
        return Optional.ofNullable(user);
    }

    /** The sealed tokens, unless they were forgotten. */
    public Optional<byte[]> sealed() {
        return Optional.ofNullable(tokens());
    }

    /** When the access token ends, where that is known. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(accessExpiry);
    }

    /** The same in another state; since when is kept if it was in that state before. */
    public StoredAccount in(AccountState newState, String why, Instant now) {
        return new StoredAccount(
                id,
                provider,
                owner,
                user,
                newState,
                why,
                newState == state ? since : now,
                scopes,
                tokens,
                accessExpiry,
                version);
    }

    /** The same with other tokens. */
    public StoredAccount withTokens(byte @Nullable [] sealed, @Nullable Instant expiry) {
        return new StoredAccount(id, provider, owner, user, state, reason, since, scopes, sealed, expiry, version);
    }

    /** The same with what a consent granted, and who gave it if the provider told. */
    public StoredAccount granted(Set<String> newScopes, @Nullable String newUser) {
        return new StoredAccount(
                id,
                provider,
                owner,
                newUser == null ? user : newUser,
                state,
                reason,
                since,
                newScopes,
                tokens,
                accessExpiry,
                version);
    }

    /** The same as a store keeps it under this version. */
    public StoredAccount at(long newVersion) {
        return new StoredAccount(
                id, provider, owner, user, state, reason, since, scopes, tokens, accessExpiry, newVersion);
    }

    @Override
    public String toString() {
        return "StoredAccount[" + provider + " " + id + ", " + state + " since " + since + ", version " + version + "]";
    }
}
