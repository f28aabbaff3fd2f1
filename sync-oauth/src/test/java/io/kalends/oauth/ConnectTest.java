package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.Consent;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.web.WebRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectTest {

    private final Fixture fixture = new Fixture();
    private final OAuthConnector node = fixture.node();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void storesTheAccountAndTellsTheListener() {
        ConnectResult result = fixture.connect(node, ConnectRequest.of(Fixture.OWNER));

        StoredAccount account = ((ConnectResult.Connected) result).account();
        assertThat(account.state()).isEqualTo(AccountState.CONNECTED);
        assertThat(account.scopes()).containsExactlyInAnyOrder("openid", Fixture.EVENTS, Fixture.LIST);
        assertThat(account.owner()).isEqualTo(Fixture.OWNER);
        assertThat(fixture.store.ownedBy(Fixture.OWNER)).hasSize(1);
        assertThat(fixture.heard).containsExactly("connected");
        assertThat(node.credentials(account.id()).current()).isNotNull();
    }

    @Test
    void asksWithPkceAndForOfflineAccess() {
        String query = node.begin(ConnectRequest.of(Fixture.OWNER).hint("alice@example.com"))
                .address()
                .getRawQuery();

        assertThat(query)
                .contains("code_challenge_method=S256", "access_type=offline", "prompt=consent")
                .contains("login_hint=alice%40example.com", "response_type=code");
    }

    @Test
    void refusesAStateThatNobodyGaveOut() {
        ConnectResult result = node.complete(
                new WebRequest(
                        "GET", "/", Map.of("state", List.of("made-up"), "code", List.of("c")), Map.of(), new byte[0]),
                Fixture.OWNER);

        assertThat(cause(result)).isEqualTo(ConnectResult.Cause.STATE);
        assertThat(fixture.tokenCalls()).isZero();
    }

    @Test
    void refusesAStateTheSecondTime() {
        WebRequest answer = fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.all());
        node.complete(answer, Fixture.OWNER);

        assertThat(cause(fixture.node().complete(answer, Fixture.OWNER))).isEqualTo(ConnectResult.Cause.STATE);
        assertThat(fixture.tokenCalls()).isEqualTo(1);
    }

    @Test
    void refusesAStateAfterTenMinutes() {
        WebRequest answer = fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.all());
        fixture.clock.advance(Duration.ofMinutes(10));

        assertThat(cause(node.complete(answer, Fixture.OWNER))).isEqualTo(ConnectResult.Cause.STATE);
    }

    @Test
    void refusesACallbackThatWasFixedOnAnotherUsersSession() {
        WebRequest answer = fixture.answer(node.begin(ConnectRequest.of("mallory")), Consent.all());

        assertThat(cause(node.complete(answer, Fixture.OWNER))).isEqualTo(ConnectResult.Cause.OWNER);
        assertThat(fixture.store.page("", 10)).isEmpty();
    }

    @Test
    void refusesTwoStatesInOneRequest() {
        WebRequest answer = fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.all());
        String state = answer.parameter("state").orElseThrow();

        ConnectResult result = node.complete(
                new WebRequest(
                        "GET", "/", Map.of("state", List.of(state, "b"), "code", List.of("c")), Map.of(), new byte[0]),
                Fixture.OWNER);

        assertThat(cause(result)).isEqualTo(ConnectResult.Cause.STATE);
    }

    @Test
    void tellsAUserWhoSaidNoFromAFailure() {
        WebRequest answer = fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.denied());

        assertThat(node.complete(answer, Fixture.OWNER)).isInstanceOf(ConnectResult.Denied.class);
    }

    @Test
    void namesAnUntickedScopeAndStoresNothing() {
        WebRequest answer = fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.without(Fixture.LIST));

        ConnectResult result = node.complete(answer, Fixture.OWNER);

        assertThat(((ConnectResult.MissingScopes) result).scopes()).containsExactly(Fixture.LIST);
        assertThat(fixture.store.page("", 10)).isEmpty();
    }

    @Test
    void saysWhatToDoWithoutARefreshToken() {
        URI withoutConsent = URI.create(node.begin(ConnectRequest.of(Fixture.OWNER))
                .address()
                .toString()
                .replace("access_type=offline", "access_type=online"));

        ConnectResult result = node.complete(Fixture.request(fixture.alice.consent(withoutConsent)), Fixture.OWNER);

        assertThat(cause(result)).isEqualTo(ConnectResult.Cause.NO_REFRESH_TOKEN);
        assertThat(((ConnectResult.Failed) result).action()).contains("connect again");
    }

    @Test
    void storesNothingWhenTheTokenEndpointAnswersHtml() {
        fixture.google.faults().inject(GoogleFault.html(200), CallPattern.of("oauth.token"));
        WebRequest answer = fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.all());

        assertThatThrownBy(() -> node.complete(answer, Fixture.OWNER)).isInstanceOf(TransientException.class);
        assertThat(fixture.store.page("", 10)).isEmpty();
    }

    @Test
    void callsAWrongSecretAWrongSetUp() {
        OAuthConnector wrong = fixture.builder(fixture.store)
                .client(fixture.google.clientId(), "not-the-secret", URI.create("https://app.example/callback"))
                .build();

        assertThatThrownBy(() -> fixture.connect(wrong, ConnectRequest.of(Fixture.OWNER)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("invalid_client")
                .hasMessageNotContaining("not-the-secret");
    }

    @Test
    void connectsAgainUnderTheSameId() {
        String id = fixture.connected();
        fixture.alice.revoke();

        ConnectResult result =
                fixture.connect(node, ConnectRequest.of(Fixture.OWNER).again(id));

        assertThat(((ConnectResult.Connected) result).again()).isTrue();
        assertThat(((ConnectResult.Connected) result).account().id()).isEqualTo(id);
        assertThat(fixture.store.page("", 10)).hasSize(1);
    }

    @Test
    void knowsGooglesUserAndConnectsHimOnce() {
        fixture.connected();
        String id = fixture.connected();

        assertThat(fixture.store.page("", 10)).hasSize(1);
        assertThat(fixture.stored(id).knownUser()).contains(fixture.alice.subject());
    }

    @Test
    void connectsAUserOnceWhoConsentedInTwoTabsAtOnce() {
        WebRequest first = fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.all());
        WebRequest second = fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.all());
        List<ConnectResult> results = new ArrayList<>();
        Runnable[] rival = {() -> results.add(fixture.node().complete(second, Fixture.OWNER))};
        FailingStore slow = FailingStore.interrupted(fixture.store, "before save", () -> {
            Runnable once = rival[0];
            rival[0] = () -> {};
            once.run();
        });

        results.add(fixture.node(slow.store).complete(first, Fixture.OWNER));

        assertThat(results)
                .hasSize(2)
                .allSatisfy(result -> assertThat(TokenServer.account(result).id())
                        .isEqualTo(fixture.store.page("", 10).get(0).id()));
        assertThat(fixture.store.page("", 10)).hasSize(1);
        assertThat(fixture.node()
                        .credentials(TokenServer.account(results.get(0)).id())
                        .current())
                .isNotNull();
    }

    @Test
    void refusesAnotherUserOfGoogleAtAReconnectAndLeavesHimHisGrants() {
        String id = fixture.connected();
        EmulatedAccount bob = fixture.google.account("bob@example.com");
        String bobs = TokenServer.account(node.complete(
                        Fixture.request(
                                bob.consent(node.begin(ConnectRequest.of("bob")).address())),
                        "bob"))
                .id();
        ConsentPage page = node.begin(ConnectRequest.of(Fixture.OWNER).again(id));

        ConnectResult result = node.complete(Fixture.request(bob.consent(page.address())), Fixture.OWNER);

        assertThat(cause(result)).isEqualTo(ConnectResult.Cause.OTHER_USER);
        assertThat(fixture.stored(id).knownUser()).contains(fixture.alice.subject());
        fixture.clock.advance(Duration.ofHours(2));
        assertThat(node.credentials(id).current()).isNotNull();
        assertThat(node.credentials(bobs).current()).isNotNull();
    }

    @Test
    void connectsNoAccountOfAnotherOwnerAgain() {
        String id = fixture.connected();

        assertThatThrownBy(() -> node.begin(ConnectRequest.of("mallory").again(id)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("no such account");
    }

    private static ConnectResult.Cause cause(ConnectResult result) {
        return ((ConnectResult.Failed) result).cause();
    }
}
