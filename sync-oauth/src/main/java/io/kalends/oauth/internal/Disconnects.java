package io.kalends.oauth.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.oauth.Disconnection;
import io.kalends.oauth.Disconnection.Grant;
import io.kalends.sync.SyncException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.AccountTokens;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.account.StoredAccount;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Gives accounts up: first nobody calls with it any more, then the provider ends the grant, then the tokens are forgotten. A
 * node that dies in between leaves a disconnected account whose second disconnection does the rest.
 */
public final class Disconnects {

    private static final String BY_HOST = "disconnected by the host";

    private final OAuthProfile profile;
    private final TokenEndpoint endpoint;
    private final Accounts accounts;

    public Disconnects(OAuthProfile profile, TokenEndpoint endpoint, Accounts accounts) {
        this.profile = requireNonNull(profile, "profile");
        this.endpoint = requireNonNull(endpoint, "endpoint");
        this.accounts = requireNonNull(accounts, "accounts");
    }

    /** Gives an account up. */
    public Disconnection disconnect(String id) {
        StoredAccount before = accounts.find(id);
        StoredAccount closed = before.state() == AccountState.DISCONNECTED
                ? before
                : change(before, account -> account.in(AccountState.DISCONNECTED, BY_HOST, accounts.now()));
        Outcome outcome = revoke(closed);
        StoredAccount forgotten = closed.sealed().isEmpty() ? closed : change(closed, this::forget);
        if (before.state() != AccountState.DISCONNECTED || before.sealed().isPresent()) {
            accounts.tell(forgotten, accounts.listener()::disconnected);
        }
        return new Disconnection(forgotten, outcome.grant(), outcome.explanation());
    }

    private record Outcome(Grant grant, String explanation) {}

    private Outcome revoke(StoredAccount account) {
        if (account.sealed().isEmpty()) {
            return new Outcome(Grant.NONE, "there were no tokens left");
        }
        if (profile.revocation().isEmpty()) {
            return new Outcome(
                    Grant.NOT_OFFERED,
                    "the tokens are forgotten; the user may remove the app in the provider's settings");
        }
        try {
            AccountTokens tokens = accounts.tokens(account).orElseThrow();
            endpoint.revoke(profile.revocation().get(), tokens.refreshToken().orElse(tokens.access()));
            return new Outcome(Grant.REVOKED, "the provider ended the grant");
        } catch (SyncException e) {
            accounts.note(account.id(), "the grant could not be ended: " + e.getMessage());
            return new Outcome(
                    Grant.MAY_STAND,
                    "the tokens are forgotten, but the grant may still stand (" + e.getMessage()
                            + "); the user may remove the app in the provider's settings");
        }
    }

    private StoredAccount forget(StoredAccount account) {
        // Connected again while the provider was called: those tokens are not ours to forget.
        return account.state() == AccountState.DISCONNECTED ? account.withTokens(null, null) : account;
    }

    private StoredAccount change(StoredAccount from, UnaryOperator<StoredAccount> change) {
        StoredAccount at = from;
        while (true) {
            Optional<StoredAccount> stored = accounts.store().save(change.apply(at));
            if (stored.isPresent()) {
                return stored.get();
            }
            at = accounts.find(from.id());
        }
    }
}
