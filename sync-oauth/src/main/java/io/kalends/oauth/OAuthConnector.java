package io.kalends.oauth;

import static java.util.Objects.requireNonNull;

import io.kalends.oauth.internal.Callback;
import io.kalends.oauth.internal.Calls;
import io.kalends.oauth.internal.Consents;
import io.kalends.oauth.internal.Disconnects;
import io.kalends.oauth.internal.Renewals;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.web.WebRequest;

/**
 * Connects the accounts of one provider for one OAuth client, keeps their tokens fresh, and gives them up. A host with a
 * client for each of its tenants builds one for each.
 *
 * <pre>{@code
 * ConsentPage page = google.begin(ConnectRequest.of("alice"));          // redirect the browser there
 * ConnectResult result = google.complete(request, "alice");             // in the handler of the redirect URI
 * engine.provider("google").connect(google.account(accountId));
 * }</pre>
 *
 * <p>Safe for many threads; several nodes over one store act as one. No token, code or secret is logged or quoted in an
 * error.
 */
public final class OAuthConnector implements AutoCloseable {

    private final OAuthProfile profile;
    private final Consents consents;
    private final Callback callback;
    private final Renewals renewals;
    private final Disconnects disconnects;
    private final Calls calls;

    OAuthConnector(
            OAuthProfile profile,
            Consents consents,
            Callback callback,
            Renewals renewals,
            Disconnects disconnects,
            Calls calls) {
        this.profile = profile;
        this.consents = consents;
        this.callback = callback;
        this.renewals = renewals;
        this.disconnects = disconnects;
        this.calls = calls;
    }

    /** A connector for a provider that does OAuth so. */
    public static OAuthConnectorBuilder builder(OAuthProfile profile) {
        return new OAuthConnectorBuilder(profile);
    }

    /**
     * Begins to connect an account: send the user's browser to the page. It can be answered once, within 10 minutes.
     *
     * @throws io.kalends.sync.RejectedException if the account to connect again is not there, or another owner's
     */
    public ConsentPage begin(ConnectRequest request) {
        return consents.begin(requireNonNull(request, "request"));
    }

    /**
     * Completes what the user's browser came back with.
     *
     * @param request the request to the redirect URI
     * @param owner who is logged in at the host, from its own session; must be who began
     * @throws io.kalends.sync.TransientException if the provider gave no clear answer: nothing is stored, begin again
     * @throws io.kalends.sync.RejectedException if the provider refuses this client: its set-up is wrong
     */
    public ConnectResult complete(WebRequest request, String owner) {
        return callback.complete(requireNonNull(request, "request"), requireNonNull(owner, "owner"));
    }

    /** An account as a provider's connection takes it. The account is looked up when it is called with. */
    public Account account(String accountId) {
        return new Account(accountId, credentials(accountId));
    }

    /**
     * An account's credentials, renewed when less than 5 minutes remain. A renewal by another thread or node is waited for
     * only when the token at hand has ended or was refused.
     *
     * <p>Besides what {@link CredentialSource} names, it throws a {@link io.kalends.sync.RejectedException} where there is no
     * such account, or the provider refuses the client: then the set-up is wrong, and no account needs a reconnect.
     */
    public CredentialSource credentials(String accountId) {
        requireNonNull(accountId, "accountId");
        return new CredentialSource() {
            @Override
            public Credentials current() {
                return renewals.current(accountId);
            }

            @Override
            public Credentials renewed(Credentials refused) {
                return renewals.renewed(accountId, refused);
            }
        };
    }

    /**
     * Gives an account up: nobody calls with it from now on, the grant is ended at the provider, the tokens are forgotten
     * even if that failed. The account's id stays, so that it can be connected again. Asked twice, it finishes what a crash
     * left.
     */
    public Disconnection disconnect(String accountId) {
        return disconnects.disconnect(requireNonNull(accountId, "accountId"));
    }

    /** Closes the connections to the provider, unless they are shared. Nothing else of it can be used then. */
    @Override
    public void close() {
        calls.close();
    }

    @Override
    public String toString() {
        return "OAuthConnector[" + profile.provider() + "]";
    }
}
