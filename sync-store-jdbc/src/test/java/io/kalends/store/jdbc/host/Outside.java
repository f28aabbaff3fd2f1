package io.kalends.store.jdbc.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.store.jdbc.Migrate;
import io.kalends.sync.spi.Sleeper;
import io.kalends.sync.web.WebRequest;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** What outlives a process of the host: the database, the app's calendar, Google, and the endpoint that Google calls. */
final class Outside implements AutoCloseable {

    static final String ALICE = "alice@example.com";
    static final String PAIR = "alice-work";

    final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    final DataSource database;
    final GoogleCalendarEmulator google;
    final EmulatedAccount alice;
    final InMemoryReplica<CalendarEvent> app =
            InMemoryReplica.builder("app", CalendarEvents.type()).clock(clock).build();

    /** What account listeners of all processes heard. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    /** What came to the endpoint. */
    final List<WebRequest> received = new CopyOnWriteArrayList<>();

    /** What browsers came back with from the consent page. */
    final List<WebRequest> callbacks = new CopyOnWriteArrayList<>();

    /** How a process waits for another one that renews tokens: time goes by, and nobody waits. */
    volatile Sleeper sleeper = this.clock::advance;

    private final HttpServer endpoint;
    private final Host web;

    Outside() {
        this(builder -> builder);
    }

    Outside(UnaryOperator<GoogleEmulatorBuilder> habits) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=30000");
        database = source;
        google = habits.apply(GoogleCalendarEmulator.builder().clock(clock)).start();
        alice = google.account(ALICE, EventSamples.BERLIN);
        try {
            endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        web = new Host(this, Fate.longLife(), Migrate.SCRIPTS);
        endpoint.createContext("/push", exchange -> {
            WebRequest request = new WebRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Map.of(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            received.add(request);
            exchange.sendResponseHeaders(web.notifications().handle(request).status(), -1);
            exchange.close();
        });
        endpoint.start();
    }

    /** A process, as long as it lives. */
    Host host(Fate fate) {
        return new Host(this, fate, Migrate.CHECK);
    }

    /** The node that is always there; it takes Google's notifications. */
    Host web() {
        return web;
    }

    URI pushAddress() {
        return URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/push");
    }

    void after(Duration time) {
        clock.advance(time);
    }

    /** As long as whatever a dead process holds lasts, and all that is due is done by another process. */
    void isMended() {
        google.awaitDeliveries();
        try (Host next = host(Fate.longLife())) {
            for (int i = 0; i < 3; i++) {
                after(Duration.ofMinutes(6));
                next.push().maintain(next);
                google.awaitDeliveries();
                next.runDue();
                google.awaitDeliveries();
            }
            after(Duration.ofSeconds(5));
            next.runDue();
        }
    }

    /** Alice edits at Google's. */
    String putAtGoogle(String title) {
        after(Duration.ofSeconds(1));
        ObjectNode event = titled(title);
        event.putObject("start").put("date", "2026-03-02");
        event.putObject("end").put("date", "2026-03-03");
        return alice.primary().insert(event);
    }

    static ObjectNode titled(String title) {
        return JsonNodeFactory.instance.objectNode().put("summary", title);
    }

    String putInApp(int n) {
        return app.put(EventSamples.meeting(n));
    }

    List<String> titlesAtGoogle() {
        return alice.primary().events().stream()
                .map(event -> event.path("summary").asText())
                .sorted()
                .toList();
    }

    List<String> titlesInApp() {
        return app.contents().stream().map(CalendarEvent::title).sorted().toList();
    }

    @Override
    public void close() {
        endpoint.stop(0);
        web.close();
        google.close();
    }
}
