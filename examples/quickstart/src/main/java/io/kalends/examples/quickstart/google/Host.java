package io.kalends.examples.quickstart.google;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.store.jdbc.JdbcCalendar;
import io.kalends.store.jdbc.JdbcPushStore;
import io.kalends.store.jdbc.JdbcSyncStateStore;
import io.kalends.sync.Direction;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.account.AccountListener;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.push.PushRunner;
import io.kalends.sync.push.PushService;
import io.kalends.sync.push.Ran;
import io.kalends.sync.push.WatchedCollection;
import io.kalends.sync.push.WatchedPair;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.RemoteCollection;
import io.kalends.sync.spi.RemoteCollection.Access;
import io.kalends.sync.spi.SyncProvider;
import io.kalends.sync.web.WebResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A host application that keeps its users' Google calendars in sync: what to copy. It has one user, Alice; a real one asks
 * its session who is logged in, and keeps in a table of its own which calendar of which account belongs to which pair.
 */
final class Host implements AutoCloseable {

    /** The user of this host. */
    static final String USER = "alice";

    private final WebServer web;
    // begin parts
    private final GoogleClient client;
    private final Accounts accounts;
    private final JdbcCalendar calendar;
    private final SyncEngine engine;
    private final SyncProvider google;
    private final PushService push;
    private final Map<String, Connected> pairs = new ConcurrentHashMap<>();

    /** A pair and what it stands on. */
    private record Connected(ProviderConnection connection, SyncPair<CalendarEvent> pair) {}
    // end

    /** @param answered hears what a user's browser was told when Google sent it back */
    Host(
            DataSource database,
            Path key,
            GoogleClient client,
            AccountListener listener,
            Consumer<WebResponse> answered,
            Clock clock)
            throws IOException {
        this.client = client;
        web = WebServer.start();
        accounts = new Accounts(database, key, client, web.address("/oauth/google"), resuming(listener), clock);
        // begin engine
        calendar = JdbcCalendar.builder(database, USER).clock(clock).build();
        engine = SyncEngine.builder()
                .store(JdbcSyncStateStore.builder(database)
                        .keys(KeySource.inFile(key))
                        .build())
                .clock(clock)
                .build();
        google = engine.provider(GoogleProvider.ID);
        // end
        URI notifications = web.address("/push/google");
        // begin push
        push = PushService.builder()
                .store(JdbcPushStore.builder(database).build())
                .address(GoogleProvider.ID, notifications)
                .clock(clock)
                .build();
        // end
        web.route("/oauth/google", request -> accounts.callback(request, USER), answered);
        web.route("/push/google", push.notifications(google), answer -> {});
    }

    // begin listener
    /** Lets the pairs of an account go on once it is connected again, and tells the user what became of it. */
    private AccountListener resuming(AccountListener user) {
        return new AccountListener() {
            @Override
            public void connected(StoredAccount account) {
                user.connected(account);
                push.resume(account.provider(), account.id());
            }

            @Override
            public void needsReconnect(StoredAccount account) {
                user.needsReconnect(account);
            }
        };
    }
    // end

    Accounts accounts() {
        return accounts;
    }

    JdbcCalendar calendar() {
        return calendar;
    }

    /** The calendars that an account sees, for its user to choose from. */
    List<RemoteCollection> calendars(String account) {
        try (ProviderConnection connection = google.connect(accounts.account(account), client.settings())) {
            return connection.collections().orElseThrow().list();
        }
    }

    // begin pair
    /** Keeps one of Google's calendars and the user's own in sync from now on, under a name of the host's that stays. */
    SyncPair<CalendarEvent> keepInSync(String name, String account, RemoteCollection chosen) {
        ProviderConnection connection = google.connect(accounts.account(account), client.settings());
        SyncPair<CalendarEvent> pair = SyncPair.between(
                        calendar.replica(), connection.replica(chosen.id(), CalendarEvents.type()))
                .id(name)
                .direction(chosen.access() == Access.WRITE ? Direction.TWO_WAY : Direction.IMPORT)
                .pageSize(2_500)
                .build();
        WatchedCollection collection = new WatchedCollection(google.id(), account, chosen.id());
        pairs.put(pair.id(), new Connected(connection, pair));
        push.subscribe(connection, collection, List.of(WatchedPair.of(pair.id())));
        // The first run; what is only polled would else wait for its time.
        push.changed(collection);
        return pair;
    }
    // end

    // begin run
    /** Runs what is due, each second, and looks after the channels, each minute, until it is closed. */
    PushRunner runOn(ScheduledExecutorService executor) {
        return PushRunner.start(push, engine, this::pair, this::connection, executor, Duration.ofSeconds(1), 4);
    }

    private Optional<SyncPair<CalendarEvent>> pair(String id) {
        return Optional.ofNullable(pairs.get(id)).map(Connected::pair);
    }

    private Optional<ProviderConnection> connection(WatchedCollection of) {
        return accounts.connected(of.account()).map(account -> google.connect(account, client.settings()));
    }
    // end

    /** Runs a pair at once, for a user who does not want to wait. */
    SyncReport syncNow(SyncPair<CalendarEvent> pair) {
        return engine.sync(pair);
    }

    /** One of the runner's seconds, for a story whose clock stands still. */
    List<Ran> runDue() {
        return push.runDue(engine, this::pair);
    }

    /** One of the runner's minutes. */
    void maintain() {
        push.maintain(this::connection);
    }

    @Override
    public void close() {
        web.close();
        engine.close();
        pairs.values().forEach(connected -> connected.connection().close());
    }
}
