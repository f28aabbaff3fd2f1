package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.AccountStore;
import io.kalends.sync.account.StoredAccount;
import io.kalends.testkit.Crash;
import io.kalends.testkit.google.Consent;
import io.kalends.testkit.google.GoogleCalendarEmulator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A node dies before or after each of its store calls, which lie on both sides of each of its HTTP calls. */
class CrashTest {

    /** A store whose node dies at a place and calls nobody any more; 0 dies never. */
    private static final class Dying {

        final AtomicInteger passed = new AtomicInteger();
        final AccountStore store;
        private final int place;

        Dying(AccountStore real, int place) {
            this.place = place;
            store = (AccountStore) Proxy.newProxyInstance(
                    AccountStore.class.getClassLoader(), new Class<?>[] {AccountStore.class}, (proxy, method, args) -> {
                        dieAt("before " + method.getName());
                        try {
                            Object result = method.invoke(real, args);
                            dieAt("after " + method.getName());
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private void dieAt(String where) {
            int now = passed.incrementAndGet();
            if (place > 0 && now >= place) {
                throw new Crash(where);
            }
        }
    }

    @FunctionalInterface
    private interface Scenario {
        void run(Fixture fixture, AccountStore dying, boolean crashes);
    }

    private static void atEveryPlace(boolean rotating, Scenario scenario) {
        int places;
        try (Fixture fixture = fixture(rotating)) {
            Dying count = new Dying(fixture.store, 0);
            scenario.run(fixture, count.store, false);
            places = count.passed.get();
        }
        assertThat(places).isGreaterThan(4);
        for (int place = 1; place <= places; place++) {
            try (Fixture fixture = fixture(rotating)) {
                scenario.run(fixture, new Dying(fixture.store, place).store, true);
            }
        }
    }

    private static Fixture fixture(boolean rotating) {
        return rotating ? new Fixture(GoogleCalendarEmulator.builder().rotateRefreshTokens()) : new Fixture();
    }

    private static void run(boolean crashes, Runnable work) {
        if (crashes) {
            assertThatThrownBy(work::run).isInstanceOf(Crash.class);
        } else {
            work.run();
        }
    }

    @Test
    void connectEndsConnectedOrNotAtAll() {
        atEveryPlace(false, (fixture, dying, crashes) -> {
            OAuthConnector node = fixture.node(dying);
            run(
                    crashes,
                    () -> node.complete(
                            fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.all()),
                            Fixture.OWNER));

            for (StoredAccount account : fixture.store.page("", 10)) {
                assertThat(account.state()).isEqualTo(AccountState.CONNECTED);
                assertThat(fixture.node().credentials(account.id()).current()).isNotNull();
            }
            assertThat(fixture.store.page("", 10)).hasSizeBetween(crashes ? 0 : 1, 1);
            assertThat(fixture.connect(fixture.node(), ConnectRequest.of(Fixture.OWNER)))
                    .isInstanceOf(ConnectResult.Connected.class);
        });
    }

    @Test
    void reconnectKeepsOneAccount() {
        atEveryPlace(false, (fixture, dying, crashes) -> {
            String id = fixture.connected();
            OAuthConnector node = fixture.node(dying);
            run(
                    crashes,
                    () -> node.complete(
                            fixture.answer(
                                    node.begin(ConnectRequest.of(Fixture.OWNER).again(id)), Consent.all()),
                            Fixture.OWNER));

            assertThat(fixture.store.page("", 10)).hasSize(1);
            assertThat(fixture.node().credentials(id).current()).isNotNull();
        });
    }

    @Test
    void renewalGoesOnWithTheOldRefreshTokenOrTheNew() {
        atEveryPlace(false, (fixture, dying, crashes) -> {
            String id = fixture.connected();
            fixture.clock.advance(Duration.ofHours(2));
            run(crashes, () -> fixture.node(dying).credentials(id).current());

            assertThat(fixture.node().credentials(id).current()).isNotNull();
            assertThat(fixture.stored(id).state()).isEqualTo(AccountState.CONNECTED);
        });
    }

    @Test
    void renewalOfARotatingProviderGoesOnOrAsksForTheUser() {
        atEveryPlace(true, (fixture, dying, crashes) -> {
            String id = fixture.connected();
            fixture.clock.advance(Duration.ofHours(2));
            run(crashes, () -> fixture.node(dying).credentials(id).current());

            // The one that died between the answer and the store took the only good refresh token along.
            if (works(fixture, id)) {
                assertThat(fixture.stored(id).state()).isEqualTo(AccountState.CONNECTED);
            } else {
                assertThat(fixture.stored(id).state()).isEqualTo(AccountState.NEEDS_RECONNECT);
                assertThat(fixture.heard).containsExactly("connected", "needs reconnect");
            }
        });
    }

    private static boolean works(Fixture fixture, String id) {
        try {
            fixture.node().credentials(id).current();
            return true;
        } catch (AuthorizationException e) {
            return false;
        }
    }

    @Test
    void disconnectIsFinishedByTheNextOne() {
        atEveryPlace(false, (fixture, dying, crashes) -> {
            String id = fixture.connected();
            run(crashes, () -> fixture.node(dying).disconnect(id));

            fixture.node().disconnect(id);

            assertThat(fixture.stored(id).state()).isEqualTo(AccountState.DISCONNECTED);
            assertThat(fixture.stored(id).sealed()).isEmpty();
            assertThat(fixture.google.calls().count("oauth.revoke")).isPositive();
        });
    }
}
