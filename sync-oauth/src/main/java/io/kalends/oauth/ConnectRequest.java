package io.kalends.oauth;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask for consent, and for what.
 *
 * @param owner the host's name for who is logged in, from the host's own session and never from the request: whoever
 *     completes must be the same
 * @param account the account to connect again; {@code null} for a new one
 * @param loginHint which of the user's logins to propose, as the provider names it
 * @param scopes asked for besides those of the profile
 */
public record ConnectRequest(
        String owner, @Nullable String account, @Nullable String loginHint, Set<String> scopes) {

    public ConnectRequest {
        requireNonNull(owner, "owner");
        scopes = Set.copyOf(scopes);
    }

    /** A new account of this owner. */
    public static ConnectRequest of(String owner) {
        return new ConnectRequest(owner, null, null, Set.of());
    }

    /** Connects this account again, which keeps its id and its pairs. */
    public ConnectRequest again(String accountId) {
        return new ConnectRequest(owner, requireNonNull(accountId, "accountId"), loginHint, scopes);
    }

    /** Proposes one of the user's logins. */
    public ConnectRequest hint(String login) {
        return new ConnectRequest(owner, account, requireNonNull(login, "login"), scopes);
    }

    /** Asks for these scopes besides those of the profile. */
    public ConnectRequest alsoFor(Set<String> more) {
        return new ConnectRequest(owner, account, loginHint, more);
    }

    /** The account to connect again, if it is one. */
    public Optional<String> reconnected() {
        return Optional.ofNullable(account);
    }

    @Override
    public String toString() {
        return "ConnectRequest[" + (account == null ? "new" : account) + "]";
    }
}
