package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testkit.logs.LogCapture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What watches all the other tests does see what is logged, and knows a secret when it sees one. */
class LeaksNothingTest {

    @Test
    void hearsBothWaysOfLoggingAtEveryLevel(LogCapture log) {
        java.util.logging.Logger.getLogger("jdk.httpclient").finest("marker one");
        LoggerFactory.getLogger("com.nimbusds.oauth2").trace("marker two");

        assertThat(log.contains("marker one")).isTrue();
        assertThat(log.contains("marker two")).isTrue();
    }

    @Test
    void hearsUs(LogCapture log) {
        try (Fixture fixture = new Fixture()) {
            String id = fixture.connected();

            assertThat(log.contains("account " + id + " is CONNECTED")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / Authorization: Bearer abc",
                "Authorization: Basic Y2xpZW50Omh1c2gtaHVzaA==",
                "{\"accessToken\":\"x\"}",
                "client_secret=x",
                "code 4/0AbCd",
                "the refresh token 1//0gAbC",
                "state kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk is unknown",
                "user alice@example.com"
            })
    void knowsASecret(String line) {
        assertThat(List.of("a harmless line", line))
                .filteredOn(LeaksNothing.SECRET.asPredicate())
                .containsExactly(line);
    }

    @Test
    void knowsARealStateVerifierAndToken() {
        try (Fixture fixture = new Fixture()) {
            OAuthConnector node = fixture.node();
            ConsentPage page = node.begin(ConnectRequest.of(Fixture.OWNER));
            String query = page.address().getRawQuery();
            String state = Fixture.request(page.address()).parameter("state").orElseThrow();
            String code = Fixture.request(fixture.alice.consent(page.address()))
                    .parameter("code")
                    .orElseThrow();
            String token = Fixture.token(node.credentials(fixture.connected()).current());

            assertThat(List.of(query, state, "code is " + code, token))
                    .filteredOn(LeaksNothing.SECRET.asPredicate())
                    .hasSize(4);
        }
    }
}
