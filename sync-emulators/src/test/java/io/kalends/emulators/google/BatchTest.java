package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.emulators.google.ApiClient.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final String EVENTS = "/calendar/v3/calendars/primary/events";

    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final EmulatedCalendar calendar = alice.primary();
    private final ApiClient api = ApiClient.of(google, alice);
    private final List<String> parts = new ArrayList<>();

    @AfterEach
    void end() {
        google.close();
    }

    private void part(String method, String path, JsonNode body, String... headers) {
        StringBuilder part = new StringBuilder("--END\r\nContent-Type: application/http\r\ncontent-id: ")
                .append(parts.size() + 1)
                .append("\r\ncontent-transfer-encoding: binary\r\n\r\n")
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\n");
        for (String header : headers) {
            part.append(header).append("\r\n");
        }
        parts.add(part.append("Content-Type: application/json\r\n\r\n")
                .append(body)
                .append("\r\n")
                .toString());
    }

    private HttpRequest.Builder batch() {
        return api.request(google.rootUri() + "batch/calendar/v3", "Content-Type", "multipart/mixed; boundary=\"END\"")
                .POST(BodyPublishers.ofString(String.join("", parts) + "--END--\r\n"));
    }

    private static String text(Answer answer) {
        return new String(answer.raw().body(), StandardCharsets.UTF_8);
    }

    @Test
    void answersEachPartForItselfInOrder() {
        String id = calendar.insert(event("a", 2));
        part("POST", EVENTS, event("ünï", 3));
        part("DELETE", EVENTS + "/never0there", json("{}"));
        part(
                "POST",
                google.rootUri() + EVENTS.substring(1) + "/" + id,
                json("{'summary':'b'}"),
                "X-HTTP-Method-Override: PATCH",
                "If-Match: \"1\"");
        part("DELETE", EVENTS + "/" + id, json("{}"));

        Answer answer = ApiClient.send(batch());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer))
                .containsSubsequence(
                        "Content-ID: response-1",
                        "HTTP/1.1 200",
                        "ünï",
                        "Content-ID: response-2",
                        "HTTP/1.1 404",
                        "\"notFound\"",
                        "Content-ID: response-3",
                        "HTTP/1.1 412",
                        "Content-ID: response-4",
                        "HTTP/1.1 204");
        assertThat(calendar.events()).hasSize(1);
    }

    @Test
    void countsABatchAsOneCallOverHttp() {
        for (int i = 0; i < 50; i++) {
            part("POST", EVENTS, event("a", 2));
        }

        ApiClient.send(batch());

        assertThat(google.calls().httpByKind()).containsOnlyKeys("batch").containsEntry("batch", 1L);
        assertThat(google.calls().count("events.insert")).isEqualTo(50);
        assertThat(google.calls().http().get(0).batchSize()).isEqualTo(50);
    }

    @Test
    void refusesMoreThanFiftyPartsAndNone() {
        for (int i = 0; i < 51; i++) {
            part("POST", EVENTS, event("a", 2));
        }

        assertThat(ApiClient.send(batch()).status()).isEqualTo(400);
        parts.clear();
        assertThat(ApiClient.send(batch()).status()).isEqualTo(400);
        assertThat(calendar.events()).isEmpty();
    }

    @Test
    void refusesABodyThatIsNoBatch() {
        Answer refused = ApiClient.send(
                api.request(google.rootUri() + "batch/calendar/v3").POST(BodyPublishers.ofString("{}")));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void failsPartsAloneByFaults() {
        InjectedFault limited = google.faults()
                .inject(
                        GoogleFault.rateLimitExceeded(),
                        CallPattern.of("events.insert").nth(2));
        for (int i = 0; i < 3; i++) {
            part("POST", EVENTS, event("a", 2));
        }

        Answer answer = ApiClient.send(batch());

        assertThat(text(answer)).containsSubsequence("HTTP/1.1 200", "HTTP/1.1 403", "HTTP/1.1 200");
        assertThat(limited.fired()).isEqualTo(1);
        assertThat(calendar.events()).hasSize(2);
    }

    @Test
    void dropsTheConnectionThoughAllPartsAreDone() {
        google.faults().inject(GoogleFault.droppedAfterCommit(), CallPattern.of("batch"));
        part("POST", EVENTS, event("a", 2));

        assertThatThrownBy(() -> ApiClient.trySend(batch())).isInstanceOf(IOException.class);

        assertThat(calendar.events()).hasSize(1);
    }
}
