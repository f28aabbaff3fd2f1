package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.daily;
import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.ApiClient.Answer;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementalSyncTest {

    private static final String LIST = "calendars/primary/events";

    private final SettableClock clock = SettableClock.at("2026-03-01T00:00:00Z");
    private final GoogleCalendarEmulator google =
            GoogleCalendarEmulator.builder().clock(clock).start();
    private EmulatedAccount alice;
    private EmulatedCalendar calendar;
    private ApiClient api;

    @BeforeEach
    void begin() {
        alice = google.account("alice@example.com");
        calendar = alice.primary();
        api = ApiClient.of(google, alice);
    }

    @AfterEach
    void end() {
        google.close();
    }

    private Answer since(String token) {
        return api.get(LIST + "?syncToken=" + token);
    }

    private String token() {
        List<Answer> pages = api.pages(LIST);
        return pages.get(pages.size() - 1).text("nextSyncToken");
    }

    @Test
    void tellsOnlyWhatChangedSinceTheToken() {
        String kept = calendar.insert(event("kept", 2));
        String edited = calendar.insert(event("edited", 3));
        String token = token();

        calendar.patch(edited, json("{'summary':'anew'}"));
        Answer delta = since(token);

        assertThat(delta.ids()).containsExactly(edited).doesNotContain(kept);
        assertThat(since(delta.text("nextSyncToken")).ids()).isEmpty();
    }

    @Test
    void tellsADeletedEventByItsBareId() {
        String id = calendar.insert(event("gone", 2));
        String token = token();

        calendar.delete(id);

        assertThat(since(token).item(id).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("kind", "etag", "id", "status");
    }

    @Test
    void tellsACancelledOccurrenceWithItsSeriesAndOriginalStart() {
        String series = calendar.insert(daily("daily", 2, 5));
        String token = token();

        String id = calendar.cancelOccurrence(series, "2026-03-03T08:00:00Z");

        assertThat(id).isEqualTo(series + "_20260303T080000Z");
        ObjectNode row = since(token).item(id);
        assertThat(row.path("status").asText()).isEqualTo("cancelled");
        assertThat(row.path("recurringEventId").asText()).isEqualTo(series);
        assertThat(row.path("originalStartTime").isObject()).isTrue();
        assertThat(row.has("summary")).isFalse();
    }

    @Test
    void keepsChangesThatAreMadeBetweenTwoPagesForTheNextRound() {
        for (int day = 1; day <= 6; day++) {
            calendar.insert(event("event", day));
        }
        Answer first = api.get(LIST + "?maxResults=3");
        String early = first.ids().get(0);
        calendar.patch(early, json("{'summary':'anew'}"));

        Answer last = api.get(LIST + "?maxResults=3&pageToken=" + first.text("nextPageToken"));

        assertThat(last.json().has("nextPageToken")).isFalse();
        assertThat(since(last.text("nextSyncToken")).ids()).containsExactly(early);
    }

    @Test
    void givesEachRowOnceOverAllPages() {
        for (int day = 1; day <= 20; day++) {
            calendar.insert(event("event", day));
        }

        List<Answer> pages = api.pages(LIST + "?maxResults=7");

        assertThat(pages).hasSize(3);
        assertThat(pages.stream().flatMap(page -> page.ids().stream()))
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(pages.get(0).json().has("nextSyncToken")).isFalse();
    }

    @Test
    void asksForAFullListingWhenTokensExpire() {
        String token = token();
        google.expireSyncTokens();

        Answer refused = since(token);

        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.reason()).isEqualTo("fullSyncRequired");
    }

    @Test
    void asksForAFullListingAfterFourWeeks() {
        String token = token();
        clock.advance(Duration.ofDays(28));

        assertThat(ApiClient.of(google, alice).get(LIST + "?syncToken=" + token).status())
                .isEqualTo(410);
    }

    @Test
    void refusesATokenThatIsNone() {
        Answer refused = since("garbage");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("invalid");
        assertThat(refused.json().path("error").path("message").asText()).isEqualTo("Invalid sync token value.");
    }

    @Test
    void refusesATokenWithAnotherQuery() {
        assertThat(api.get(LIST + "?singleEvents=true&syncToken=" + token()).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iCalUID=a",
                "orderBy=updated",
                "privateExtendedProperty=a%3Db",
                "q=a",
                "sharedExtendedProperty=a%3Db",
                "timeMin=2026-01-01T00:00:00Z",
                "timeMax=2026-01-01T00:00:00Z",
                "updatedMin=2026-03-01T00:00:00Z",
                "showDeleted=false"
            })
    void refusesWhatDoesNotGoWithASyncToken(String parameter) {
        assertThat(api.get(LIST + "?syncToken=" + token() + "&" + parameter).status())
                .isEqualTo(400);
    }
}
