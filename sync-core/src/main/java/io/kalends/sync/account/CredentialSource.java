package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

/**
 * Gives an account's credentials, fresh at each call. Safe for many threads.
 *
 * <p>Both methods throw {@link io.kalends.sync.AuthorizationException} when the account has to be connected again, without
 * calling anybody once that is known, and {@link io.kalends.sync.TransientException} when the authorization server is away.
 */
public interface CredentialSource {

    /** What to call with now; renewed first when it is about to end. */
    Credentials current();

    /**
     * What to call with after a server refused these credentials: renewed once, unless somebody else did so meanwhile. A
     * caller that is refused again gives up.
     */
    Credentials renewed(Credentials refused);

    /** An account without credentials. */
    static CredentialSource none() {
        return of(new Credentials.None());
    }

    /** Credentials that are always the same. */
    static CredentialSource of(Credentials credentials) {
        return new FixedCredentials(requireNonNull(credentials, "credentials"));
    }
}
