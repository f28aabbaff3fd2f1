package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.Consent;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.web.WebRequest;
import io.kalends.testkit.Crash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * At every place of every operation the node dies, or its store fails and it lives on; and each of its HTTP calls fails,
 * before it was looked at or after it was done. There are store calls on both sides of each HTTP call, so that to die before
 * or after a store call is to die before or after the HTTP call next to it.
 */
class CrashTest {

    /** An operation, what it finds, and how it has to end whatever happened to it. */
    private record Operation(
            boolean rotating,
            Consumer<Fixture> before,
            BiConsumer<Fixture, OAuthConnector> work,
            Consumer<Fixture> ending) {

        Stream<DynamicTest> atEveryPlace() {
            List<DynamicTest> tests = new ArrayList<>();
            List<String> places;
            long calls;
            try (Fixture fixture = start()) {
                FailingStore counting = FailingStore.never(fixture.store);
                fixture.google.calls().clear();
                attempt(fixture, counting);
                places = List.copyOf(counting.passed);
                calls = fixture.google.calls().http().size();
                tests.add(DynamicTest.dynamicTest(
                        "unharmed", () -> assertThat(places).hasSizeGreaterThan(3)));
            }
            for (int i = 1; i <= places.size(); i++) {
                int place = i;
                String where = " at " + place + ", " + places.get(i - 1);
                tests.add(test("dies" + where, fixture -> new FailingStore(fixture.store, place, Crash::new)));
                tests.add(test(
                        "its store fails" + where, fixture -> new FailingStore(fixture.store, place, at -> away())));
            }
            for (int i = 1; i <= calls; i++) {
                int call = i;
                tests.add(test(
                        "its call " + call + " is dropped", fixture -> harmed(fixture, GoogleFault.dropped(), call)));
                tests.add(test(
                        "the answer to its call " + call + " is lost",
                        fixture -> harmed(fixture, GoogleFault.droppedAfterCommit(), call)));
            }
            return tests.stream();
        }

        private Fixture start() {
            Fixture fixture =
                    rotating ? new Fixture(GoogleCalendarEmulator.builder().rotateRefreshTokens()) : new Fixture();
            before.accept(fixture);
            return fixture;
        }

        private static SyncException away() {
            return new TransientException(new Place("jdbc", "account store"), "away", "tried again");
        }

        private static FailingStore harmed(Fixture fixture, GoogleFault fault, int call) {
            fixture.google.faults().inject(fault, CallPattern.any().nth(call));
            return FailingStore.never(fixture.store);
        }

        private void attempt(Fixture fixture, FailingStore store) {
            try {
                work.accept(fixture, fixture.node(store.store));
            } catch (Crash | SyncException stopped) {
                // That is what the test is about.
            }
        }

        private DynamicTest test(String name, Function<Fixture, FailingStore> harm) {
            return DynamicTest.dynamicTest(name, () -> {
                try (Fixture fixture = start()) {
                    attempt(fixture, harm.apply(fixture));
                    // Whatever was leased is free by then.
                    fixture.clock.advance(Duration.ofMinutes(2));
                    fixture.google.faults().clear();
                    ending.accept(fixture);
                }
            });
        }
    }

    @TestFactory
    Stream<DynamicTest> connectEndsConnectedOrBeginsAgain() {
        WebRequest[] callback = new WebRequest[1];
        return new Operation(
                        false,
                        fixture -> {},
                        (fixture, node) -> {
                            callback[0] = null;
                            callback[0] = fixture.answer(node.begin(ConnectRequest.of(Fixture.OWNER)), Consent.all());
                            node.complete(callback[0], Fixture.OWNER);
                        },
                        fixture -> {
                            allWork(fixture);
                            int before = fixture.store.page("", 10).size();
                            OAuthConnector next = fixture.node();
                            if (callback[0] != null) {
                                // A reload of the page: it completes what was not begun, once.
                                ConnectResult reload = next.complete(callback[0], Fixture.OWNER);
                                assertThat(reload instanceof ConnectResult.Connected && before > 0)
                                        .isFalse();
                                assertThat(TokenServer.cause(next.complete(callback[0], Fixture.OWNER)))
                                        .isEqualTo(ConnectResult.Cause.STATE);
                            }
                            assertThat(fixture.store.page("", 10)).hasSizeLessThanOrEqualTo(1);
                            assertThat(fixture.connect(next, ConnectRequest.of(Fixture.OWNER)))
                                    .isInstanceOf(ConnectResult.Connected.class);
                            assertThat(fixture.store.page("", 10)).hasSize(1);
                            allWork(fixture);
                        })
                .atEveryPlace();
    }

    @TestFactory
    Stream<DynamicTest> reconnectKeepsOneAccount() {
        return new Operation(
                        true,
                        Fixture::connected,
                        (fixture, node) -> fixture.connect(
                                node, ConnectRequest.of(Fixture.OWNER).again(only(fixture))),
                        fixture -> {
                            allWork(fixture);
                            fixture.connect(
                                    fixture.node(),
                                    ConnectRequest.of(Fixture.OWNER).again(only(fixture)));
                            assertThat(fixture.store.page("", 10)).hasSize(1);
                            allWork(fixture);
                        })
                .atEveryPlace();
    }

