package io.kalends.oauth;

import io.kalends.emulators.google.Consent;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.sync.account.AccountListener;
import io.kalends.sync.account.AccountStore;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.account.EncryptionKey;
import io.kalends.sync.account.InMemoryAccountStore;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.web.WebRequest;
import io.kalends.testkit.SettableClock;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Google's OAuth over real HTTP, one store, and as many nodes as a test wants. */
final class Fixture implements AutoCloseable {

    static final String EVENTS = "https://www.googleapis.com/auth/calendar.events";
    static final String LIST = "https://www.googleapis.com/auth/calendar.calendarlist.readonly";
    static final String OWNER = "alice";
    static final KeySource KEYS = KeySource.of(new EncryptionKey("test-1", new byte[32]));
    private static final URI CALLBACK = URI.create("https://app.example/callback");

    final SettableClock clock = SettableClock.at("2026-03-01T10:00:00Z");
    final GoogleCalendarEmulator google;
    final EmulatedAccount alice;
    final AccountStore store = new InMemoryAccountStore();
    final List<String> heard = new ArrayList<>();

    Fixture() {
        this(GoogleCalendarEmulator.builder());
    }

    Fixture(GoogleEmulatorBuilder builder) {
        this(builder, Duration.ZERO);
    }

    /** With a provider whose clock is ahead of ours by so much. */
    Fixture(GoogleEmulatorBuilder builder, Duration ahead) {
        google = builder.clock(Clock.offset(clock, ahead)).start();
        alice = google.account("alice@example.com");
    }

    OAuthConnector node() {
        return node(store);
    }

    OAuthConnector node(AccountStore over) {
        return builder(over).build();
    }

    OAuthConnectorBuilder builder(AccountStore over) {
        return OAuthConnector.builder(profile())
                .client(google.clientId(), google.clientSecret(), CALLBACK)
                .store(over)
                .keys(KEYS)
                .clock(clock)
                .sleeper(clock::advance)
                .listener(new AccountListener() {
                    @Override
                    public void connected(StoredAccount account) {
                        heard.add("connected");
                    }

                    @Override
                    public void needsReconnect(StoredAccount account) {
                        heard.add("needs reconnect");
                    }

                    @Override
                    public void disconnected(StoredAccount account) {
                        heard.add("disconnected");
                    }
                });
    }

    OAuthProfile profile() {
        return new OAuthProfile(
                "google",
                google.authorizationEndpoint(),
                google.tokenEndpoint(),
                google.revocationEndpoint(),
                Set.of("openid", EVENTS, LIST),
                Map.of("access_type", "offline", "prompt", "consent"),
                OAuthProfile.ClientAuthentication.POST,
                OAuthProfile.Bodies.FORM,
                true);
    }

    WebRequest answer(ConsentPage page, Consent consent) {
        return request(alice.consent(page.address(), consent));
    }

    static WebRequest request(URI callback) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : callback.getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(
                    pair.substring(0, equals),
                    List.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
        }
        return new WebRequest("GET", "/", query, Map.of(), new byte[0]);
    }

    ConnectResult connect(OAuthConnector node, ConnectRequest request) {
        return node.complete(answer(node.begin(request), Consent.all()), OWNER);
    }

    /** Connects a new account and gives its id. */
    String connected() {
        return ((ConnectResult.Connected) connect(node(), ConnectRequest.of(OWNER)))
                .account()
                .id();
    }

    StoredAccount stored(String id) {
        return store.find(id).orElseThrow();
    }

    long tokenCalls() {
        return google.calls().count("oauth.token");
    }

    void nearlyExpire() {
        clock.advance(Duration.ofMinutes(56));
    }

    static String token(Credentials credentials) {
        return ((Credentials.BearerToken) credentials).token();
    }

    @Override
    public void close() {
        google.close();
    }
}
