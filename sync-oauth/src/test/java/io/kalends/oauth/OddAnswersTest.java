package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.web.WebRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token endpoint, or whoever answers in its place, makes of an exchange; what a browser may come back with. */
class OddAnswersTest {

    private static final String TOKENS =
            "{\"access_token\":\"opaque-a\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"opaque-r\"}";

    private final TokenServer server = new TokenServer();
    private final OAuthConnector microsoft = server.microsoft();

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("html", 200, "<!DOCTYPE html><html><title>Sign in to Wi-Fi</title></html>"),
                Arguments.of("500", 500, "{\"error\":\"internal_failure\"}"),
                Arguments.of("500 with HTML", 500, "<html>Oops</html>"),
                Arguments.of("nothing", 200, ""),
                Arguments.of("204", 204, ""),
                Arguments.of("a redirect", 302, ""),
                Arguments.of("an array", 200, "[" + TOKENS + "]"),
                Arguments.of("half", 200, TOKENS.substring(0, 40)),
                Arguments.of("deep", 200, "[".repeat(100_000)),
                Arguments.of("12 MB", 200, TOKENS.replace("opaque-a", "x".repeat(12 << 20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void leavesNothingBehindWhereTheAnswerIsNoAnswer(String name, int status, String body) {
        server.answers(status, body);
        WebRequest callback = TokenServer.callback(microsoft.begin(ConnectRequest.of("alice")), "the-code");

        assertThatThrownBy(() -> microsoft.complete(callback, "alice"))
                .isInstanceOf(TransientException.class)
                .hasNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .hasSizeLessThan(300)
                .doesNotContain("opaque", "xxx", "the-code");

        startsAgain(callback);
    }

    @Test
    void refusesTheCodeThatTheProviderRefusesWhateverTheStatus() {
        for (int status : List.of(200, 400)) {
            server.answers(status, "{\"error\":\"invalid_grant\",\"error_description\":\"Bad Request\"}");
            WebRequest callback = TokenServer.callback(microsoft.begin(ConnectRequest.of("alice")), "the-code");

            assertThat(TokenServer.cause(microsoft.complete(callback, "alice")))
                    .isEqualTo(ConnectResult.Cause.PROVIDER);

            startsAgain(callback);
            server.store.page("", 10).forEach(account -> microsoft.disconnect(account.id()));
        }
    }

    @Test
    void callsARefusedClientAWrongSetUp() {
        server.answers(200, "{\"error\":\"redirect_uri_mismatch\"}");
        WebRequest callback = TokenServer.callback(microsoft.begin(ConnectRequest.of("alice")), "the-code");

        assertThatThrownBy(() -> microsoft.complete(callback, "alice"))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("redirect_uri_mismatch");
    }

    /** The state is spent, nothing is stored, and the next try goes well. */
    private void startsAgain(WebRequest callback) {
        assertThat(server.store.page("", 10))
                .allSatisfy(account -> assertThat(account.sealed()).isEmpty());
        server.answers(TOKENS);
        assertThat(TokenServer.cause(microsoft.complete(callback, "alice"))).isEqualTo(ConnectResult.Cause.STATE);
        assertThat(TokenServer.connect(microsoft, ConnectRequest.of("alice")))
                .isInstanceOf(ConnectResult.Connected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temporarily_unavailable",
                "server_error",
                "unauthorized_client",
                "<script>alert(1)</script>",
                "ACCESS_DENIED"
            })
    void callsAnErrorOfTheConsentPageAFailureAndQuotesNothingOfIt(String error) {
        ConsentPage page = microsoft.begin(ConnectRequest.of("alice"));
        String state = Fixture.request(page.address()).parameter("state").orElseThrow();

        ConnectResult result = microsoft.complete(
                get(Map.of(
                        "state",
                        List.of(state),
                        "error",
                        List.of(error),
                        "error_description",
                        List.of("opaque-words"),
                        "code",
                        List.of("the-code"))),
                "alice");

        assertThat(TokenServer.cause(result)).isEqualTo(ConnectResult.Cause.PROVIDER);
        assertThat(result.toString()).doesNotContain(error, "opaque-words");
        assertThat(server.bodies).isEmpty();
    }

    @Test
    void refusesACallbackWithoutACode() {
        ConsentPage page = microsoft.begin(ConnectRequest.of("alice"));
        String state = Fixture.request(page.address()).parameter("state").orElseThrow();

        assertThat(TokenServer.cause(microsoft.complete(get(Map.of("state", List.of(state))), "alice")))
                .isEqualTo(ConnectResult.Cause.PROVIDER);
        assertThat(TokenServer.cause(microsoft.complete(get(Map.of()), "alice")))
                .isEqualTo(ConnectResult.Cause.STATE);
        assertThat(server.bodies).isEmpty();
    }

    @Test
    void refusesAStateThatWasGivenOutForAnotherProvider() {
        ConsentPage page = server.notion().begin(ConnectRequest.of("alice"));
        server.answers(TOKENS);

        ConnectResult result = microsoft.complete(TokenServer.callback(page, "the-code"), "alice");

        assertThat(TokenServer.cause(result)).isEqualTo(ConnectResult.Cause.STATE);
        assertThat(server.bodies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 20})
    void refusesAStateOfAnySizeThatNobodyGaveOut(int length) {
        ConnectResult result = microsoft.complete(
                get(Map.of("state", List.of("s".repeat(length)), "code", List.of("the-code"))), "alice");

        assertThat(TokenServer.cause(result)).isEqualTo(ConnectResult.Cause.STATE);
    }

    @Test
    void carriesACodeOfAnyCharactersWithoutMisreadingIt() {
        server.answers(TOKENS);
        ConsentPage page = microsoft.begin(ConnectRequest.of("alice"));

        microsoft.complete(TokenServer.callback(page, "4/0&grant_type=refresh_token#é \n"), "alice");

        assertThat(server.bodies.get(0))
                .contains("grant_type=authorization_code", "4%2F0%26grant_type%3Drefresh_token%23%C3%A9")
                .doesNotContain("\n");
    }

    private static WebRequest get(Map<String, List<String>> query) {
        return new WebRequest("GET", "/", query, Map.of(), new byte[0]);
    }
}