    @TestFactory
    Stream<DynamicTest> reconnectOfADeadAccountEndsConnectedOrBeginsAgain() {
        return new Operation(
                        true,
                        fixture -> {
                            String id = fixture.connected();
                            fixture.alice.revoke();
                            fixture.clock.advance(Duration.ofHours(2));
                            assertThat(works(fixture, id)).isFalse();
                        },
                        (fixture, node) -> fixture.connect(
                                node, ConnectRequest.of(Fixture.OWNER).again(only(fixture))),
                        fixture -> {
                            StoredAccount account = fixture.stored(only(fixture));
                            boolean connected = account.state() == AccountState.CONNECTED;
                            assertThat(works(fixture, account.id())).isEqualTo(connected);
                            assertThat(account.sealed().isPresent()).isEqualTo(connected);
                            fixture.connect(
                                    fixture.node(),
                                    ConnectRequest.of(Fixture.OWNER).again(account.id()));
                            assertThat(fixture.store.page("", 10)).hasSize(1);
                            allWork(fixture);
                        })
                .atEveryPlace();
    }

    @TestFactory
    Stream<DynamicTest> renewalGoesOnWithTheOldRefreshTokenOrTheNew() {
        return new Operation(
                        false,
                        CrashTest::expired,
                        (fixture, node) -> node.credentials(only(fixture)).current(),
                        fixture -> {
                            allWork(fixture);
                            assertThat(fixture.heard).containsExactly("connected");
                        })
                .atEveryPlace();
    }

    @TestFactory
    Stream<DynamicTest> renewalOfARotatingProviderGoesOnOrAsksForTheUserOnce() {
        return new Operation(
                        true,
                        CrashTest::expired,
                        (fixture, node) -> node.credentials(only(fixture)).current(),
                        fixture -> {
                            String id = only(fixture);
                            // Who dies between the answer and the store takes the only good refresh token along.
                            if (works(fixture, id)) {
                                assertThat(fixture.stored(id).state()).isEqualTo(AccountState.CONNECTED);
                                assertThat(fixture.heard).containsExactly("connected");
                                return;
                            }
                            assertThat(works(fixture, id)).isFalse();
                            assertThat(fixture.stored(id).state()).isEqualTo(AccountState.NEEDS_RECONNECT);
                            assertThat(fixture.heard).containsExactly("connected", "needs reconnect");
                            assertThat(fixture.tokenCalls()).isLessThanOrEqualTo(3);
                            fixture.connect(
                                    fixture.node(),
                                    ConnectRequest.of(Fixture.OWNER).again(id));
                            allWork(fixture);
                        })
                .atEveryPlace();
    }

    @TestFactory
    Stream<DynamicTest> aDeadGrantIsMarkedOnce() {
        return new Operation(
                        false,
                        fixture -> {
                            expired(fixture);
                            fixture.alice.revoke();
                        },
                        (fixture, node) -> node.credentials(only(fixture)).current(),
                        fixture -> {
                            assertThat(works(fixture, only(fixture))).isFalse();
                            assertThat(fixture.stored(only(fixture)).state()).isEqualTo(AccountState.NEEDS_RECONNECT);
                            assertThat(fixture.stored(only(fixture)).sealed()).isEmpty();
                            assertThat(fixture.heard.stream().filter("needs reconnect"::equals))
                                    .hasSizeLessThanOrEqualTo(1);
                        })
                .atEveryPlace();
    }

    @TestFactory
    Stream<DynamicTest> disconnectIsFinishedByTheNextOne() {
        return new Operation(false, Fixture::connected, (fixture, node) -> node.disconnect(only(fixture)), fixture -> {
                    fixture.node().disconnect(only(fixture));

                    assertThat(fixture.stored(only(fixture)).state()).isEqualTo(AccountState.DISCONNECTED);
                    assertThat(fixture.stored(only(fixture)).sealed()).isEmpty();
                    assertThat(fixture.google.calls().count("oauth.revoke")).isPositive();
                    assertThat(works(fixture, only(fixture))).isFalse();
                })
                .atEveryPlace();
    }

    private static void expired(Fixture fixture) {
        fixture.connected();
        fixture.clock.advance(Duration.ofHours(2));
    }

    private static String only(Fixture fixture) {
        return fixture.store.page("", 10).get(0).id();
    }

    /** No account is half there. */
    private static void allWork(Fixture fixture) {
        for (StoredAccount account : fixture.store.page("", 10)) {
            assertThat(account.state()).isEqualTo(AccountState.CONNECTED);
            assertThat(works(fixture, account.id())).isTrue();
        }
    }

    private static boolean works(Fixture fixture, String id) {
        try {
            fixture.node().credentials(id).current();
            return true;
        } catch (AuthorizationException e) {
            return false;
        }
    }
}
