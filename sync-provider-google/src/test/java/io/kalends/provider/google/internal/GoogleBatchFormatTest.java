package io.kalends.provider.google.internal;

import static io.kalends.provider.google.internal.CannedGoogle.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import io.kalends.http.ApiAnswer;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.spi.ProviderSettings;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleBatchFormatTest {

    private final CannedGoogle google = new CannedGoogle();
    private final GoogleApi api = google.api();
    private final GoogleRequests requests =
            new GoogleRequests(api.calendar(), "team", GoogleOptions.of(ProviderSettings.defaults()));

    @AfterEach
    void stop() {
        api.close();
        google.close();
    }

    @Test
    void matchesAnswersByTheirNumberWhateverTheirOrder() {
        google.answer(CannedGoogle.multipart(part(2, 200, "{\"id\":\"b\"}") + part(1, 200, "{\"id\":\"a\"}")));

        assertThat(ids(send("a", "b"))).containsExactly("a", "b");
    }

    @Test
    void keepsFailuresToTheirPart() {
        google.answer(CannedGoogle.multipart(part(1, 200, "{\"id\":\"a\"}")
                + part(2, 403, CannedGoogle.error(403, "forbidden"))
                + part(3, 204, "")));

        assertThat(send("a", "b", "c")).extracting(ApiAnswer::status).containsExactly(200, 403, 204);
    }

    @Test
    void leavesOutWhatTheAnswerDoesNotHold() {
        google.answer(new MockResponse.Builder()
                .setHeader("Content-Type", "multipart/mixed; boundary=b")
                .body(part(1, 200, "{\"id\":\"a\"}") + part(2, 200, "{\"id\":"))
                .build());

        assertThat(send("a", "b", "c"))
                .extracting(ApiAnswer::status)
                .containsExactly(200, ApiAnswer.LOST, ApiAnswer.LOST);
    }

    @Test
    void readsPartsWithoutNumbersInTheirOrder() {
        google.answer(CannedGoogle.multipart(
                (part(1, 200, "{\"id\":\"a\"}") + part(2, 200, "{\"id\":\"b\"}")).replaceAll("Content-ID.*\r\n", "")));

        assertThat(ids(send("a", "b"))).containsExactly("a", "b");
    }

    @Test
    void takesLinesThatEndInLineFeedsAlone() {
        google.answer(new MockResponse.Builder()
                .setHeader("Content-Type", "multipart/mixed; boundary=b")
                .body(("preamble\n" + part(1, 200, "{\"id\":\"a\"}") + "--b--").replace("\r\n", "\n"))
                .build());

        assertThat(ids(send("a"))).containsExactly("a");
    }

    @Test
    void answersForNothingThatIsNoBatch() {
        google.answer(CannedGoogle.json(200, "<html>log in</html>"));

        assertThat(send("a")).extracting(ApiAnswer::status).containsExactly(ApiAnswer.LOST);
    }

    @Test
    void sendsOnlyThePartsAgainWhoseTokenWasRefused() {
        google.answer(request -> CannedGoogle.parts(request).size() == 2
                ? CannedGoogle.multipart(
                        part(1, 200, "{\"id\":\"a\"}") + part(2, 401, CannedGoogle.error(401, "authError")))
                : CannedGoogle.multipart(part(1, 200, "{\"id\":\"b\"}")));

        assertThat(ids(send("a", "b"))).containsExactly("a", "b");
        assertThat(google.requests()).hasSize(2);
        assertThat(google.renewals()).isEqualTo(1);
    }

    @Test
    void failsWhenEveryPartIsRefusedForItsToken() {
        google.answer(request ->
                CannedGoogle.batch(request, part -> part(part.number(), 401, CannedGoogle.error(401, "authError"))));

        assertThatThrownBy(() -> send("a", "b")).isInstanceOf(AuthorizationException.class);
        assertThat(google.requests()).hasSize(2);
    }

    @Test
    void failsAsAWholeWhenEachPartIsRefusedForTheAccount() {
        google.answer(request -> CannedGoogle.batch(
                request, part -> part(part.number(), 403, CannedGoogle.error(403, "quotaExceeded"))));
        assertThatThrownBy(() -> send("a", "b")).isInstanceOf(RateLimitedException.class);

        google.answer(request -> CannedGoogle.batch(
                request, part -> part(part.number(), 403, CannedGoogle.error(403, "insufficientPermissions"))));
        assertThatThrownBy(() -> send("a", "b")).isInstanceOf(AuthorizationException.class);
    }

    @Test
    void failsAsAWholeWithTheCall() {
        google.answer(CannedGoogle.refusal(429, "rateLimitExceeded"));
        assertThatThrownBy(() -> send("a")).isInstanceOf(RateLimitedException.class);

        google.answer(CannedGoogle.json(502, "<html>Bad Gateway</html>"));
        assertThatThrownBy(() -> send("a")).isInstanceOf(TransientException.class);
        assertThat(google.requests()).hasSize(2);
    }

    @Test
    void writesPartsAsGoogleWantsThem() {
        google.answer(request -> CannedGoogle.batch(request, part -> part(part.number(), 200, "{}")));
        api.batch(GoogleRefusals.place("team"))
                .send(List.of(
                        requests.patch("a", new Event().setSummary("Größe"), "\"1\""), requests.delete("b", "\"2\"")));

        String sent = CannedGoogle.body(google.requests().get(0));
        assertThat(CannedGoogle.parts(google.requests().get(0)))
                .extracting(CannedGoogle.Part::method)
                .containsExactly("PATCH", "DELETE");
        assertThat(sent)
                .contains("/calendar/v3/calendars/team/events/a?", "If-Match: \"1\"", "If-Match: \"2\"")
                .contains("sendUpdates=none", "conferenceDataVersion=1", "supportsAttachments=true")
                .contains("{\"summary\":\"Größe\"}");
        assertThat(google.requests().get(0).getTarget()).isEqualTo("/batch/calendar/v3");
    }

    @Test
    void holdsFiftyAtMost() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            ids.add("id" + i);
        }
        assertThatThrownBy(() -> send(ids.toArray(new String[0]))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(this::send).isInstanceOf(IllegalArgumentException.class);
    }

    private List<ApiAnswer> send(String... ids) {
        List<AbstractGoogleClientRequest<?>> gets = new ArrayList<>();
        for (String id : ids) {
            gets.add(requests.get(id));
        }
        return api.batch(GoogleRefusals.place("team")).send(gets);
    }

    private static List<String> ids(List<ApiAnswer> answers) {
        return answers.stream()
                .map(answer -> GoogleApi.read(answer, Event.class, GoogleRefusals.place("team"))
                        .getId())
                .toList();
    }
}
