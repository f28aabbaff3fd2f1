package io.kalends.examples.quickstart.google;

import io.kalends.oauth.ConnectRequest;
import io.kalends.oauth.ConnectResult;
import io.kalends.oauth.Disconnection;
import io.kalends.oauth.OAuthConnector;
import io.kalends.store.jdbc.JdbcAccountStore;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.AccountListener;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.web.WebRequest;
import io.kalends.sync.web.WebResponse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The accounts of the host's users at Google: consent, callback, tokens. */
final class Accounts {

    private final JdbcAccountStore store;
    private final OAuthConnector connector;

    Accounts(DataSource database, Path key, GoogleClient client, URI redirect, AccountListener listener, Clock clock) {
        // begin connector
        store = JdbcAccountStore.builder(database).build();
        connector = OAuthConnector.builder(client.oauth())
                .client(client.id(), client.secret(), redirect)
                .store(store)
                .keys(KeySource.inFile(key))
                .listener(listener)
                .clock(clock)
                .build();
        // end
    }

    /** Where to send the browser of a user who wants to connect an account. */
    URI connect(String user) {
        return connector.begin(ConnectRequest.of(user)).address();
    }

    /** The same, proposing one of the user's logins. */
    URI connect(String user, String login) {
        return connector.begin(ConnectRequest.of(user).hint(login)).address();
    }

    /** The same for an account that Google refuses by now; it keeps its id. */
    URI reconnect(String user, String login, String account) {
        return connector
                .begin(ConnectRequest.of(user).hint(login).again(account))
                .address();
    }

    // begin callback
    /** What the redirect URI answers; the user comes from the host's session, never from the request. */
    WebResponse callback(WebRequest request, String user) {
        ConnectResult result = connector.complete(request, user);
        return result.fold(
                connected -> WebResponse.text(200, "The calendar is connected. You may close this page."),
                denied -> WebResponse.text(200, "Nothing was connected."),
                missing -> WebResponse.text(200, missing.explanation()),
                failed -> WebResponse.text(
                        failed.cause() == ConnectResult.Cause.OWNER ? 403 : 400,
                        failed.what() + " → " + failed.action()));
    }
    // end

    /** Ends the grant at Google and forgets the tokens. */
    Disconnection disconnect(String account) {
        return connector.disconnect(account);
    }

    /** An account as the provider takes it: with a token that is renewed when it is about to end. */
    Account account(String id) {
        return connector.account(id);
    }

    /** The same; empty if it was given up or waits for its user. */
    Optional<Account> connected(String id) {
        return find(id).filter(account -> account.state() == AccountState.CONNECTED)
                .map(account -> account(account.id()));
    }

    /** What is kept of an account. */
    Optional<StoredAccount> find(String id) {
        return store.find(id);
    }

    /** A user's accounts, at Google or elsewhere. */
    List<StoredAccount> of(String user) {
        return store.ownedBy(user);
    }
}
