package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

/**
 * Whose collections a provider opens, and what it calls with.
 *
 * @param id the host's name for the account; stable, without secrets
 * @param credentials asked before each call, so that tokens may be renewed in between
 */
public record Account(String id, CredentialSource credentials) {

    public Account {
        requireNonNull(id, "id");
        requireNonNull(credentials, "credentials");
    }

    /** Nobody in particular: a file, a public feed. */
    public static Account none() {
        return new Account("", CredentialSource.none());
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
