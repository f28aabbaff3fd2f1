package io.kalends.store.jdbc.host;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.emulators.google.InjectedFault;
import io.kalends.oauth.ConnectRequest;
import io.kalends.oauth.ConnectResult;
import io.kalends.oauth.OAuthConnector;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.store.jdbc.JdbcAccountStore;
import io.kalends.store.jdbc.JdbcPushStore;
import io.kalends.store.jdbc.JdbcSyncStateStore;
import io.kalends.store.jdbc.Migrate;
import io.kalends.sync.PairStatus;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.AccountListener;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.AccountStore;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.account.EncryptionKey;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.push.Connections;
import io.kalends.sync.push.PushService;
import io.kalends.sync.push.PushStore;
import io.kalends.sync.push.Ran;
import io.kalends.sync.push.WatchedCollection;
import io.kalends.sync.push.WatchedPair;
import io.kalends.sync.spi.AccountLimits;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.store.SyncStateStore;
import io.kalends.sync.web.WebHandler;
import io.kalends.sync.web.WebRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** One process of a host app: everything that it builds anew when it starts, over what is outside. */
final class Host implements Connections, AutoCloseable {

    static final String OWNER = "alice";
    static final KeySource KEYS = KeySource.of(new EncryptionKey("test-1", new byte[32]));
    private static final URI CALLBACK = URI.create("https://app.example/callback");

    private final Outside outside;
    private final Fate fate;
    private final AccountStore accounts;
    private final PushStore pushStore;
    private final SyncStateStore states;
    private final OAuthConnector connector;
    private final PushService push;
    private final SyncEngine engine;
    private final List<ProviderConnection> open = new ArrayList<>();
    private final InjectedFault answered;

    Host(Outside outside, Fate fate, Migrate tables) {
        this.outside = outside;
        this.fate = fate;
        accounts = fate.reaching(
                AccountStore.class,
                JdbcAccountStore.builder(outside.database).migrate(tables).build());
        pushStore = fate.reaching(
                PushStore.class,
                JdbcPushStore.builder(outside.database).migrate(tables).build());
        states = fate.reaching(
                SyncStateStore.class,
                JdbcSyncStateStore.builder(outside.database)
                        .keys(KEYS)
                        .migrate(tables)
                        .build());
        push = PushService.builder()
                .store(pushStore)
                .clock(outside.clock)
                .address("google", outside.pushAddress())
                // So rare that nothing but a notification makes a pair due.
                .poll("google", Duration.ofDays(300))
                .build();
        connector = OAuthConnector.builder(profile())
                .client(outside.google.clientId(), outside.google.clientSecret(), CALLBACK)
                .store(accounts)
                .keys(KEYS)
                .clock(outside.clock)
                .sleeper(time -> outside.sleeper.sleep(time))
                .listener(new Listener())
                .build();
        engine = SyncEngine.builder()
                .store(states)
                .clock(outside.clock)
                .node("node-" + UUID.randomUUID())
                .build();
        answered = outside.google
                .faults()
                .inject(
                        GoogleFault.meanwhileAfterCommit(() -> fate.note("after an HTTP call")),
                        CallPattern.any().always());
        if (fate.isImmortal()) {
            answered.remove();
        }
    }

    private OAuthProfile profile() {
        return GoogleProvider.oauth(outside.google.rootUri(), outside.google.rootUri());
    }

    /** What a host does about its accounts. */
    private final class Listener implements AccountListener {
        @Override
        public void connected(StoredAccount account) {
            outside.heard.add("connected");
            push.resume(account.provider(), account.id());
        }

        @Override
        public void needsReconnect(StoredAccount account) {
            outside.heard.add("needs reconnect");
        }
    }

    Outside outside() {
        return outside;
    }

    OAuthConnector connector() {
        return connector;
    }

    AccountStore accounts() {
        return accounts;
    }

    PushService push() {
        return push;
    }

    PushStore pushStore() {
        return pushStore;
    }

    WebHandler notifications() {
        return push.notifications(new GoogleProvider());
    }

    /** The only account. */
    StoredAccount account() {
        return accounts.page("", 2).get(0);
    }

    /** What the browser comes back with, after somebody agreed to everything. */
    private WebRequest callback(EmulatedAccount who, URI page) {
        Map<String, List<String>> query = new TreeMap<>();
        for (String pair : who.consent(page).getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(
                    pair.substring(0, equals),
                    List.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
        }
        WebRequest callback = new WebRequest("GET", "/", query, Map.of(), new byte[0]);
        outside.callbacks.add(callback);
        return callback;
    }

    ConnectResult connect(EmulatedAccount who, ConnectRequest request) {
        return connector.complete(callback(who, connector.begin(request).address()), request.owner());
    }

    /** Alice's account, connected for the first time. */
    void connectsAlice() {
        connect(outside.alice, ConnectRequest.of(OWNER));
    }

    WatchedCollection calendar() {
        return new WatchedCollection(GoogleProvider.ID, account().id(), Outside.ALICE);
    }

    /** Watches the calendar, as a host does whenever it starts. */
    void subscribes() {
        push.subscribe(google(account().id()), calendar(), List.of(WatchedPair.of(Outside.PAIR)));
    }

    ProviderConnection google(String accountId) {
        CredentialSource tokens = connector.credentials(accountId);
        CredentialSource counted = new CredentialSource() {
            @Override
            public Credentials current() {
                Credentials now = tokens.current();
                fate.pass("before an HTTP call");
                return now;
            }

            @Override
            public Credentials renewed(Credentials refused) {
                Credentials now = tokens.renewed(refused);
                fate.pass("before an HTTP call again");
                return now;
            }
        };
        ProviderSettings settings = ProviderSettings.defaults()
                .baseUri(outside.google.rootUri())
                .clock(outside.clock)
                .limits(new AccountLimits(8, 1_000_000));
        ProviderConnection connection = new GoogleProvider().connect(new Account(accountId, counted), settings);
        open.add(connection);
        return connection;
    }

    @Override
    public Optional<ProviderConnection> connect(WatchedCollection of) {
        return accounts.find(of.account())
                .filter(account -> account.state() == AccountState.CONNECTED)
                .map(account -> google(account.id()));
    }

    SyncPair<CalendarEvent> pair() {
        return SyncPair.between(outside.app, google(account().id()).replica(Outside.ALICE, CalendarEvents.type()))
                .id(Outside.PAIR)
                .build();
    }

    List<Ran> runDue() {
        return push.runDue(engine, id -> Optional.of(pair()));
    }

    PairStatus status() {
        return engine.status(pair());
    }

    @Override
    public void close() {
        answered.remove();
        open.forEach(ProviderConnection::close);
        engine.close();
        pushStore.close();
        states.close();
    }
}
