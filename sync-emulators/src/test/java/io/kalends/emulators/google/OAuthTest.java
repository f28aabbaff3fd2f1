package io.kalends.emulators.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kalends.emulators.google.ApiClient.Answer;
import io.kalends.emulators.google.internal.Query;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTest {

    private static final String EVENTS = "https://www.googleapis.com/auth/calendar.events";
    private static final String LISTS = "https://www.googleapis.com/auth/calendar.calendarlist.readonly";
    // The pair of RFC 7636, appendix B
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final SettableClock clock = SettableClock.at("2026-03-01T00:00:00Z");
    private GoogleCalendarEmulator google =
            GoogleCalendarEmulator.builder().clock(clock).start();
    private EmulatedAccount alice = google.account("alice@example.com");

    @AfterEach
    void end() {
        google.close();
    }

    private Map<String, String> request() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("client_id", google.clientId());
        request.put("redirect_uri", "https://app.example.com/callback?tenant=1");
        request.put("response_type", "code");
        request.put("scope", EVENTS + " " + LISTS);
        request.put("state", "st&te");
        request.put("access_type", "offline");
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        return request;
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + ApiClient.encoded(value.getValue()))
                .collect(Collectors.joining("&"));
    }

    private URI url(Map<String, String> request) {
        return URI.create(google.authorizationEndpoint() + "?" + form(request));
    }

    private static Query query(URI redirect) {
        return Query.parse(redirect.getRawQuery());
    }

    private String code() {
        return query(alice.consent(url(request()))).first("code").orElseThrow();
    }

    private Map<String, String> exchange(String code) {
        Map<String, String> exchange = new LinkedHashMap<>();
        exchange.put("grant_type", "authorization_code");
        exchange.put("code", code);
        exchange.put("redirect_uri", "https://app.example.com/callback?tenant=1");
        exchange.put("code_verifier", VERIFIER);
        exchange.put("client_id", google.clientId());
        exchange.put("client_secret", google.clientSecret());
        return exchange;
    }

    private Answer post(URI endpoint, Map<String, String> form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form)));
        return ApiClient.send(headers.length == 0 ? request : request.headers(headers));
    }

    private Answer token(Map<String, String> form) {
        return post(google.tokenEndpoint(), form);
    }

    private Answer refresh(String token) {
        return token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                token,
                "client_id",
                google.clientId(),
                "client_secret",
                google.clientSecret()));
    }

    private int list(String accessToken) {
        return new ApiClient(google, accessToken)
                .get("calendars/primary/events")
                .status();
    }

    @Test
    void sendsTheBrowserBackWithACodeAndTheState() {
        URI redirect = alice.consent(url(request()));

        assertThat(redirect.toString()).startsWith("https://app.example.com/callback?tenant=1&");
        assertThat(query(redirect).first("state")).hasValue("st&te");
        assertThat(query(redirect).first("scope")).hasValue(EVENTS + " " + LISTS);
        assertThat(query(redirect).first("code")).isPresent();
    }

    @Test
    void exchangesACodeForTokensOnce() {
        String code = code();

        Answer tokens = token(exchange(code));

        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.json().path("expires_in").asInt()).isEqualTo(3599);
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.text("scope")).isEqualTo(EVENTS + " " + LISTS);
        assertThat(tokens.json().has("refresh_token")).isTrue();
        assertThat(list(tokens.text("access_token"))).isEqualTo(200);
        assertThat(token(exchange(code)).text("error")).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id",
                "redirect_uri",
                "response_type",
                "scope",
                "state",
                "code_challenge",
                "code_challenge_method"
            })
    void refusesAnAuthorizationUrlInWhichSomethingIsMissing(String parameter) {
        Map<String, String> request = request();
        request.remove(parameter);

        assertThatThrownBy(() -> alice.consent(url(request)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(parameter);
    }

    @Test
    void refusesAClientThatIsUnknown() {
        Map<String, String> request = request();
        request.put("client_id", "stranger");

        assertThatThrownBy(() -> alice.consent(url(request))).hasMessageContaining("invalid_client");
    }

    @Test
    void tellsTheAppThatItWasTurnedAway() {
        URI redirect = alice.consent(url(request()), Consent.denied());

        assertThat(query(redirect).first("error")).hasValue("access_denied");
        assertThat(query(redirect).first("state")).hasValue("st&te");
        assertThat(query(redirect).first("code")).isEmpty();
    }

    @Test
    void grantsOnlyWhatWasLeftTicked() {
        URI redirect = alice.consent(url(request()), Consent.without(LISTS));

        Answer tokens = token(exchange(query(redirect).first("code").orElseThrow()));

        assertThat(tokens.text("scope")).isEqualTo(EVENTS);
        assertThat(new ApiClient(google, tokens.text("access_token"))
                        .get("users/me/calendarList")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void checksTheVerifierTheAddressTheClientAndTheCodesAge() {
        Map<String, String> wrongVerifier = exchange(code());
        wrongVerifier.put("code_verifier", "guess");
        assertThat(token(wrongVerifier).text("error")).isEqualTo("invalid_grant");

        Map<String, String> noVerifier = exchange(code());
        noVerifier.remove("code_verifier");
        assertThat(token(noVerifier).text("error_description")).isEqualTo("Missing code verifier.");

        Map<String, String> elsewhere = exchange(code());
        elsewhere.put("redirect_uri", "https://evil.example.com/");
        assertThat(token(elsewhere).text("error")).isEqualTo("redirect_uri_mismatch");

        Map<String, String> stranger = exchange(code());
        stranger.put("client_secret", "wrong");
        assertThat(token(stranger).status()).isEqualTo(401);
        assertThat(token(stranger).text("error")).isEqualTo("invalid_client");

        Map<String, String> late = exchange(code());
        clock.advance(Duration.ofMinutes(11));
        assertThat(token(late).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void takesTheClientsSecretAsAHeaderToo() {
        Map<String, String> exchange = exchange(code());
        String pair = exchange.remove("client_id") + ":" + exchange.remove("client_secret");

        Answer tokens = post(
                google.tokenEndpoint(),
                exchange,
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));

        assertThat(tokens.status()).isEqualTo(200);
    }

    @Test
    void givesARefreshTokenOnlyAtTheFirstConsentOrWhenAskedAgain() {
        assertThat(token(exchange(code())).json().has("refresh_token")).isTrue();
        assertThat(token(exchange(code())).json().has("refresh_token")).isFalse();

        Map<String, String> again = request();
        again.put("prompt", "consent");
        String code = query(alice.consent(url(again))).first("code").orElseThrow();
        assertThat(token(exchange(code)).json().has("refresh_token")).isTrue();
    }

    @Test
    void keepsTheScopesOfTheConsentThatARefreshTokenCameFrom() {
        token(exchange(code()));
        Map<String, String> again = request();
        again.put("prompt", "consent");
        URI redirect = alice.consent(url(again), Consent.without(LISTS));
        String narrow =
                token(exchange(query(redirect).first("code").orElseThrow())).text("refresh_token");

        assertThat(refresh(narrow).text("scope")).isEqualTo(EVENTS);

        again.put("include_granted_scopes", "true");
        URI added = alice.consent(url(again), Consent.without(LISTS));
        assertThat(token(exchange(query(added).first("code").orElseThrow())).text("scope"))
                .contains(LISTS);
    }

    @Test
    void givesNoRefreshTokenWithoutOfflineAccess() {
        Map<String, String> online = request();
        online.remove("access_type");
        String code = query(alice.consent(url(online))).first("code").orElseThrow();

        assertThat(token(exchange(code)).json().has("refresh_token")).isFalse();
    }

    @Test
    void endsAccessTokensAfterAnHourAndRenewsThem() {
        Answer tokens = token(exchange(code()));
        clock.advance(Duration.ofSeconds(3599));
        assertThat(list(tokens.text("access_token"))).isEqualTo(401);

        Answer renewed = refresh(tokens.text("refresh_token"));

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.json().has("refresh_token")).isFalse();
        assertThat(list(renewed.text("access_token"))).isEqualTo(200);
    }

    @Test
    void endsAccessTokensAtOnceIfWished() {
        String token = alice.accessToken();
        google.expireAccessTokens();

        assertThat(list(token)).isEqualTo(401);
        assertThat(list(alice.accessToken())).isEqualTo(200);
    }

    @Test
    void rotatesRefreshTokensIfWished() {
        google.close();
        google = GoogleCalendarEmulator.builder().rotateRefreshTokens().start();
        alice = google.account("alice@example.com");
        String first = token(exchange(code())).text("refresh_token");

        String second = refresh(first).text("refresh_token");

        assertThat(second).isNotEmpty().isNotEqualTo(first);
        assertThat(refresh(first).text("error")).isEqualTo("invalid_grant");
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    void voidsTheOldestOfMoreThanAHundredRefreshTokens() {
        Map<String, String> again = request();
        again.put("prompt", "consent");
        String oldest = token(exchange(code())).text("refresh_token");
        for (int i = 0; i < 100; i++) {
            String code = query(alice.consent(url(again))).first("code").orElseThrow();
            token(exchange(code));
        }

        assertThat(refresh(oldest).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void endsTheWholeGrantWhenTheAccountTakesItBack() {
        Answer tokens = token(exchange(code()));

        alice.revoke();

        assertThat(list(tokens.text("access_token"))).isEqualTo(401);
        assertThat(refresh(tokens.text("refresh_token")).json())
                .isEqualTo(ApiClient.json(
                        "{'error':'invalid_grant'," + "'error_description':'Token has been expired or revoked.'}"));
    }

    @Test
    void endsTheWholeGrantWhenTheAppRevokesAnyToken() {
        Answer tokens = token(exchange(code()));

        Answer revoked = post(google.revocationEndpoint(), Map.of("token", tokens.text("access_token")));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(post(google.revocationEndpoint(), Map.of("token", "none")).text("error"))
                .isEqualTo("invalid_token");
    }

    @Test
    void mayAnswerAPageOfHtml() {
        google.faults().inject(GoogleFault.html(502), CallPattern.of("oauth.token"));

        Answer page = token(exchange(code()));

        assertThat(page.status()).isEqualTo(502);
        assertThat(page.raw().headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    }

    @Test
    void refusesAGrantTypeItDoesNotKnow() {
        Map<String, String> password = exchange("x");
        password.put("grant_type", "password");

        assertThat(token(password).text("error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    void agreesWithoutAPersonForTheAccountThatIsNamed() {
        Map<String, String> request = request();
        request.put("login_hint", "alice@example.com");

        Answer redirected = ApiClient.send(HttpRequest.newBuilder(url(request)).GET());

        assertThat(redirected.status()).isEqualTo(302);
        URI back = URI.create(redirected.raw().headers().firstValue("Location").orElseThrow());
        assertThat(token(exchange(query(back).first("code").orElseThrow())).status())
                .isEqualTo(200);
        assertThat(ApiClient.send(HttpRequest.newBuilder(url(request())).GET()).status())
                .isEqualTo(400);
    }

    @Test
    void recordsNoCodesAndNoTokens() {
        token(exchange(code()));

        assertThat(google.calls().all().toString())
                .contains("oauth.token")
                .doesNotContain("4/")
                .doesNotContain("ya29");
    }

    @Test
    void tellsWhoConsentedWhereThatIsAskedFor() throws Exception {
        Map<String, String> request = request();
        request.put("scope", EVENTS + " openid");
        String code = query(alice.consent(url(request))).first("code").orElseThrow();

        Answer tokens = token(exchange(code));
        JsonNode claims = claims(tokens.text("id_token"));

        assertThat(claims.path("sub").asText()).matches("\\d{21}").isEqualTo(alice.subject());
        assertThat(claims.path("aud").asText()).isEqualTo(google.clientId());
        assertThat(refresh(tokens.text("refresh_token")).json().has("id_token")).isTrue();
        assertThat(list(tokens.text("access_token"))).isEqualTo(200);
        assertThat(token(exchange(code())).json().has("id_token")).isFalse();
    }

    private static JsonNode claims(String token) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
