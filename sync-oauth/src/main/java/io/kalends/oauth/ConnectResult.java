package io.kalends.oauth;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.account.StoredAccount;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What became of a consent. Only {@link Connected} stored anything. */
public sealed interface ConnectResult {

    /** Calls the function for the variant at hand. */
    <T> T fold(
            Function<Connected, T> connected,
            Function<Denied, T> denied,
            Function<MissingScopes, T> missingScopes,
            Function<Failed, T> failed);

    /**
     * The account can be called with.
     *
     * @param again whether it was known before and keeps its id
     */
    record Connected(StoredAccount account, boolean again) implements ConnectResult {
        public Connected {
            requireNonNull(account, "account");
        }

        @Override
        public <T> T fold(
                Function<Connected, T> connected,
                Function<Denied, T> denied,
                Function<MissingScopes, T> missingScopes,
                Function<Failed, T> failed) {
            return connected.apply(this);
        }
    }

    /** The user said no ({@code access_denied}). */
    record Denied() implements ConnectResult {
        @Override
        public <T> T fold(
                Function<Connected, T> connected,
                Function<Denied, T> denied,
                Function<MissingScopes, T> missingScopes,
                Function<Failed, T> failed) {
            return denied.apply(this);
        }
    }

    /**
     * The user left out some of what was asked for.
     *
     * @param scopes what is missing
     */
    record MissingScopes(Set<String> scopes) implements ConnectResult {
        public MissingScopes {
            scopes = Set.copyOf(scopes);
        }

        /** What is missing and what to do, for people. */
        public String explanation() {
            return "not granted: " + String.join(", ", new TreeSet<>(scopes))
                    + " → connect again and leave every box ticked";
        }

        @Override
        public <T> T fold(
                Function<Connected, T> connected,
                Function<Denied, T> denied,
                Function<MissingScopes, T> missingScopes,
                Function<Failed, T> failed) {
            return missingScopes.apply(this);
        }
    }

    /**
     * The account could not be connected.
     *
     * @param what what happened
     * @param action what to do about it
     */
    record Failed(Cause cause, String what, String action) implements ConnectResult {
        public Failed {
            requireNonNull(cause, "cause");
            requireNonNull(what, "what");
            requireNonNull(action, "action");
        }

        @Override
        public <T> T fold(
                Function<Connected, T> connected,
                Function<Denied, T> denied,
                Function<MissingScopes, T> missingScopes,
                Function<Failed, T> failed) {
            return failed.apply(this);
        }
    }

    /** Why an account could not be connected. */
    enum Cause {
        /** The state is missing, unknown, used before, or has expired. Answer 400. */
        STATE,
        /** Somebody else began. Answer 403. */
        OWNER,
        /** Another of the provider's users consented than the one whose account is connected again. */
        OTHER_USER,
        /** The provider gave no refresh token, so that the account would end with its access token. */
        NO_REFRESH_TOKEN,
        /** The provider answered with an error. */
        PROVIDER
    }
}
