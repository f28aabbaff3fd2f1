package io.kalends.store.jdbc.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.oauth.ConnectRequest;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.push.DuePair;
import io.kalends.sync.push.WatchedCollection;
import io.kalends.sync.push.WatchedPair;
import io.kalends.sync.web.WebRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may send to the endpoint beside Google's own notifications, which are taken from Google's as it sent them. */
class NotificationsTest {

    private static final String TOKEN = "X-Goog-Channel-Token";
    private static final String CHANNEL = "X-Goog-Channel-ID";
    private static final String RESOURCE = "X-Goog-Resource-ID";
    private static final String NUMBER = "X-Goog-Message-Number";

    private final Outside outside = new Outside();
    private final Host web = outside.web();
    private WebRequest genuine = new WebRequest("POST", "/", Map.of(), Map.of(), new byte[0]);

    @BeforeEach
    void watchesAndIsTold() {
        web.connectsAlice();
        web.subscribes();
        outside.isMended();
        outside.putAtGoogle("first");
        outside.google.awaitDeliveries();
        genuine = outside.received.get(outside.received.size() - 1);
        outside.after(Duration.ofSeconds(5));
        assertThat(web.runDue()).hasSize(1);
        assertThat(isDue()).isFalse();
    }

    @AfterEach
    void close() {
        outside.close();
    }

    private boolean isDue() {
        return web.pushStore().pair(Outside.PAIR).map(DuePair::notified).orElse(false);
    }

    /** The genuine one with another number, as the next would be, and whatever else is changed. */
    private WebRequest next(Consumer<Map<String, List<String>>> change) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(genuine.headers());
        long number = Long.parseLong(genuine.header(NUMBER).orElseThrow());
        headers.put(NUMBER, List.of(String.valueOf(number + 1)));
        change.accept(headers);
        return new WebRequest("POST", "/", Map.of(), headers, new byte[0]);
    }

    private int handled(WebRequest request) {
        return web.notifications().handle(request).status();
    }

    @Test
    void takesTheNextOne() {
        assertThat(handled(next(headers -> {}))).isEqualTo(204);

        assertThat(isDue()).isTrue();
    }

    @Test
    void answersAReplayedOneWithoutWork() {
        assertThat(handled(genuine)).isEqualTo(204);

        assertThat(isDue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, CHANNEL, RESOURCE})
    void answersAnAlteredOneWithoutWork(String header) {
        assertThat(handled(next(headers -> headers.compute(
                        header, (name, values) -> List.of((values == null ? "" : values.get(0)) + "x")))))
                .isEqualTo(204);

        assertThat(isDue()).isFalse();
    }

    @Test
    void answersOneWithoutASecretWithoutWork() {
        assertThat(handled(next(headers -> headers.remove(TOKEN)))).isEqualTo(204);

        assertThat(isDue()).isFalse();
    }

    @Test
    void answersOneOfAnotherAccountsChannelWithoutWork() {
        EmulatedAccount bob = outside.google.account("bob@example.com");
        web.connect(bob, ConnectRequest.of("bob"));
        StoredAccount account = web.accounts().ownedBy("bob").get(0);
        WatchedCollection his = new WatchedCollection("google", account.id(), bob.email());
        web.push().subscribe(web.google(account.id()), his, List.of(WatchedPair.of("bob-work")));
        outside.google.awaitDeliveries();
        WebRequest opened = outside.received.get(outside.received.size() - 1);
        outside.after(Duration.ofSeconds(5));

        // Bob's channel with the secret of Alice's, and the other way round.
        for (String mixed : List.of(CHANNEL, TOKEN)) {
            assertThat(handled(next(headers -> {
                        headers.put(mixed, List.of(opened.header(mixed).orElseThrow()));
                        headers.remove(RESOURCE);
                    })))
                    .isEqualTo(204);
        }

        assertThat(isDue()).isFalse();
        assertThat(web.pushStore().pair("bob-work").orElseThrow().single()).isEmpty();
    }

    @Test
    void answersOneOfAStoppedChannelWithoutWork() {
        web.push().stop(web.google(web.account().id()), web.calendar());

        assertThat(handled(next(headers -> {}))).isEqualTo(204);

        assertThat(isDue()).isFalse();
        outside.putAtGoogle("told to nobody");
        outside.google.awaitDeliveries();
        assertThat(isDue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {CHANNEL, TOKEN, RESOURCE, NUMBER, "X-Goog-Resource-State", "X-Goog-Channel-Expiration"})
    void standsGiantHeaders(String header) {
        for (String giant : List.of("x".repeat(5 << 20), "9".repeat(5 << 20), "\u0000", "é\uD83D\uDE00", "'; --")) {
            int status = handled(next(headers -> headers.put(header, List.of(giant))));

            assertThat(status).isIn(204, 400);
        }
        assertThat(web.pushStore().channels(web.calendar()))
                .singleElement()
                .satisfies(channel -> assertThat(channel.handle())
                        .isEqualTo(genuine.header(RESOURCE).orElseThrow()));
    }

    @Test
    void standsTenThousandHeaders() {
        WebRequest request = next(headers -> {
            for (int i = 0; i < 10_000; i++) {
                headers.put("X-Header-" + i, List.of("x".repeat(100)));
            }
            headers.put(TOKEN, List.of("wrong"));
        });

        assertThat(handled(request)).isEqualTo(204);
        assertThat(isDue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "post", ""})
    void refusesWhatIsNoPost(String method) {
        assertThat(handled(new WebRequest(method, "/", Map.of(), genuine.headers(), new byte[0])))
                .isEqualTo(400);
    }
}
