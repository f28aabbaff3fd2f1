package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.daily;
import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.ApiClient.Answer;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalendarListTest {

    private static final String LIST = "users/me/calendarList";
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.start();
    private final EmulatedAccount alice = google.account("alice@example.com", ZONE);
    private final ApiClient api = ApiClient.of(google, alice);

    @AfterEach
    void end() {
        google.close();
    }

    @Test
    void listsCalendarsWithRolesAndTheZone() {
        alice.addCalendar("holidays@x", "Holidays", ZoneId.of("UTC"), AccessRole.READER);

        Answer listed = api.get(LIST);

        assertThat(listed.ids()).containsExactlyInAnyOrder("alice@example.com", "holidays@x");
        assertThat(listed.item("alice@example.com").path("primary").asBoolean()).isTrue();
        assertThat(listed.item("holidays@x").path("accessRole").asText()).isEqualTo("reader");
        assertThat(api.get(LIST + "/primary").text("timeZone")).isEqualTo("Europe/Berlin");
        assertThat(api.get("calendars/primary").text("id")).isEqualTo("alice@example.com");
        assertThat(api.get(LIST + "?minAccessRole=writer").ids()).containsExactly("alice@example.com");
    }

    @Test
    void tellsByTokenWhatCameAndWentButNoRoles() {
        alice.addCalendar("team@x", "Team", ZONE, AccessRole.WRITER);
        String token = api.get(LIST).text("nextSyncToken");

        alice.changeRole("team@x", AccessRole.READER);
        assertThat(api.get(LIST + "?syncToken=" + token).ids()).isEmpty();

        alice.addCalendar("new@x", "New", ZONE, AccessRole.OWNER);
        alice.loseCalendar("team@x");
        Answer delta = api.get(LIST + "?syncToken=" + token);
        assertThat(delta.ids()).containsExactlyInAnyOrder("new@x", "team@x");
        assertThat(delta.item("team@x").path("deleted").asBoolean()).isTrue();
    }

    @Test
    void expiresTokensAndRefusesOtherParametersBesideThem() {
        String token = api.get(LIST).text("nextSyncToken");

        assertThat(api.get(LIST + "?minAccessRole=owner&syncToken=" + token).status())
                .isEqualTo(400);
        google.expireSyncTokens();
        assertThat(api.get(LIST + "?syncToken=" + token).status()).isEqualTo(410);
    }

    @Test
    void cutsTheListIntoPages() {
        for (int i = 0; i < 4; i++) {
            alice.addCalendar("c" + i + "@x", "C", ZONE, AccessRole.OWNER);
        }

        assertThat(api.pages(LIST + "?maxResults=2")).hasSize(3);
    }

    @Test
    void tellsWhenCalendarsAreTaken() {
        alice.primary().insert(event("a", 2));
        alice.primary().insert(event("beside", 2).put("transparency", "transparent"));
        alice.primary().insert(daily("daily", 3, 5));

        Answer busy = api.post(
                "freeBusy",
                json("{'timeMin':'2026-03-02T00:00:00Z','timeMax':'2026-03-04T00:00:00Z',"
                        + "'items':[{'id':'primary'},{'id':'nobody@x'}]}"));

        assertThat(busy.json().path("calendars").path("primary").path("busy"))
                .isEqualTo(json("{'b':[{'start':'2026-03-02T08:00:00Z','end':'2026-03-02T09:00:00Z'},"
                                + "{'start':'2026-03-03T08:00:00Z','end':'2026-03-03T09:00:00Z'}]}")
                        .path("b"));
        assertThat(busy.json().path("calendars").path("nobody@x").path("errors").path(0))
                .isEqualTo(json("{'domain':'global','reason':'notFound'}"));
    }

    @Test
    void refusesToTellOfNoTimeAtAll() {
        assertThat(api.post(
                                "freeBusy",
                                json("{'timeMin':'2026-03-02T00:00:00Z','timeMax':'2026-03-02T00:00:00Z','items':[]}"))
                        .reason())
                .isEqualTo("timeRangeEmpty");
    }
}
