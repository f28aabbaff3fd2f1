package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.InMemoryAccountStore;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.web.WebRequest;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Google does not do: Notion's JSON bodies, Microsoft's scopes, and odd answers. */
class OtherProvidersTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T10:00:00Z");
    private final InMemoryAccountStore store = new InMemoryAccountStore();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private OAuthConnector notion() {
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

    private OAuthConnector microsoft() {
        return connector(new OAuthProfile(
                "microsoft",
                at("/authorize"),
                at("/token"),
                null,
                Set.of("offline_access", "Calendars.ReadWrite", "User.Read"),
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
                .client("client", "secret", URI.create("https://app.example/callback"))
                .store(store)
                .keys(Fixture.KEYS)
                .clock(clock)
                .pause(clock::advance)
                .build();
    }

    private static ConnectResult connect(OAuthConnector connector, ConnectRequest request) {
        String state = Fixture.request(connector.begin(request).address())
                .parameter("state")
                .orElseThrow();
        return connector.complete(
                new WebRequest(
                        "GET", Map.of("state", List.of(state), "code", List.of("the-code")), Map.of(), new byte[0]),
                "alice");
    }

    private static StoredAccount account(ConnectResult result) {
        return ((ConnectResult.Connected) result).account();
    }

    private static String notionTokens(String access, String refresh, String bot) {
        return "{\"access_token\":\"" + access + "\",\"token_type\":\"bearer\",\"refresh_token\":" + refresh
                + ",\"bot_id\":\"" + bot + "\",\"workspace_icon\":null}";
    }

    @Test
    void speaksJsonWithNotion() {
        answer = notionTokens("a1", "\"r1\"", "bot-1");

        StoredAccount account = account(connect(notion(), ConnectRequest.of("alice")));

        assertThat(account.knownUser()).contains("bot-1");
        assertThat(account.expiresAt()).isEmpty();
        assertThat(bodies.get(0))
                .contains("\"grant_type\":\"authorization_code\"", "\"code\":\"the-code\"")
                .doesNotContain("secret", "code_verifier");
        assertThat(headers.get(0)).isEqualTo("Basic Y2xpZW50OnNlY3JldA== application/json");
    }

    @Test
    void connectsTheSameUserOfTheSameOwnerOnce() {
        answer = notionTokens("a1", "\"r1\"", "bot-1");
        OAuthConnector notion = notion();
        String id = account(connect(notion, ConnectRequest.of("alice"))).id();

        assertThat(account(connect(notion, ConnectRequest.of("alice"))).id()).isEqualTo(id);

        answer = notionTokens("a2", "\"r2\"", "bot-2");
        assertThat(account(connect(notion, ConnectRequest.of("alice"))).id()).isNotEqualTo(id);
    }

    @Test
    void refusesAnotherUserAtAReconnect() {
        answer = notionTokens("a1", "\"r1\"", "bot-1");
        OAuthConnector notion = notion();
        String id = account(connect(notion, ConnectRequest.of("alice"))).id();
        answer = notionTokens("a2", "\"r2\"", "bot-2");

        ConnectResult result = connect(notion, ConnectRequest.of("alice").again(id));

        assertThat(((ConnectResult.Failed) result).cause()).isEqualTo(ConnectResult.Cause.OTHER_USER);
        assertThat(Fixture.token(notion.credentials(id).current())).isEqualTo("a1");
    }

    @Test
    void needsAReconnectOnceATokenWithoutRefreshIsRefused() {
        answer = notionTokens("a1", "null", "bot-1");
        OAuthConnector notion = notion();
        String id = account(connect(notion, ConnectRequest.of("alice"))).id();
        var refused = notion.credentials(id).current();

        assertThatThrownBy(() -> notion.credentials(id).renewed(refused)).isInstanceOf(AuthorizationException.class);

        assertThat(store.find(id).orElseThrow().state()).isEqualTo(AccountState.NEEDS_RECONNECT);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void takesMicrosoftsScopesInEitherForm() {
        answer = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"ext_expires_in\":3600,"
                + "\"refresh_token\":\"r\",\"scope\":\"https://graph.microsoft.com/Calendars.ReadWrite user.read\"}";
        OAuthConnector microsoft = microsoft();

        StoredAccount account = account(connect(microsoft, ConnectRequest.of("alice")));

        assertThat(microsoft.disconnect(account.id()).grant()).isEqualTo(Disconnection.Grant.NOT_OFFERED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3600|PT1H", "\"3600\"|PT1H", "3600.9|PT1H", "null| ", "0| ", "-5| ", "\"soon\"| ", "1e99|PT87600H"
            })
    void readsALifetimeInAnyForm(String told, Duration life) {
        answer = microsoftTokens("a1", told);

        StoredAccount account = account(connect(microsoft(), ConnectRequest.of("alice")));

        assertThat(account.accessExpiry())
                .isEqualTo(life == null ? null : clock.instant().plus(life));
    }

    @Test
    void renewsAShortLivedTokenAtHalfItsLife() {
        answer = microsoftTokens("a1", "120");
        OAuthConnector microsoft = microsoft();
        String id = account(connect(microsoft, ConnectRequest.of("alice"))).id();
        answer = microsoftTokens("a2", "120");

        clock.advance(Duration.ofSeconds(59));
        assertThat(Fixture.token(microsoft.credentials(id).current())).isEqualTo("a1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(Fixture.token(microsoft.credentials(id).current())).isEqualTo("a2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400|{\"error\":{\"code\":400}}",
                "400|<html>proxy</html>",
                "401|",
                "429|{\"error\":\"slow\"}",
                "503|{\"error\":\"invalid_grant\"}",
                "200|{}",
                "200|{\"access_token\":7}",
                "302|",
                "400|{\"error\":\"temporarily_unavailable\"}"
            })
    void takesWhatIsNoDecisionForPassing(String reply) {
        OAuthConnector microsoft = expired();
        reply(reply);

        assertThatThrownBy(() -> microsoft.credentials(id()).current()).isInstanceOf(TransientException.class);

        assertThat(store.find(id()).orElseThrow().state()).isEqualTo(AccountState.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"401|{\"error\":\"invalid_client\"}", "401|{\"object\":\"error\",\"code\":\"unauthorized\"}"})
    void takesARefusedClientForAWrongSetUp(String reply) {
        OAuthConnector microsoft = expired();
        reply(reply);

        assertThatThrownBy(() -> microsoft.credentials(id()).current()).isInstanceOf(RejectedException.class);

        assertThat(store.find(id()).orElseThrow().state()).isEqualTo(AccountState.CONNECTED);
    }

    @Test
    void readsNoEndlessAnswer() {
        OAuthConnector microsoft = expired();
        reply("200|{\"access_token\":\"" + "x".repeat(300_000) + "\"}");

        assertThatThrownBy(() -> microsoft.credentials(id()).current()).isInstanceOf(TransientException.class);
    }

    private void reply(String statusAndBody) {
        int bar = statusAndBody.indexOf('|');
        status = Integer.parseInt(statusAndBody.substring(0, bar));
        answer = statusAndBody.substring(bar + 1);
    }

    private OAuthConnector expired() {
        answer = microsoftTokens("a1", "3600");
        OAuthConnector microsoft = microsoft();
        connect(microsoft, ConnectRequest.of("alice"));
        clock.advance(Duration.ofHours(2));
        return microsoft;
    }

    private String id() {
        return store.page("", 1).get(0).id();
    }

    private static String microsoftTokens(String access, String life) {
        return "{\"access_token\":\"" + access + "\",\"token_type\":\"Bearer\",\"expires_in\":" + life
                + ",\"refresh_token\":\"r\",\"scope\":\"Calendars.ReadWrite User.Read\"}";
    }
}
