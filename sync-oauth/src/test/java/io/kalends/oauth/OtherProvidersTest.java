package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.StoredAccount;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Google does not do: Notion's JSON bodies, Microsoft's scopes, and odd answers. */
class OtherProvidersTest {

    private final TokenServer server = new TokenServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String notionTokens(String access, String refresh, String bot) {
        return "{\"access_token\":\"" + access + "\",\"token_type\":\"bearer\",\"refresh_token\":" + refresh
                + ",\"bot_id\":\"" + bot + "\",\"workspace_icon\":null}";
    }

    @Test
    void speaksJsonWithNotion() {
        server.answers(notionTokens("opaque-a1", "\"opaque-r1\"", "bot-1"));

        StoredAccount account = TokenServer.account(TokenServer.connect(server.notion(), ConnectRequest.of("alice")));

        assertThat(account.knownUser()).contains("bot-1");
        assertThat(account.expiresAt()).isEmpty();
        assertThat(server.bodies.get(0))
                .contains("\"grant_type\":\"authorization_code\"", "\"code\":\"the-code\"")
                .doesNotContain("hush-hush", "code_verifier");
        assertThat(server.headers.get(0)).isEqualTo("Basic Y2xpZW50Omh1c2gtaHVzaA== application/json");
    }

    @Test
    void needsAReconnectOnceATokenWithoutRefreshIsRefused() {
        server.answers(notionTokens("opaque-a1", "null", "bot-1"));
        OAuthConnector notion = server.notion();
        String id = TokenServer.account(TokenServer.connect(notion, ConnectRequest.of("alice")))
                .id();
        var refused = notion.credentials(id).current();

        assertThatThrownBy(() -> notion.credentials(id).renewed(refused)).isInstanceOf(AuthorizationException.class);

        assertThat(server.only().state()).isEqualTo(AccountState.NEEDS_RECONNECT);
        assertThat(server.bodies).hasSize(1);
    }

    @Test
    void takesMicrosoftsScopesInEitherForm() {
        server.answers(
                "{\"access_token\":\"opaque-a\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"ext_expires_in\":3600,"
                        + "\"refresh_token\":\"opaque-r\",\"scope\":\"https://graph.microsoft.com/Calendars.ReadWrite user.read\"}");
        OAuthConnector microsoft = server.microsoft();

        StoredAccount account = TokenServer.account(TokenServer.connect(microsoft, ConnectRequest.of("alice")));

        assertThat(microsoft.disconnect(account.id()).grant()).isEqualTo(Disconnection.Grant.NOT_OFFERED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3600|PT1H", "\"3600\"|PT1H", "3600.9|PT1H", "null| ", "0| ", "-5| ", "\"soon\"| ", "1e99|PT87600H"
            })
    void readsALifetimeInAnyForm(String told, Duration life) {
        server.answers(microsoftTokens("opaque-a1", told));

        StoredAccount account =
                TokenServer.account(TokenServer.connect(server.microsoft(), ConnectRequest.of("alice")));

        assertThat(account.accessExpiry())
                .isEqualTo(life == null ? null : server.clock.instant().plus(life));
    }

    @Test
    void renewsAShortLivedTokenAtHalfItsLife() {
        server.answers(microsoftTokens("opaque-a1", "120"));
        OAuthConnector microsoft = server.microsoft();
        String id = TokenServer.account(TokenServer.connect(microsoft, ConnectRequest.of("alice")))
                .id();
        server.answers(microsoftTokens("opaque-a2", "120"));

        server.clock.advance(Duration.ofSeconds(59));
        assertThat(Fixture.token(microsoft.credentials(id).current())).isEqualTo("opaque-a1");
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(Fixture.token(microsoft.credentials(id).current())).isEqualTo("opaque-a2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400|{\"error\":{\"code\":400}}",
                "400|<html>proxy</html>",
                "401|",
                "429|{\"error\":\"slow\"}",
                "503|{\"error\":\"invalid_grant\"}",
                "200|{}",
                "200|{\"access_token\":7}",
                "302|",
                "400|{\"error\":\"temporarily_unavailable\"}"
            })
    void takesWhatIsNoDecisionForPassing(String reply) {
        OAuthConnector microsoft = expired();
        server.reply(reply);

        assertThatThrownBy(() -> microsoft.credentials(server.only().id()).current())
                .isInstanceOf(TransientException.class);

        assertThat(server.only().state()).isEqualTo(AccountState.CONNECTED);
    }

    @Test
    void takesADeadGrantForOneWhateverTheStatus() {
        OAuthConnector microsoft = expired();
        server.reply("200|{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS700082\"}");

        assertThatThrownBy(() -> microsoft.credentials(server.only().id()).current())
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("invalid_grant");

        assertThat(server.only().state()).isEqualTo(AccountState.NEEDS_RECONNECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"401|{\"error\":\"invalid_client\"}", "401|{\"object\":\"error\",\"code\":\"unauthorized\"}"})
    void takesARefusedClientForAWrongSetUp(String reply) {
        OAuthConnector microsoft = expired();
        server.reply(reply);

        assertThatThrownBy(() -> microsoft.credentials(server.only().id()).current())
                .isInstanceOf(RejectedException.class);

        assertThat(server.only().state()).isEqualTo(AccountState.CONNECTED);
    }

    @Test
    void readsNoEndlessAnswer() {
        OAuthConnector microsoft = expired();
        server.reply("200|{\"access_token\":\"" + "x".repeat(300_000) + "\"}");

        assertThatThrownBy(() -> microsoft.credentials(server.only().id()).current())
                .isInstanceOf(TransientException.class);
    }

    private OAuthConnector expired() {
        server.answers(microsoftTokens("opaque-a1", "3600"));
        OAuthConnector microsoft = server.microsoft();
        TokenServer.connect(microsoft, ConnectRequest.of("alice"));
        server.clock.advance(Duration.ofHours(2));
        return microsoft;
    }

    private static String microsoftTokens(String access, String life) {
        return "{\"access_token\":\"" + access + "\",\"token_type\":\"Bearer\",\"expires_in\":" + life
                + ",\"refresh_token\":\"opaque-r\",\"scope\":\"Calendars.ReadWrite User.Read\"}";
    }
}
