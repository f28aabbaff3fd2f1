package io.kalends.store.jdbc.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.oauth.ConnectRequest;
import io.kalends.oauth.ConnectResult;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.push.Ran;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Alice takes her grant back while a run is under way; some time later she connects again. */
class RevokedTest {

    private static final List<String> EXPECTED =
            List.of("Meeting 1", "Meeting 2", "Meeting 3", "there", "there before", "there meanwhile");

    private static Outside due() {
        Outside outside = new Outside();
        Host web = outside.web();
        outside.putAtGoogle("there before");
        outside.putInApp(1);
        web.connectsAlice();
        web.subscribes();
        outside.isMended();
        outside.putAtGoogle("there");
        outside.putInApp(2);
        outside.google.awaitDeliveries();
        outside.after(Duration.ofSeconds(5));
        outside.google.calls().clear();
        return outside;
    }

    @TestFactory
    Stream<DynamicTest> revokedAnywhereInARun() {
        int calls;
        try (Outside outside = due()) {
            assertThat(outside.web().runDue()).hasSize(1);
            calls = outside.google.calls().all().size();
        }
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("has calls", () -> assertThat(calls).isGreaterThan(2)));
        for (int n = 1; n <= calls; n++) {
            int call = n;
            tests.add(DynamicTest.dynamicTest("before call " + n, () -> revokedAt(call, false)));
            tests.add(DynamicTest.dynamicTest("after call " + n, () -> revokedAt(call, true)));
        }
        return tests.stream();
    }

    private static void revokedAt(int call, boolean after) {
        try (Outside outside = due()) {
            outside.google
                    .faults()
                    .inject(
                            after
                                    ? GoogleFault.meanwhileAfterCommit(outside.alice::revoke)
                                    : GoogleFault.meanwhile(outside.alice::revoke),
                            CallPattern.any().nth(call));
            endsTheRun(outside);
            pauses(outside);
            resumes(outside);
        }
    }

    private static void endsTheRun(Outside outside) {
        Host web = outside.web();
        List<Ran> ran = web.runDue();
        if (web.account().state() == AccountState.CONNECTED) {
            // It was revoked after the run's last call: the next run finds out.
            assertThat(ran)
                    .singleElement()
                    .satisfies(one -> assertThat(one.report()).isPresent());
            web.push().changed(web.calendar());
            outside.after(Duration.ofSeconds(5));
            ran = web.runDue();
        }
        assertThat(ran)
                .singleElement()
                .satisfies(one -> assertThat(one.failure()).containsInstanceOf(AuthorizationException.class));
        assertThat(web.account().state()).isEqualTo(AccountState.NEEDS_RECONNECT);
        assertThat(web.account().sealed()).isEmpty();
        assertThat(outside.heard).containsExactly("connected", "needs reconnect");
        assertThat(web.status().error()).hasValueSatisfying(problem -> {
            assertThat(problem.what()).contains("invalid_grant");
            assertThat(problem.action()).contains("connect it again");
        });
    }

    /** Edits on both sides, and nobody is asked or told anything. */
    private static void pauses(Outside outside) {
        Host web = outside.web();
        outside.google.calls().clear();
        outside.putAtGoogle("there meanwhile");
        outside.putInApp(3);
        outside.google.awaitDeliveries();
        outside.after(Duration.ofMinutes(50));
        assertThat(web.runDue()).isEmpty();
        // Should nobody say that the account is back, it is looked at now and then: in the store.
        outside.after(Duration.ofMinutes(10));
        assertThat(web.runDue()).hasSize(1);
        assertThat(web.runDue()).isEmpty();
        web.push().maintain(web);
        assertThat(outside.google.calls().all()).isEmpty();
        assertThat(outside.heard).containsExactly("connected", "needs reconnect");
    }

    private static void resumes(Outside outside) {
        Host web = outside.web();
        ConnectResult result = web.connect(
                outside.alice, ConnectRequest.of(Host.OWNER).again(web.account().id()));
        assertThat(result).isInstanceOf(ConnectResult.Connected.class);
        assertThat(web.runDue())
                .singleElement()
                .satisfies(one -> assertThat(one.failure()).isEmpty());
        outside.isMended();
        assertThat(outside.titlesAtGoogle()).containsExactlyElementsOf(EXPECTED).isEqualTo(outside.titlesInApp());
        assertThat(web.status().error()).isEmpty();
        assertThat(outside.heard).containsExactly("connected", "needs reconnect", "connected");
        assertThat(outside.google.openChannels()).isEqualTo(1);
    }

    @TestFactory
    Stream<DynamicTest> aProcessThatDiesWhileItConnectsAgainLeavesThePairToTheNext() {
        return new Deaths(
                        () -> {
                            Outside outside = due();
                            outside.alice.revoke();
                            endsTheRun(outside);
                            return outside;
                        },
                        host -> host.connect(
                                host.outside().alice,
                                ConnectRequest.of(Host.OWNER)
                                        .again(host.account().id())),
                        outside -> {
                            Host web = outside.web();
                            if (web.account().state() == AccountState.NEEDS_RECONNECT) {
                                web.connect(
                                        outside.alice,
                                        ConnectRequest.of(Host.OWNER)
                                                .again(web.account().id()));
                            }
                            outside.after(Duration.ofHours(1));
                            outside.isMended();
                            assertThat(outside.titlesAtGoogle())
                                    .containsExactly("Meeting 1", "Meeting 2", "there", "there before")
                                    .isEqualTo(outside.titlesInApp());
                            assertThat(web.accounts().page("", 9)).hasSize(1);
                            assertThat(outside.google.openChannels()).isEqualTo(1);
                        })
                .everywhere();
    }

    @Test
    void anotherUserOfGoogleIsRefusedAndThePairStaysPaused() {
        try (Outside outside = due()) {
            Host web = outside.web();
            EmulatedAccount bob = outside.google.account("bob@example.com");
            outside.alice.revoke();
            endsTheRun(outside);

            ConnectResult result = web.connect(
                    bob, ConnectRequest.of(Host.OWNER).again(web.account().id()));

            assertThat(((ConnectResult.Failed) result).cause()).isEqualTo(ConnectResult.Cause.OTHER_USER);
            assertThat(((ConnectResult.Failed) result).action()).contains("the same login");
            assertThat(web.account().state()).isEqualTo(AccountState.NEEDS_RECONNECT);
            pauses(outside);
            assertThat(bob.primary().events()).isEmpty();
            resumes(outside);
        }
    }
}
