package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.oauth.ConnectResult.Cause;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.account.AccountState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account stays its user's, as the provider names its users in ID tokens or otherwise. */
class WhoConsentedTest {

    private static final String ALICE = "{\"sub\":\"alice-7\",\"aud\":\"client\"}";
    private static final String BOB = "{\"sub\":\"bob-8\",\"aud\":\"client\"}";
    private static final ConnectRequest NEW = ConnectRequest.of("alice");

    private final TokenServer server = new TokenServer();
    private final OAuthConnector microsoft = server.microsoft();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String tokens(String more) {
        return "{\"access_token\":\"opaque-a\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                + "\"refresh_token\":\"opaque-r\",\"scope\":\"Calendars.ReadWrite User.Read\"" + more + "}";
    }

    private static String idToken(String claims) {
        return ",\"id_token\":\"" + base64("{\"alg\":\"RS256\",\"kid\":\"k\"}") + "." + base64(claims) + "."
                + base64("nobody's signature") + "\"";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private ConnectResult connect(ConnectRequest request, String more) {
        server.answers(tokens(more));
        return TokenServer.connect(microsoft, request);
    }

    private String alice() {
        return TokenServer.account(connect(NEW, idToken(ALICE))).id();
    }

    @Test
    void knowsTheUserByTheSubjectOfTheIdToken() {
        alice();

        assertThat(server.only().knownUser()).contains("alice-7");
        assertThat(server.only().toString()).doesNotContain("alice-7");
    }

    @Test
    void asksForAnIdToken() {
        assertThat(microsoft.begin(NEW).address().getRawQuery()).contains("openid");
    }

    @Test
    void connectsTheSameUserOfTheSameOwnerOnce() {
        String id = alice();

        assertThat(alice()).isEqualTo(id);
        assertThat(TokenServer.account(connect(NEW, idToken(BOB))).id()).isNotEqualTo(id);
    }

    @Test
    void connectsTheSameUserOfAnotherOwnerApart() {
        String id = alice();
        ConsentPage page = microsoft.begin(ConnectRequest.of("assistant"));

        ConnectResult result = microsoft.complete(TokenServer.callback(page, "the-code"), "assistant");

        assertThat(TokenServer.account(result).id()).isNotEqualTo(id);
    }

    @Test
    void refusesAnotherUserAtAReconnectAndKeepsWhatWasThere() {
        String id = alice();

        ConnectResult result = connect(NEW.again(id), idToken(BOB));

        assertThat(TokenServer.cause(result)).isEqualTo(Cause.OTHER_USER);
        assertThat(((ConnectResult.Failed) result).action()).contains("the same login");
        assertThat(server.only().knownUser()).contains("alice-7");
        assertThat(server.only().version()).isEqualTo(1);
    }

    @Test
    void refusesAnotherUserOfAnAccountThatIsToBeConnectedAgain() {
        String id = alice();
        server.clock.advance(Duration.ofHours(2));
        server.answers(400, "{\"error\":\"invalid_grant\"}");
        assertThatThrownBy(() -> microsoft.credentials(id).current()).isInstanceOf(AuthorizationException.class);

        assertThat(TokenServer.cause(connect(NEW.again(id), idToken(BOB)))).isEqualTo(Cause.OTHER_USER);
        assertThat(server.only().state()).isEqualTo(AccountState.NEEDS_RECONNECT);

        connect(NEW.again(id), idToken(ALICE));
        assertThat(server.only().state()).isEqualTo(AccountState.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"id_token\":null",
                ",\"id_token\":7",
                ",\"id_token\":\"\"",
                ",\"id_token\":\"no.token\"",
                ",\"id_token\":\"e30.e30.\"",
                ",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.eA\""
            })
    void refusesAReconnectOfAUserWhomTheProviderDoesNotName(String more) {
        String id = alice();

        ConnectResult result = connect(NEW.again(id), more);

        assertThat(TokenServer.cause(result)).isEqualTo(Cause.OTHER_USER);
        assertThat(((ConnectResult.Failed) result).what()).contains("did not say who");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"alice-7\",\"aud\":\"another client\"}",
                "{\"sub\":\"alice-7\"}",
                "{\"aud\":\"client\"}",
                "{\"sub\":\"\",\"aud\":\"client\"}"
            })
    void takesNobodysWordFromATokenThatIsNotForThisClient(String claims) {
        String id = alice();

        assertThat(TokenServer.cause(connect(NEW.again(id), idToken(claims)))).isEqualTo(Cause.OTHER_USER);
    }

    @Test
    void takesATokenForSeveralClientsThisOneAmongThem() {
        connect(NEW, idToken("{\"sub\":\"alice-7\",\"aud\":[\"another\",\"client\"],\"azp\":\"client\"}"));

        assertThat(server.only().knownUser()).contains("alice-7");
    }

    @Test
    void takesAnIdTokenThatHasEndedByAClockThatIsAnHourOff() {
        long end = server.clock.instant().minus(Duration.ofMinutes(59)).getEpochSecond();

        connect(NEW, idToken("{\"sub\":\"alice-7\",\"aud\":\"client\",\"exp\":" + end + "}"));

        assertThat(server.only().knownUser()).contains("alice-7");
    }

    @Test
    void learnsTheUserOfAnAccountThatWasConnectedWithoutAName() {
        String id = TokenServer.account(connect(NEW, "")).id();
        assertThat(server.only().knownUser()).isEmpty();

        connect(NEW.again(id), idToken(ALICE));

        assertThat(server.only().knownUser()).contains("alice-7");
        assertThat(TokenServer.cause(connect(NEW.again(id), idToken(BOB)))).isEqualTo(Cause.OTHER_USER);
    }
}
