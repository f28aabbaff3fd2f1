package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.emulators.google.InjectedFault;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.AccountStore;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalTest {

    private final Fixture fixture = new Fixture(GoogleCalendarEmulator.builder().rotateRefreshTokens());
    private final String id = fixture.connected();
    private final CredentialSource source = fixture.node().credentials(id);
    private final String first = Fixture.token(source.current());
    private final long before = fixture.tokenCalls();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void leavesAFreshTokenAlone() {
        fixture.clock.advance(Duration.ofMinutes(54));

        assertThat(Fixture.token(source.current())).isEqualTo(first);
        assertThat(calls()).isZero();
    }

    @Test
    void renewsWhenLessThanFiveMinutesRemain() {
        fixture.nearlyExpire();

        assertThat(Fixture.token(source.current())).isNotEqualTo(first);
        assertThat(calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H"})
    void doesNotMindAProviderWhoseClockIsAnHourOff(Duration ahead) {
        try (Fixture skewed = new Fixture(GoogleCalendarEmulator.builder().rotateRefreshTokens(), ahead)) {
            String account = skewed.connected();
            CredentialSource tokens = skewed.node().credentials(account);
            assertThat(skewed.stored(account).expiresAt())
                    .contains(skewed.clock.instant().plusSeconds(3599));

            skewed.clock.advance(Duration.ofMinutes(54));
            tokens.current();
            assertThat(skewed.tokenCalls()).isEqualTo(1);
            skewed.clock.advance(Duration.ofMinutes(2));
            tokens.current();

            assertThat(skewed.tokenCalls()).isEqualTo(2);
            assertThat(skewed.stored(account).knownUser()).contains(skewed.alice.subject());
        }
    }

    @Test
    void keepsEachRotatedRefreshToken() {
        for (int hour = 0; hour < 5; hour++) {
            fixture.nearlyExpire();
            fixture.node().credentials(id).current();
        }

        assertThat(calls()).isEqualTo(5);
        assertThat(fixture.stored(id).state()).isEqualTo(AccountState.CONNECTED);
    }

    @Test
    void renewsOnceForManyThreadsOfTwoNodes() throws Exception {
        fixture.clock.advance(Duration.ofHours(2));
        List<OAuthConnector> nodes = List.of(fixture.node(), fixture.node());
        InjectedFault held = fixture.google.faults().inject(GoogleFault.held(), CallPattern.of("oauth.token"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Credentials>> results = new ArrayList<>();
            results.add(threads.submit(() -> nodes.get(0).credentials(id).current()));
            held.awaitFired();
            OAuthConnector patient = fixture.builder(fixture.store)
                    .sleeper(time -> {
                        held.release();
                        await(results.get(0));
                    })
                    .build();
            for (int i = 0; i < 6; i++) {
                results.add(threads.submit(() -> nodes.get(0).credentials(id).current()));
            }
            results.add(threads.submit(() -> patient.credentials(id).current()));
            List<String> tokens = new ArrayList<>();
            for (Future<Credentials> result : results) {
                tokens.add(Fixture.token(result.get()));
            }
            assertThat(tokens).hasSize(8).doesNotContain(first);
            assertThat(tokens.stream().distinct()).hasSize(1);
            assertThat(calls()).isEqualTo(1);
        } finally {
            held.release();
            threads.shutdownNow();
        }
    }

    @Test
    void goesOnWithAValidTokenWhileAnotherNodeRenews() {
        fixture.nearlyExpire();
        fixture.store.lease(id, "another node", fixture.clock.instant(), Duration.ofMinutes(1));

        assertThat(Fixture.token(source.current())).isEqualTo(first);
        assertThat(calls()).isZero();
    }

    @Test
    void takesOverFromANodeThatDiedWithTheLease() {
        fixture.clock.advance(Duration.ofHours(2));
        fixture.store.lease(id, "a dead node", fixture.clock.instant(), Duration.ofSeconds(20));

        assertThat(Fixture.token(source.current())).isNotEqualTo(first);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void renewsOnceAfterARefusal() {
        Credentials refused = source.current();

        Credentials next = source.renewed(refused);

        assertThat(Fixture.token(next)).isNotEqualTo(first);
        assertThat(fixture.node().credentials(id).renewed(refused)).isEqualTo(next);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void marksADeadGrantAndTellsOnce() {
        fixture.alice.revoke();
        fixture.nearlyExpire();

        assertThatThrownBy(source::current)
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("invalid_grant");
        assertThatThrownBy(source::current).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> fixture.node().credentials(id).current()).isInstanceOf(AuthorizationException.class);

        assertThat(calls()).isEqualTo(1);
        assertThat(fixture.heard).containsExactly("connected", "needs reconnect");
        assertThat(fixture.stored(id).state()).isEqualTo(AccountState.NEEDS_RECONNECT);
        assertThat(fixture.stored(id).sealed()).isEmpty();
    }

    @Test
    void resumesAfterAReconnect() {
        fixture.alice.revoke();
        fixture.nearlyExpire();
        assertThatThrownBy(source::current).isInstanceOf(AuthorizationException.class);

        fixture.connect(fixture.node(), ConnectRequest.of(Fixture.OWNER).again(id));

        assertThat(Fixture.token(source.current())).isNotEqualTo(first);
        assertThat(fixture.stored(id).reason()).isEmpty();
    }

    @Test
    void takesABadDayForNoDeath() {
        fixture.nearlyExpire();
        for (GoogleFault fault :
                List.of(GoogleFault.html(200), GoogleFault.html(400), GoogleFault.status(503), GoogleFault.dropped())) {
            InjectedFault injected = fixture.google.faults().inject(fault, CallPattern.of("oauth.token"));

            assertThatThrownBy(source::current).as("%s", fault).isInstanceOf(TransientException.class);

            injected.remove();
        }
        assertThat(fixture.stored(id).state()).isEqualTo(AccountState.CONNECTED);
        assertThat(Fixture.token(source.current())).isNotEqualTo(first);
        assertThat(fixture.heard).containsExactly("connected");
    }

    @Test
    void storesARotatedTokenLaterWhenTheStoreWasAway() {
        fixture.nearlyExpire();
        AtomicInteger outages = new AtomicInteger(1);
        AccountStore shaky = (AccountStore) Proxy.newProxyInstance(
                AccountStore.class.getClassLoader(), new Class<?>[] {AccountStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("save") && outages.getAndDecrement() > 0) {
                        throw new TransientException(new Place("jdbc", "account store"), "away", "tried again");
                    }
                    return method.invoke(fixture.store, args);
                });
        CredentialSource node = fixture.node(shaky).credentials(id);

        assertThatThrownBy(node::current).isInstanceOf(TransientException.class);

        assertThat(Fixture.token(node.current())).isNotEqualTo(first);
        assertThat(calls()).isEqualTo(1);
        fixture.nearlyExpire();
        assertThat(fixture.node().credentials(id).current()).isNotNull();
    }

    private static void await(Future<?> done) {
        try {
            done.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private long calls() {
        return fixture.tokenCalls() - before;
    }
}
