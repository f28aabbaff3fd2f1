package io.kalends.store.jdbc.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.emulators.google.RecordedCall;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.account.Credentials.BearerToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nodes over one database that renew the tokens of one account, at a provider that rotates refresh tokens. */
class TwoNodesTest {

    private static final int ROUNDS = 8;

    private static Outside expired() {
        Outside outside = new Outside(GoogleEmulatorBuilder::rotateRefreshTokens);
        outside.web().connectsAlice();
        outside.after(Duration.ofHours(2));
        outside.google.calls().clear();
        return outside;
    }

    @Test
    void renewOnceARoundAndOneAtATime() throws Exception {
        try (Outside outside = expired();
                Host one = outside.host(Fate.longLife());
                Host other = outside.host(Fate.longLife())) {
            // As long as it takes the other one in truth, since these threads are real.
            outside.sleeper = time -> {
                while (hasEnded(outside)) {
                    Thread.onSpinWait();
                }
            };
            String id = one.account().id();
            List<CredentialSource> nodes = List.of(
                    one.connector().credentials(id),
                    other.connector().credentials(id),
                    outside.web().connector().credentials(id));
            ExecutorService threads = Executors.newFixedThreadPool(6);
            try {
                for (int round = 1; round <= ROUNDS; round++) {
                    List<Future<Credentials>> results = new ArrayList<>();
                    for (int i = 0; i < 6; i++) {
                        CredentialSource node = nodes.get(i % nodes.size());
                        results.add(threads.submit(node::current));
                    }
                    List<String> tokens = new ArrayList<>();
                    for (Future<Credentials> result : results) {
                        tokens.add(((BearerToken) result.get()).token());
                    }
                    assertThat(tokens).hasSize(6).doesNotContainNull();
                    assertThat(outside.google
                                    .calls()
                                    .matching(call -> call.kind().equals("oauth.token")))
                            .hasSize(round)
                            .extracting(RecordedCall::status)
                            .containsOnly(200);
                    outside.after(Duration.ofHours(2));
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(one.account().state()).isEqualTo(AccountState.CONNECTED);
            assertThat(outside.heard).containsExactly("connected");
        }
    }

    private static boolean hasEnded(Outside outside) {
        return outside.web()
                .account()
                .expiresAt()
                .filter(end -> !end.isAfter(outside.clock.instant()))
                .isPresent();
    }

    @TestFactory
    Stream<DynamicTest> aNodeThatDiesInARenewalIsFollowedByAnother() {
        return new Deaths(TwoNodesTest::expired, TwoNodesTest::renews, outside -> {
                    Host other = outside.web();
                    String id = other.account().id();
                    Instant before = outside.clock.instant();
                    boolean works = works(other, id);
                    assertThat(Duration.between(before, outside.clock.instant()))
                            .isLessThan(Duration.ofMinutes(2));
                    assertThat(works(other, id)).isEqualTo(works);
                    assertThat(other.account().state())
                            .isEqualTo(works ? AccountState.CONNECTED : AccountState.NEEDS_RECONNECT);
                    assertThat(outside.heard)
                            .isEqualTo(works ? List.of("connected") : List.of("connected", "needs reconnect"));
                    assertThat(outside.google.calls().count("oauth.token")).isBetween(1, 2);
                })
                .everywhere();
    }

    private static void renews(Host host) {
        host.connector().credentials(host.account().id()).current();
    }

    private static boolean works(Host host, String id) {
        try {
            host.connector().credentials(id).current();
            return true;
        } catch (AuthorizationException e) {
            return false;
        }
    }
}
