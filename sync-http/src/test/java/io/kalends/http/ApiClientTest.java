package io.kalends.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.account.Credentials.BearerToken;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.SharedResources;
import io.kalends.testkit.SettableClock;
import io.kalends.testkit.logs.LogCapture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account's calls, to a server on a real socket. */
class ApiClientTest {

    private static final Place PLACE = new Place("acme", "work");

    private static final RefusalTable REFUSALS = new RefusalTable(
            "Acme",
            List.of(
                    new RefusalTable.Row(401, RefusalTable.ANY, Meaning.CREDENTIALS, "connect the account again"),
                    new RefusalTable.Row(429, RefusalTable.ANY, Meaning.RATE, "wait")),
            "correct it",
            Duration.ofHours(1),
            Refusal::of);

    private final MockWebServer server = new MockWebServer();
    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private final AtomicInteger renewals = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsAnSdksCallsAsItsOwn() throws IOException {
        answer(new MockResponse.Builder().code(401).build());
        answer(new MockResponse.Builder().body("{}").build());

        try (ApiClient client = client();
                Response response = client.newCall(post("/things")).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
        assertThat(sent(2)).containsExactly("Bearer token-0", "Bearer token-1");
    }

    @Test
    void givesTheSdkNoMoreThanTheLimit() throws IOException {
        answer(new MockResponse.Builder().body("x".repeat(2_000)).build());

        try (ApiClient client = client(builder -> builder.mostBytes(1_000));
                Response response = client.newCall(get("/things")).execute()) {
            assertThatThrownBy(() -> response.body().string()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void readsNoMoreThanTheLimit() {
        answer(new MockResponse.Builder().body("x".repeat(2 << 20)).build());

        try (ApiClient client = client(builder -> builder.mostBytes(1 << 20))) {
            assertThatThrownBy(() -> client.send(PLACE, get("/things")))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("larger than 1 MB");
        }
    }

    @Test
    void takesTheTokenToNoOtherServer() {
        try (ApiClient client = client()) {
            Request elsewhere = new Request.Builder()
                    .url("http://127.0.0.2:" + server.getPort() + "/next")
                    .build();

            assertThatThrownBy(() -> client.send(PLACE, elsewhere))
                    .isInstanceOf(AuthorizationException.class)
                    .hasMessageContaining("another server");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void leavesTheAccountAloneForAsLongAsTheServerAsks() {
        answer(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "30")
                .build());
        answer(new MockResponse.Builder().body("{}").build());

        try (ApiClient client = client()) {
            assertThat(client.send(PLACE, get("/things")).status()).isEqualTo(429);
            assertThatThrownBy(() -> client.send(PLACE, get("/things")))
                    .isInstanceOfSatisfying(
                            RateLimitedException.class,
                            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(30)));
            assertThat(server.getRequestCount()).isEqualTo(1);

            clock.advance(Duration.ofSeconds(31));
            assertThat(client.send(PLACE, get("/things")).isOk()).isTrue();
        }
    }

    @Test
    void leavesTheAccountAloneInEachOfItsConnections() {
        answer(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "30")
                .build());

        try (SharedResources shared = new SharedResources();
                ApiClient one = client("ada", shared);
                ApiClient other = client("ada", shared);
                ApiClient somebodyElses = client("bob", shared)) {
            one.send(PLACE, get("/things"));
            assertThatThrownBy(() -> other.send(PLACE, get("/things"))).isInstanceOf(RateLimitedException.class);

            answer(new MockResponse.Builder().body("{}").build());
            assertThat(somebodyElses.send(PLACE, get("/things")).isOk()).isTrue();
        }
    }

    @Test
    void saysWhenAServerIsLeftAloneThatFailedAgainAndAgain() {
        try (ApiClient client = client()) {
            for (int n = 0; n < 10; n++) {
                answer(new MockResponse.Builder().code(500).build());
                assertThat(client.send(PLACE, get("/things")).status()).isEqualTo(500);
            }

            assertThatThrownBy(() -> client.send(PLACE, get("/things")))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("Acme failed again and again");
        }
        assertThat(server.getRequestCount()).isEqualTo(10);
    }

    @Test
    void logsACallWithoutWhatItIsAbout() {
        answer(new MockResponse.Builder()
                .body("{}")
                .setHeader("x-request-id", "req-7")
                .build());

        try (ApiClient client = client(builder -> builder.pathWords("v1", "things"))) {
            client.send(PLACE, get("/v1/things/ada@example.org?secret=s3cret"));
        }

        try (LogCapture log =
                LogCapture.builder().file(Path.of("target", "logged.txt")).start()) {
            assertThat(String.join("\n", log.lines()))
                    .contains("acme: GET /v1/things/{} 200 in ", "request req-7")
                    .doesNotContain("ada@", "s3cret", "token-");
        }
    }

    @Test
    void followsRedirectsOnlyWhereItIsTold() {
        answer(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "/there")
                .build());
        answer(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "/there")
                .build());
        answer(new MockResponse.Builder().body("there").build());

        try (ApiClient still = client();
                ApiClient following = client(builder -> builder.redirects(1))) {
            assertThat(still.send(PLACE, get("/here")).status()).isEqualTo(302);
            assertThat(following.send(PLACE, get("/here")).status()).isEqualTo(200);
        }
    }

    @Test
    void takesNoBaseThatWouldSendTokensUnencrypted() {
        ApiClientBuilder builder = ApiClient.builder("acme", REFUSALS, ProviderSettings.defaults());

        assertThatThrownBy(() -> builder.base(URI.create("http://api.example.org/")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("https");
    }

    private ApiClient client() {
        return client(builder -> builder);
    }

    private ApiClient client(UnaryOperator<ApiClientBuilder> with) {
        return with.apply(ApiClient.builder("acme", REFUSALS, settings()).base(base()))
                .build(account("ada"));
    }

    private ApiClient client(String account, SharedResources shared) {
        return ApiClient.builder("acme", REFUSALS, settings().resources(shared))
                .base(base())
                .build(account(account));
    }

    private ProviderSettings settings() {
        return ProviderSettings.defaults().clock(clock).sleeper(clock::advance);
    }

    private URI base() {
        return server.url("/").uri();
    }

    private Account account(String name) {
        return new Account(name, new CredentialSource() {
            @Override
            public Credentials current() {
                return new BearerToken("token-" + renewals.get(), null);
            }

            @Override
            public Credentials renewed(Credentials refused) {
                renewals.incrementAndGet();
                return current();
            }
        });
    }

    private void answer(MockResponse response) {
        server.enqueue(response);
    }

    private Request get(String path) {
        return new Request.Builder().url(server.url(path)).build();
    }

    private Request post(String path) {
        return new Request.Builder()
                .url(server.url(path))
                .post(RequestBody.create("{}", MediaType.get("application/json")))
                .build();
    }

    private List<String> sent(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(n -> {
                    try {
                        return String.valueOf(server.takeRequest().getHeaders().get("Authorization"));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
