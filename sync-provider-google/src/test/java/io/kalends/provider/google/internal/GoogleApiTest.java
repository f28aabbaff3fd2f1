package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.services.calendar.Calendar;
import io.kalends.http.ApiAnswer;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.spi.ProviderSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleApiTest {

    private final CannedGoogle google = new CannedGoogle();
    private final GoogleApi api = google.api();

    @AfterEach
    void stop() {
        api.close();
        google.close();
    }

    @Test
    void sendsTheToken() {
        google.answer(CannedGoogle.json(200, "{}"));

        assertThat(send().isOk()).isTrue();
        assertThat(google.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getHeaders().get("Authorization"))
                        .isEqualTo("Bearer " + CannedGoogle.TOKEN + "0"));
    }

    @Test
    void renewsARefusedTokenOnce() {
        google.answer(request ->
                String.valueOf(request.getHeaders().get("Authorization")).endsWith("0")
                        ? CannedGoogle.refusal(401, "authError")
                        : CannedGoogle.json(200, "{}"));

        assertThat(send().isOk()).isTrue();
        assertThat(google.requests()).hasSize(2);
        assertThat(google.renewals()).isEqualTo(1);
    }

    @Test
    void givesUpWhenTheRenewedTokenIsRefusedToo() {
        google.answer(CannedGoogle.refusal(401, "authError"));

        assertThat(send().status()).isEqualTo(401);
        assertThat(google.requests()).hasSize(2);
        assertThat(google.renewals()).isEqualTo(1);
    }

    @Test
    void doesNotRenewForARefusalOfSomethingElse() {
        google.answer(CannedGoogle.refusal(401, "push.webhookUrlUnauthorized"));

        send();

        assertThat(google.renewals()).isZero();
    }

    @Test
    void sendsNothingAgainThatFailed() {
        for (int status : new int[] {500, 503, 403, 302, 408, 429}) {
            int before = google.requests().size();
            google.answer(new MockResponse.Builder()
                    .code(status)
                    .setHeader("Location", "/elsewhere")
                    .setHeader("Retry-After", "1")
                    .build());

            assertThat(post().status()).isEqualTo(status);
            assertThat(google.requests()).hasSize(before + 1);
        }
    }

    @Test
    void sendsNoPostAgainWhenTheConnectionBreaks() {
        google.answer(CannedGoogle.json(200, "{}"));
        post();
        google.answer(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThatThrownBy(this::post).isInstanceOf(TransientException.class).hasNoCause();
        assertThat(google.requests()).hasSize(2);
    }

    @Test
    void saysThatGoogleCannotBeReached() {
        google.close();

        assertThatThrownBy(this::send)
                .isInstanceOf(TransientException.class)
                .hasMessageStartingWith("google:work: Google cannot be reached (ConnectException)");
    }

    @Test
    void callsNobodyAfterTheDeadline() {
        assertThatThrownBy(() -> api.until(Instant.EPOCH).send(GoogleRefusals.place("work"), list()))
                .isInstanceOf(TransientException.class);
        assertThat(google.requests()).isEmpty();
    }

    @Test
    void readsHowLongToWait() {
        google.answer(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "soon")
                .build());
        assertThat(send().retryAfter()).isNull();

        google.answer(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "30")
                .build());
        assertThat(send().retryAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void keepsWhatAnAnswerSaysOutOfTheException() {
        google.answer(CannedGoogle.json(200, "{\"items\": \"Meeting with the bank\"}"));

        assertThatThrownBy(() -> GoogleApi.read(
                        send(), com.google.api.services.calendar.model.Events.class, GoogleRefusals.place("work")))
                .isInstanceOf(TransientException.class)
                .hasMessageNotContaining("Meeting")
                .hasNoCause();
    }

    @Test
    void sendsTokensEncryptedOnly() {
        ProviderSettings plain = ProviderSettings.defaults().baseUri(URI.create("http://calendar.example.org/"));

        assertThatThrownBy(() -> GoogleApi.of(Account.none(), plain))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("https");
    }

    @Test
    void takesNoPasswords() {
        CredentialSource password = CredentialSource.of(new Credentials.Password("ada", "s3cret"));
        try (GoogleApi other = GoogleApi.of(new Account("ada", password), google.settings())) {
            assertThatThrownBy(() -> other.send(GoogleRefusals.place("work"), list()))
                    .isInstanceOf(AuthorizationException.class)
                    .hasMessageNotContaining("s3cret");
        }
    }

    private ApiAnswer send() {
        return api.send(GoogleRefusals.place("work"), list());
    }

    private ApiAnswer post() {
        var channel = new com.google.api.services.calendar.model.Channel().setId("c");
        return api.send(GoogleRefusals.place("work"), GoogleRequests.stop(api.calendar(), channel));
    }

    private Calendar.Events.List list() {
        return new GoogleRequests(api.calendar(), "work", GoogleOptions.of(ProviderSettings.defaults())).list();
    }
}
