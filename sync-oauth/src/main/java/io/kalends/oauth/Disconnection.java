package io.kalends.oauth;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.account.StoredAccount;

/**
 * What became of an account that was given up. Its tokens are forgotten in any case.
 *
 * @param grant what became of the grant at the provider
 * @param explanation for people: what happened, and what is left for them to do
 */
public record Disconnection(StoredAccount account, Grant grant, String explanation) {

    public Disconnection {
        requireNonNull(account, "account");
        requireNonNull(grant, "grant");
        requireNonNull(explanation, "explanation");
    }

    /** What became of a grant. */
    public enum Grant {
        /** It ended. */
        REVOKED,
        /** The provider has no way to end it but its own settings page. */
        NOT_OFFERED,
        /** It may still stand: the provider did not answer, or refused. */
        MAY_STAND,
        /** There was none left to end. */
        NONE
    }
}
