package io.kalends.store.jdbc.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.oauth.ConnectRequest;
import io.kalends.sync.account.AccountState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A process that dies in a run which a notification asked for, whose access token has ended: it renews, reads, and writes on
 * both sides. The token endpoint rotates refresh tokens, so that one of these deaths takes the only good one along.
 */
class RunDeathsTest {

    private static final List<String> EXPECTED = List.of("Meeting 3", "changed here", "changed there", "made there");

    /** Something to create, change and delete on both sides, and a token that has ended. */
    private static Outside due() {
        Outside outside = new Outside(GoogleEmulatorBuilder::rotateRefreshTokens);
        Host web = outside.web();
        String changed = outside.putAtGoogle("to be changed there");
        String deleted = outside.putAtGoogle("to be deleted there");
        String changedHere = outside.putInApp(1);
        String deletedHere = outside.putInApp(2);
        web.connectsAlice();
        web.subscribes();
        outside.isMended();
        outside.after(Duration.ofHours(2));
        outside.alice.primary().patch(changed, Outside.titled("changed there"));
        outside.alice.primary().delete(deleted);
        outside.putAtGoogle("made there");
        outside.app.edit(
                changedHere, event -> event.toBuilder().title("changed here").build());
        outside.app.remove(deletedHere);
        outside.putInApp(3);
        outside.google.awaitDeliveries();
        outside.after(Duration.ofSeconds(5));
        return outside;
    }

    @TestFactory
    Stream<DynamicTest> running() {
        return new Deaths(RunDeathsTest::due, Host::runDue, outside -> {
                    Host web = outside.web();
                    outside.isMended();
                    if (web.account().state() == AccountState.NEEDS_RECONNECT) {
                        assertThat(outside.heard).containsExactly("connected", "needs reconnect");
                        web.connect(
                                outside.alice,
                                ConnectRequest.of(Host.OWNER)
                                        .again(web.account().id()));
                        outside.isMended();
                    } else {
                        assertThat(outside.heard).containsExactly("connected");
                    }
                    assertThat(outside.titlesAtGoogle())
                            .containsExactlyElementsOf(EXPECTED)
                            .isEqualTo(outside.titlesInApp());
                    assertThat(outside.google.openChannels()).isEqualTo(1);
                })
                .everywhere();
    }
}
