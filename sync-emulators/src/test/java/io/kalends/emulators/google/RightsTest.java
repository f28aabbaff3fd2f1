package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.daily;
import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.ApiClient.Answer;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RightsTest {

    private static final String TEAM = "team@group.example.com";
    private static final String EVENTS = "calendars/" + TEAM.replace("@", "%40") + "/events";
    private static final String SCOPE = "https://www.googleapis.com/auth/";

    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final EmulatedAccount bob = google.account("bob@example.com");
    private final EmulatedCalendar team = bob.addCalendar(TEAM, "Team", ZoneId.of("UTC"), AccessRole.OWNER);
    private final ApiClient api = ApiClient.of(google, alice);

    @AfterEach
    void end() {
        google.close();
    }

    private void share(AccessRole role) {
        alice.addCalendar(TEAM, "Team", ZoneId.of("UTC"), role);
    }

    @Test
    void hidesCalendarsOfOthers() {
        assertThat(api.get(EVENTS).status()).isEqualTo(404);
        assertThat(api.get("calendars/bob%40example.com/events").reason()).isEqualTo("notFound");
    }

    @ParameterizedTest
    @EnumSource(
            value = AccessRole.class,
            names = {"FREE_BUSY_READER", "READER", "WRITER_WITHOUT_PRIVATE_ACCESS"})
    void refusesWritesOfReaders(AccessRole role) {
        share(role);

        Answer refused = api.post(EVENTS, event("a", 2));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("requiredAccessLevel");
        assertThat(api.get(EVENTS).text("accessRole")).isEqualTo(role.wireName());
    }

    @Test
    void writesAsAWriter() {
        share(AccessRole.WRITER);

        assertThat(api.post(EVENTS, event("a", 2)).status()).isEqualTo(200);
        assertThat(team.events()).hasSize(1);
    }

    @Test
    void hidesWhatPrivateEventsAreAbout() {
        team.insert(event("Secret", 2).put("visibility", "private"));
        team.insert(event("Open", 2));
        share(AccessRole.READER);

        assertThat(api.get(EVENTS).json().findValuesAsText("summary"))
                .containsOnlyOnce("Open")
                .doesNotContain("Secret");
    }

    @Test
    void tellsFreeBusyReadersOccurrencesWithoutDetails() {
        String id = team.insert(daily("Secret", 2, 3));
        share(AccessRole.FREE_BUSY_READER);

        Answer listed = api.get(EVENTS);

        assertThat(listed.ids()).hasSize(3).doesNotContain(id);
        assertThat(listed.json().path("items").findValuesAsText("summary")).isEmpty();
    }

    @Test
    void voidsSyncTokensWhenARoleChanges() {
        share(AccessRole.WRITER);
        String token = api.get(EVENTS).text("nextSyncToken");

        alice.changeRole(TEAM, AccessRole.READER);

        assertThat(api.get(EVENTS + "?syncToken=" + token).reason()).isEqualTo("fullSyncRequired");
    }

    @Test
    void answersNotFoundForACalendarThatIsLostOrRemoved() {
        share(AccessRole.WRITER);
        alice.loseCalendar(TEAM);
        assertThat(api.get(EVENTS).status()).isEqualTo(404);

        share(AccessRole.WRITER);
        team.remove();
        assertThat(api.get(EVENTS).status()).isEqualTo(404);
    }

    @Test
    void refusesCallsWithoutAGoodToken() {
        Answer refused = new ApiClient(google, "none").get("calendars/primary/events");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json())
                .isEqualTo(json("{'error':{'errors':[{'domain':'global','reason':'authError',"
                        + "'message':'Invalid Credentials','locationType':'header','location':'Authorization'}],"
                        + "'code':401,'message':'Invalid Credentials','status':'UNAUTHENTICATED'}}"));
        assertThat(new ApiClient(google, "").get("calendars/primary/events").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "calendar.events, calendars/primary/events, 200",
        "calendar.events.readonly, calendars/primary/events, 200",
        "calendar.events, users/me/calendarList, 403",
        "calendar.events, colors, 403",
        "calendar.events, calendars/primary, 403",
        "calendar.calendarlist.readonly, users/me/calendarList, 200",
        "calendar.calendarlist.readonly, calendars/primary/events, 403",
        "calendar.events.owned, calendars/primary/events, 200",
        "calendar.app.created, calendars/primary/events, 403",
        "calendar.freebusy, calendars/primary/events, 403"
    })
    void opensWhatTheScopeOpens(String scope, String path, int status) {
        ApiClient narrow = new ApiClient(google, alice.accessToken(SCOPE + scope));

        Answer answer = narrow.get(path);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.reason()).isEqualTo("insufficientPermissions");
            assertThat(answer.json()
                            .path("error")
                            .path("details")
                            .path(0)
                            .path("reason")
                            .asText())
                    .isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        }
    }

    @Test
    void writesWithAReadingScopeNothing() {
        ApiClient narrow = new ApiClient(google, alice.accessToken(SCOPE + "calendar.events.readonly"));

        assertThat(narrow.post("calendars/primary/events", event("a", 2)).reason())
                .isEqualTo("insufficientPermissions");
    }

    @Test
    void opensToTheNarrowestScopeOnlyWhatTheAppMade() {
        ApiClient narrow = new ApiClient(google, alice.accessToken(SCOPE + "calendar.app.created"));

        String id = narrow.post("calendars", json("{'summary':'Ours','timeZone':'Europe/Berlin'}"))
                .text("id");

        assertThat(narrow.post(ApiClient.events(id), event("a", 2)).status()).isEqualTo(200);
        assertThat(alice.calendar(id).events()).hasSize(1);
    }
}
