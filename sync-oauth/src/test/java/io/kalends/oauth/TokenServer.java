package io.kalends.oauth;

import com.sun.net.httpserver.HttpServer;
import io.kalends.sync.account.InMemoryAccountStore;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.web.WebRequest;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An authorization server that answers what it is told to, and a store of what came of it. */
final class TokenServer implements AutoCloseable {

    final SettableClock clock = SettableClock.at("2026-03-01T10:00:00Z");
    final InMemoryAccountStore store = new InMemoryAccountStore();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> headers = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "";

    TokenServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            headers.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** From now on it answers 200 with this. */
    void answers(String body) {
        answers(200, body);
    }

    void answers(int newStatus, String body) {
        status = newStatus;
        answer = body;
    }

    /** From now on it answers this status and body, parted by a bar. */
    void reply(String statusAndBody) {
        int bar = statusAndBody.indexOf('|');
        answers(Integer.parseInt(statusAndBody.substring(0, bar)), statusAndBody.substring(bar + 1));
    }

    OAuthConnector notion() {
        return connector(new OAuthProfile(
                "notion",
                at("/authorize"),
                at("/token"),
                at("/revoke"),
                Set.of(),
                Map.of("owner", "user"),
                OAuthProfile.ClientAuthentication.BASIC,
                OAuthProfile.Bodies.JSON,
                false));
    }

    OAuthConnector microsoft() {
        return connector(new OAuthProfile(
                "microsoft",
                at("/authorize"),
                at("/token"),
                null,
                Set.of("openid", "offline_access", "Calendars.ReadWrite", "User.Read"),
                Map.of("response_mode", "query"),
                OAuthProfile.ClientAuthentication.POST,
                OAuthProfile.Bodies.FORM,
                true));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private OAuthConnector connector(OAuthProfile profile) {
        return OAuthConnector.builder(profile)
                .client("client", "hush-hush", URI.create("https://app.example/callback"))
                .store(store)
                .keys(Fixture.KEYS)
                .clock(clock)
                .sleeper(clock::advance)
                .build();
    }

    static ConnectResult connect(OAuthConnector connector, ConnectRequest request) {
        return connector.complete(callback(connector.begin(request), "the-code"), "alice");
    }

    /** What the browser comes back with. */
    static WebRequest callback(ConsentPage page, String code) {
        String state = Fixture.request(page.address()).parameter("state").orElseThrow();
        return new WebRequest(
                "GET", "/", Map.of("state", List.of(state), "code", List.of(code)), Map.of(), new byte[0]);
    }

    static StoredAccount account(ConnectResult result) {
        return ((ConnectResult.Connected) result).account();
    }

    static ConnectResult.Cause cause(ConnectResult result) {
        return ((ConnectResult.Failed) result).cause();
    }

    /** The only account. */
    StoredAccount only() {
        return store.page("", 1).get(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
