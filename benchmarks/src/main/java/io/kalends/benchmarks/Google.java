package io.kalends.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.push.InMemoryPushStore;
import io.kalends.sync.push.PushService;
import io.kalends.sync.push.WatchedCollection;
import io.kalends.sync.push.WatchedPair;
import io.kalends.sync.spi.AccountLimits;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.web.WebHandler;
import io.kalends.sync.web.WebRequest;
import io.kalends.sync.web.WebResponse;
import io.kalends.testkit.InMemoryReplica;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An app's calendar and one at Google, played by the emulator over HTTP: what is counted is the calls that reach it. */
final class Google implements AutoCloseable {

    private static final String ADDRESS = "ada@example.org";

    private static final int PAGE = 2_500;

    private final int events;
    private final int pushes;
    private final GoogleProvider provider = new GoogleProvider();
    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.start();
    private final EmulatedAccount account = google.account(ADDRESS);
    private final ProviderConnection connection;
    private final InMemoryReplica<CalendarEvent> app = InMemoryReplica.builder("app", CalendarEvents.type())
            .clock(Clock.systemUTC())
            .build();
    private final StateDatabase database = StateDatabase.create();
    private final SyncEngine engine =
            SyncEngine.builder().store(database.store()).build();
    private final SyncPair<CalendarEvent> pair;

    /**
     * Sets both calendars up.
     *
     * @param events how many the app's calendar holds
     * @param pushes how many edits at Google are timed
     */
    Google(int events, int pushes) throws IOException {
        this.events = events;
        this.pushes = pushes;
        Credentials token = new Credentials.BearerToken(account.accessToken(), null);
        connection = provider.connect(
                new Account("ada", CredentialSource.of(token)),
                ProviderSettings.defaults().baseUri(google.rootUri()).limits(new AccountLimits(8, 1_000_000)));
        pair = SyncPair.between(app, connection.replica(ADDRESS, CalendarEvents.type()))
                .id("ada-work")
                .pageSize(PAGE)
                .build();
    }

    GoogleResult measure(PrintStream out) throws IOException {
        for (int number = 0; number < events; number++) {
            app.put(GeneratedEvents.record("app-" + number, number, 0).record());
        }
        long first = calls(out, "first sync of " + events + " events");
        // What a run wrote comes back with the next one's listing, once.
        calls(out, "the run after it");
        long noop = calls(out, "a run without changes");
        app.records().keySet().stream()
                .limit(10)
                .toList()
                .forEach(id -> app.edit(
                        id, event -> event.toBuilder().title("Changed here").build()));
        long delta = calls(out, "a run with 10 changes");
        engine.sync(pair);
        return new GoogleResult(first, noop, delta, push(out));
    }

    /** Runs the pair and counts the calls. */
    private long calls(PrintStream out, String what) {
        google.calls().clear();
        SyncReport report = engine.sync(pair);
        if (report.outcome() != SyncReport.Outcome.DONE) {
            throw new IllegalStateException("a run did not end: " + report.describe());
        }
        Map<String, Long> calls = google.calls().httpByKind();
        out.println(what + ": " + calls + ", " + report.took().toMillis() + " ms");
        return google.calls().http().size();
    }

    private long push(PrintStream out) throws IOException {
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI address = URI.create("http://localhost:" + endpoint.getAddress().getPort() + "/google");
        PushService service = PushService.builder()
                .store(new InMemoryPushStore())
                .address(GoogleProvider.ID, address)
                .debounce(Duration.ZERO)
                .build();
        WebHandler handler = service.notifications(provider);
        endpoint.createContext("/google", exchange -> answer(exchange, handler));
        endpoint.start();
        try {
            service.subscribe(
                    connection,
                    new WatchedCollection(GoogleProvider.ID, "ada", ADDRESS),
                    List.of(WatchedPair.of(pair.id())));
            google.awaitDeliveries();
            long[] millis = new long[pushes];
            String id = account.primary().events().get(0).path("id").asText();
            for (int i = 0; i < pushes; i++) {
                millis[i] = edit(service, id, "Changed at Google, " + i);
            }
            Arrays.sort(millis);
            out.printf("from an edit at Google to the app's row: median %d ms of %d%n", millis[pushes / 2], pushes);
            return millis[(int) Math.ceil(pushes * 0.99) - 1];
        } finally {
            endpoint.stop(0);
        }
    }

    private long edit(PushService service, String id, String title) {
        long start = System.nanoTime();
        account.primary().patch(id, JsonNodeFactory.instance.objectNode().put("summary", title));
        google.awaitDeliveries();
        service.runDue(engine, any -> Optional.of(pair));
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (app.contents().stream().noneMatch(event -> event.title().equals(title))) {
            throw new IllegalStateException("an edit at Google did not arrive by push");
        }
        return millis;
    }

    private static void answer(HttpExchange exchange, WebHandler handler) throws IOException {
        try (exchange) {
            WebResponse response = handler.handle(new WebRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Map.of(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(response.status(), -1);
        }
    }

    @Override
    public void close() {
        engine.close();
        connection.close();
        google.close();
        database.close();
    }
}
