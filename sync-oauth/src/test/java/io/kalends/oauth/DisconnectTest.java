package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.account.AccountState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DisconnectTest {

    private final Fixture fixture = new Fixture();
    private final String id = fixture.connected();
    private final OAuthConnector node = fixture.node();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void endsTheGrantAndForgetsTheTokens() {
        Disconnection done = node.disconnect(id);

        assertThat(done.grant()).isEqualTo(Disconnection.Grant.REVOKED);
        assertThat(fixture.google.calls().count("oauth.revoke")).isEqualTo(1);
        assertThat(fixture.stored(id).state()).isEqualTo(AccountState.DISCONNECTED);
        assertThat(fixture.stored(id).sealed()).isEmpty();
        assertThat(fixture.heard).containsExactly("connected", "disconnected");
        assertThatThrownBy(() -> node.credentials(id).current())
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("disconnected");
    }

    @Test
    void forgetsTheTokensThoughTheRevocationFailsAndSaysSo() {
        fixture.google.faults().inject(GoogleFault.status(503), CallPattern.of("oauth.revoke"));

        Disconnection done = node.disconnect(id);

        assertThat(done.grant()).isEqualTo(Disconnection.Grant.MAY_STAND);
        assertThat(done.explanation()).contains("503", "settings");
        assertThat(fixture.stored(id).sealed()).isEmpty();
    }

    @Test
    void isContentWithAGrantThatEndedAlready() {
        fixture.alice.revoke();

        assertThat(node.disconnect(id).grant()).isEqualTo(Disconnection.Grant.REVOKED);
    }

    @Test
    void doesNothingTheSecondTime() {
        node.disconnect(id);

        assertThat(node.disconnect(id).grant()).isEqualTo(Disconnection.Grant.NONE);
        assertThat(fixture.heard).containsExactly("connected", "disconnected");
    }

    @Test
    void canBeConnectedAgain() {
        node.disconnect(id);

        fixture.connect(node, ConnectRequest.of(Fixture.OWNER).again(id));

        assertThat(fixture.stored(id).state()).isEqualTo(AccountState.CONNECTED);
        assertThat(node.credentials(id).current()).isNotNull();
    }
}
