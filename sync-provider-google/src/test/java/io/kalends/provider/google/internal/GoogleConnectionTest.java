package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvents;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.sync.RejectedException;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.RemoteCollection;
import io.kalends.sync.spi.RemoteCollection.Access;
import io.kalends.sync.spi.SyncProvider;
import io.kalends.testkit.Note;
import java.time.ZoneId;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleConnectionTest {

    private final CannedGoogle google = new CannedGoogle();
    private final GoogleConnection connection = google.connection();

    @AfterEach
    void stop() {
        connection.close();
        google.close();
    }

    @Test
    void isFoundById() {
        assertThat(ServiceLoader.load(SyncProvider.class))
                .anySatisfy(provider -> assertThat(provider)
                        .isInstanceOf(GoogleProvider.class)
                        .extracting(SyncProvider::id)
                        .isEqualTo("google"));
    }

    @Test
    void holdsEventsOnly() {
        assertThatThrownBy(() -> connection.replica("work", Note.type()))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("records of type 'event', not 'note'");
    }

    @Test
    void refusesAnAlias() {
        assertThatThrownBy(() -> connection.replica("primary", CalendarEvents.type()))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("the calendar's own id");
    }

    @Test
    void refusesOptionsThatItDoesNotKnow() {
        assertThatThrownBy(() -> connect(google.settings().option("google.sendUpdate", "all")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("'google.sendUpdate'")
                .hasMessageContaining("google.sendUpdates");
        assertThatThrownBy(() -> connect(google.settings().option("google.sendUpdates", "everybody")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("'everybody'")
                .hasMessageContaining("externalOnly");
    }

    @Test
    void mailsAndInvitesNobodyUnlessToldTo() {
        assertThat(GoogleOptions.of(google.settings())).isEqualTo(new GoogleOptions("none", false, false));
        assertThat(GoogleOptions.of(google.settings()
                        .option("google.sendUpdates", "all")
                        .option("google.invite", "true")
                        .option("google.readOnly", "true")))
                .isEqualTo(new GoogleOptions("all", true, true));
    }

    @Test
    void listsAllPagesOfCalendarsWithWhatMayBeDone() {
        google.answer(request -> String.valueOf(request.getUrl().queryParameter("pageToken"))
                        .equals("2")
                ? CannedGoogle.json(200, "{\"items\":[" + entry("team", "reader", "") + "]}")
                : CannedGoogle.json(
                        200,
                        "{\"nextPageToken\":\"2\",\"items\":["
                                + entry("ada@example.org", "owner", ",\"primary\":true,\"summaryOverride\":\"Mine\"")
                                + "," + entry("boss", "freeBusyReader", "")
                                + "," + entry("old", "owner", ",\"deleted\":true") + "]}"));

        List<RemoteCollection> calendars =
                connection.collections().orElseThrow().list();

        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(calendars)
                .containsExactly(
                        new RemoteCollection("ada@example.org", "Mine", Access.WRITE, true, berlin),
                        new RemoteCollection("boss", "Calendar boss", Access.BUSY_ONLY, false, berlin),
                        new RemoteCollection("team", "Calendar team", Access.READ, false, berlin));
        assertThat(google.requests()).hasSize(2);
    }

    @Test
    void writesNothingToACalendarThatWasListedAsReadOnly() {
        google.answer(CannedGoogle.json(
                200, "{\"items\":[" + entry("team", "reader", "") + "," + entry("mine", "writer", "") + "]}"));
        assertThat(writable("team")).as("before it is known").isTrue();

        connection.collections().orElseThrow().list();

        assertThat(writable("team")).isFalse();
        assertThat(writable("mine")).isTrue();
    }

    @Test
    void refusesACalendarThatShowsOnlyBusyTimes() {
        google.answer(CannedGoogle.json(200, "{\"items\":[" + entry("boss", "freeBusyReader", "") + "]}"));
        connection.collections().orElseThrow().list();

        assertThatThrownBy(() -> connection.replica("boss", CalendarEvents.type()))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("busy");
    }

    @Test
    void readsOnlyWhenToldTo() {
        try (ProviderConnection reading = connect(google.settings().option("google.readOnly", "true"))) {
            assertThat(reading.replica("mine", CalendarEvents.type()).traits().writing())
                    .isEmpty();
        }
    }

    @Test
    void callsNobodyOnceItIsClosed() {
        var directory = connection.collections().orElseThrow();
        connection.close();

        assertThatThrownBy(directory::list)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(google.requests()).isEmpty();
    }

    @Test
    void asksForTheLeastScopes() {
        assertThat(GoogleProvider.oauth().scopes())
                .containsExactlyInAnyOrder(
                        "openid",
                        "https://www.googleapis.com/auth/calendar.events",
                        "https://www.googleapis.com/auth/calendar.calendarlist.readonly");
        assertThat(GoogleProvider.oauth().authorizationParameters()).containsEntry("access_type", "offline");
        assertThat(GoogleProvider.oauth().tokenEndpoint()).hasToString("https://oauth2.googleapis.com/token");
        assertThat(GoogleProvider.oauth().authorizationEndpoint())
                .hasToString("https://accounts.google.com/o/oauth2/v2/auth");
    }

    private boolean writable(String calendar) {
        return connection
                .replica(calendar, CalendarEvents.type())
                .traits()
                .writing()
                .isPresent();
    }

    private ProviderConnection connect(ProviderSettings settings) {
        return new GoogleProvider().connect(new Account("ada", google.credentials()), settings);
    }

    private static String entry(String id, String role, String more) {
        return "{\"id\":\"%s\",\"summary\":\"Calendar %s\",\"accessRole\":\"%s\",\"timeZone\":\"Europe/Berlin\"%s}"
                .formatted(id, id, role, more);
    }
}
