package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.emulators.google.ApiClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WireTest {

    private static final String EVENTS = "calendars/primary/events";

    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final EmulatedCalendar calendar = alice.primary();
    private final ApiClient api = ApiClient.of(google, alice);

    @AfterEach
    void end() {
        google.close();
    }

    @Test
    void takesAPatchThatIsSentAsAPost() {
        String id = calendar.insert(event("a", 2));

        Answer patched = api.post(EVENTS + "/" + id, json("{'summary':'b'}"), "X-HTTP-Method-Override", "PATCH");

        assertThat(patched.text("summary")).isEqualTo("b");
        assertThat(google.calls().count("events.patch")).isEqualTo(1);
    }

    @Test
    void takesALongGetThatIsSentAsAForm() {
        String id = calendar.insert(event("needle", 2));
        calendar.insert(event("hay", 2));

        Answer found = ApiClient.send(api.request(
                        EVENTS, "X-HTTP-Method-Override", "GET", "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("q=needle&maxResults=10")));

        assertThat(found.ids()).containsExactly(id);
        assertThat(google.calls().count("events.list")).isEqualTo(1);
    }

    @Test
    void takesBodiesThatArePackedAndChunked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(event("packed ä", 2).toString().getBytes(StandardCharsets.UTF_8));
        }

        Answer made = ApiClient.send(api.request(EVENTS, "Content-Encoding", "gzip")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(packed.toByteArray()))));

        assertThat(made.text("summary")).isEqualTo("packed ä");
    }

    @Test
    void packsAnswersForWhoTakesThem() {
        Answer packed = api.get(EVENTS, "Accept-Encoding", "gzip");

        assertThat(packed.raw().headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.text("kind")).isEqualTo("calendar#events");
        assertThat(api.get(EVENTS).raw().headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void answersNotFoundWhereNothingIs() {
        assertThat(api.get("calendars/primary/nothing").status()).isEqualTo(404);
        assertThat(google.calls().count("unknown")).isEqualTo(1);
    }

    @Test
    void recordsCallsWithoutSecrets() {
        String token = alice.accessToken();

        new ApiClient(google, "").get(EVENTS + "?maxResults=5&access_token=" + token);

        RecordedCall call = google.calls().all().get(0);
        assertThat(call)
                .isEqualTo(new RecordedCall(
                        "events.list",
                        "GET",
                        "/calendar/v3/" + EVENTS,
                        "maxResults=5",
                        "alice@example.com",
                        200,
                        0,
                        false));
        google.calls().clear();
        assertThat(google.calls().all()).isEmpty();
    }

    @Test
    void answersManyAtOnceWithoutLosingAWrite() {
        List<CompletableFuture<Integer>> writes = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> api.post(EVENTS, event("a", 2)).status()))
                .toList();

        assertThat(writes).allSatisfy(write -> assertThat(write.join()).isEqualTo(200));
        assertThat(calendar.events()).hasSize(40);
        assertThat(google.calls().count("events.insert")).isEqualTo(40);
    }

    @Test
    @Timeout(60)
    void endsItsThreadsAndItsPortWhenItIsClosed() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        GoogleCalendarEmulator other = GoogleCalendarEmulator.start();
        ApiClient its = ApiClient.of(other, other.account("bob@example.com"));
        assertThat(its.get(EVENTS).status()).isEqualTo(200);
        List<Thread> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("google-emulator"))
                .toList();
        assertThat(own).isNotEmpty();

        other.close();

        for (Thread thread : own) {
            thread.join();
        }
        assertThatThrownBy(() -> ApiClient.trySend(its.request(EVENTS).GET())).isInstanceOf(IOException.class);
        other.close();
    }

    @Test
    void givesTheSameIdsForTheSameSeedAndCalls() {
        try (GoogleCalendarEmulator one =
                        GoogleCalendarEmulator.builder().random(7).start();
                GoogleCalendarEmulator other =
                        GoogleCalendarEmulator.builder().random(7).start()) {
            assertThat(one.account("a@x").primary().insert(event("a", 2)))
                    .isEqualTo(other.account("a@x").primary().insert(event("a", 2)));
        }
    }
}
