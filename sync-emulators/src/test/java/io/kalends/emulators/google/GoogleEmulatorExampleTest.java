package io.kalends.emulators.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.junit.GoogleCalendarExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example of docs/google-emulator.md: change it there too. */
@ExtendWith(GoogleCalendarExtension.class)
class GoogleEmulatorExampleTest {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private EmulatedCalendar calendar;
    private HttpRequest request;

    @BeforeEach
    void connect(GoogleCalendarEmulator google) {
        EmulatedAccount alice = google.account("alice@example.com");
        calendar = alice.primary();
        URI events = google.rootUri().resolve("calendar/v3/calendars/primary/events");
        request = HttpRequest.newBuilder(events)
                .header("Authorization", "Bearer " + alice.accessToken())
                .build();
    }

    @Test
    void seesWhatAliceAddsInGoogle() throws Exception {
        ObjectNode dentist = json.createObjectNode().put("summary", "Dentist");
        dentist.putObject("start").put("date", "2026-03-02");
        dentist.putObject("end").put("date", "2026-03-03");
        calendar.insert(dentist);

        HttpResponse<String> listed = http.send(request, BodyHandlers.ofString());

        assertThat(listed.body()).contains("Dentist");
    }

    @Test
    void asksAgainWhenGoogleIsAway(GoogleCalendarEmulator google) throws Exception {
        InjectedFault away = google.faults().inject(GoogleFault.status(503), CallPattern.of("events.list"));

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

        assertThat(away.fired()).isEqualTo(1);
        assertThat(google.calls().count("events.list")).isEqualTo(2);
        assertThat(google.mails()).isEmpty();
    }
}
