package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.daily;
import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.ApiClient.Answer;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    private static final String EVENTS = "calendars/primary/events";

    private final SettableClock clock = SettableClock.at("2026-03-01T00:00:00Z");
    private final GoogleCalendarEmulator google =
            GoogleCalendarEmulator.builder().clock(clock).start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final EmulatedCalendar calendar = alice.primary();
    private final ApiClient api = ApiClient.of(google, alice);

    @AfterEach
    void end() {
        google.close();
    }

    @Test
    void cutsByTheEndOfEventsAtTheBeginningAndByTheirStartAtTheEnd() {
        calendar.insert(event("ends as it begins", 2));
        String inside = calendar.insert(event("inside", 3));
        calendar.insert(event("starts as it ends", 4));

        Answer listed = api.get(EVENTS + "?timeMin=2026-03-02T09:00:00Z&timeMax=2026-03-04T08:00:00Z");

        assertThat(listed.ids()).containsExactly(inside);
    }

    @Test
    void tellsASeriesThatReachesIntoTheWindow() {
        String reaching = calendar.insert(daily("reaching", 2, 20));
        calendar.insert(daily("over", 2, 3));

        assertThat(api.get(EVENTS + "?timeMin=2026-03-10T00:00:00Z").ids()).containsExactly(reaching);
    }

    @Test
    void forgetsTheWindowInDeltas() {
        Answer listed = api.get(EVENTS + "?timeMin=2026-03-10T00:00:00Z");

        String outside = calendar.insert(event("outside", 2));

        assertThat(api.get(EVENTS + "?syncToken=" + listed.text("nextSyncToken"))
                        .ids())
                .containsExactly(outside);
    }

    @Test
    void refusesAWindowThatIsEmpty() {
        Answer refused = api.get(EVENTS + "?timeMin=2026-03-10T00:00:00Z&timeMax=2026-03-10T00:00:00Z");

        assertThat(refused.json())
                .isEqualTo(json("{'error':{'errors':[{'domain':'calendar','reason':'timeRangeEmpty',"
                        + "'message':'The specified time range is empty.','locationType':'parameter',"
                        + "'location':'timeMax'}],'code':400,'message':'The specified time range is empty.'}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"timeMin=2026-03-10", "maxResults=0", "maxResults=many", "orderBy=startTime", "pageToken=x"})
    void refusesParametersThatAreNone(String parameter) {
        assertThat(api.get(EVENTS + "?" + parameter).status()).isEqualTo(400);
    }

    @Test
    void showsDeletedEventsOnlyIfAskedFor() {
        String id = calendar.insert(event("a", 2));
        calendar.delete(id);

        assertThat(api.get(EVENTS).ids()).isEmpty();
        assertThat(api.get(EVENTS + "?showDeleted=true").ids()).containsExactly(id);
    }

    @Test
    void tellsCancelledRowsInFullIfWished() {
        try (GoogleCalendarEmulator talkative =
                GoogleCalendarEmulator.builder().fullCancelledRows().start()) {
            EmulatedAccount bob = talkative.account("bob@example.com");
            String id = bob.primary().insert(event("a", 2));
            bob.primary().delete(id);

            Answer listed = ApiClient.of(talkative, bob).get(EVENTS + "?showDeleted=true");

            assertThat(listed.item(id).path("summary").asText()).isEqualTo("a");
            assertThat(listed.item(id).path("status").asText()).isEqualTo("cancelled");
        }
    }

    @Test
    void makesPagesAsShortAsItLikes() {
        for (int day = 1; day <= 5; day++) {
            calendar.insert(event("a", day));
        }
        google.listings().pageLimit(2);

        assertThat(api.pages(EVENTS + "?maxResults=250")).hasSize(3);
    }

    @Test
    void beginsWithAnEmptyPageIfWished() {
        calendar.insert(event("a", 2));
        google.listings().emptyFirstPages(true);

        List<Answer> pages = api.pages(EVENTS);

        assertThat(pages).hasSize(2);
        assertThat(pages.get(0).ids()).isEmpty();
        assertThat(pages.get(1).ids()).hasSize(1);
    }

    @Test
    void tellsTheLastRowOfAPageOnceMoreIfWished() {
        for (int day = 1; day <= 4; day++) {
            calendar.insert(event("a", day));
        }
        google.listings().repeatedRows(true);

        List<Answer> pages = api.pages(EVENTS + "?maxResults=2");

        assertThat(pages.get(1).ids()).hasSize(3).startsWith(pages.get(0).ids().get(1));
    }

    @Test
    void refusesAPageTokenOfAnotherQuery() {
        calendar.insert(event("a", 2));
        calendar.insert(event("b", 3));
        String token = api.get(EVENTS + "?maxResults=1").text("nextPageToken");

        assertThat(api.get(EVENTS + "?maxResults=1&showDeleted=true&pageToken=" + token)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void givesTwoHundredAndFiftyRowsUnlessAskedForMore() {
        for (int i = 0; i < 251; i++) {
            calendar.insert(event("a", 2));
        }

        assertThat(api.get(EVENTS).ids()).hasSize(250);
        assertThat(api.get(EVENTS + "?maxResults=2500").ids()).hasSize(251);
    }

    @Test
    void answersOnlyTheFieldsThatWereAskedFor() {
        String id = calendar.insert(event("a", 2));

        Answer listed = api.get(EVENTS + "?fields=nextSyncToken,items(id,start/timeZone)");

        assertThat(listed.json().size()).isEqualTo(2);
        assertThat(listed.item(id)).isEqualTo(json("{'id':'" + id + "','start':{'timeZone':'Europe/Berlin'}}"));
    }

    @Test
    void ordersByTheTimeOfChangeIfAsked() {
        String first = calendar.insert(event("a", 2));
        clock.advance(Duration.ofMinutes(1));
        String second = calendar.insert(event("b", 1));

        assertThat(api.get(EVENTS + "?orderBy=updated").ids()).containsExactly(first, second);
        assertThat(api.get(EVENTS + "?updatedMin=2026-03-01T00:00:30Z").ids()).containsExactly(second);
    }

    @Test
    void looksBackNoFurtherThanAMonthForChanges() {
        assertThat(api.get(EVENTS + "?updatedMin=2026-01-01T00:00:00Z").reason())
                .isEqualTo("updatedMinTooLongAgo");
    }

    @Test
    void searchesForWordsAndUids() {
        String id = calendar.insert(event("Annual review", 2));
        calendar.insert(event("Lunch", 2));

        assertThat(api.get(EVENTS + "?q=review").ids()).containsExactly(id);
        assertThat(api.get(EVENTS + "?iCalUID=" + id + "%40google.com").ids()).containsExactly(id);
    }

    @Test
    void showsTimesInTheZoneAskedFor() {
        String id = calendar.insert(event("a", 2));

        assertThat(api.get(EVENTS + "/" + id + "?timeZone=America/New_York")
                        .json()
                        .path("start"))
                .isEqualTo(json("{'dateTime':'2026-03-02T03:00:00-05:00','timeZone':'Europe/Berlin'}"));
    }
}
