package io.kalends.examples.quickstart.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.emulators.google.RecordedCall;
import io.kalends.examples.quickstart.Listing;
import io.kalends.sync.account.AccountListener;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.Credentials.BearerToken;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.push.PushRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The story's chapters, by what stands in the database and at Google afterwards, and by what it cost. */
class GoogleStoryTest {

    private final List<String> heard = new ArrayList<>();
    private GoogleWorld world;
    private GoogleStory story;

    @BeforeEach
    void open() throws IOException {
        world = GoogleWorld.open(new AccountListener() {
            @Override
            public void connected(StoredAccount account) {
                heard.add("connected");
            }

            @Override
            public void needsReconnect(StoredAccount account) {
                heard.add("needs reconnect");
            }
        });
        story = new GoogleStory(world, new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void connectsOneAccountWhoseTokensTheDatabaseDoesNotShow() throws Exception {
        story.connect();

        assertThat(story.account().state()).isEqualTo(AccountState.CONNECTED);
        assertThat(story.account().scopes())
                .contains(
                        "https://www.googleapis.com/auth/calendar.events",
                        "https://www.googleapis.com/auth/calendar.calendarlist.readonly");
        assertThat(world.host().accounts().of(Host.USER)).hasSize(1);
        assertThat(heard).containsExactly("connected");
        BearerToken token = (BearerToken) world.host()
                .accounts()
                .account(story.account().id())
                .credentials()
                .current();
        assertThat(new String(storedTokens(), StandardCharsets.ISO_8859_1)).doesNotContain(token.token());
    }

    @Test
    void bringsBothCalendarsTogetherAndLinksWhatTheyShare() throws Exception {
        story.connect();

        Turn turn = story.firstSync();

        assertThat(world.alice().titles())
                .containsExactly("Dentist", "Holiday", "Retrospective", "Standup", "Team lunch");
        assertThat(world.app().titles()).isEqualTo(world.alice().titles());
        assertThat(turn.writes()).isEqualTo(4);
        assertThat(kinds(turn)).containsExactlyInAnyOrder("events.list", "batch");
        assertThat(world.google().openChannels()).isEqualTo(1);
        assertThat(world.google().mails()).isEmpty();
    }

    @Test
    void mergesTheEditsOfBothSides() throws Exception {
        synced();

        story.editOnBothSides();

        assertThat(row("Vegan lunch").location()).isEqualTo("Canteen");
        assertThat(event("Vegan lunch").path("location").asText()).isEqualTo("Canteen");
        assertThat(world.alice().titles()).containsExactly("Dentist", "Holiday", "Standup", "Vegan lunch");
        assertThat(records())
                .filteredOn(CalendarEvent::isOccurrence)
                .singleElement()
                .satisfies(occurrence -> {
                    assertThat(occurrence.uid()).isEqualTo(row("Standup").uid());
                    assertThat(occurrence.status()).isEqualTo(EventStatus.CANCELLED);
                });
    }

    @Test
    void makesARowOfWhatANotificationTells() throws Exception {
        synced();
        story.editOnBothSides();
        int before = world.google().pushes().sent().size();

        Turn turn = story.bePushed();

        assertThat(world.google().pushes().sent().size()).isEqualTo(before + 1);
        assertThat(row("Cinema").start().widestStart()).isEqualTo("2026-03-09T19:00:00Z");
        assertThat(kinds(turn)).containsExactly("events.list");
    }

    @Test
    void renewsTheAccessTokenOnce() throws Exception {
        synced();
        Instant end = story.account().expiresAt().orElseThrow();

        Turn turn = story.outliveAccessToken();

        assertThat(world.clock().instant()).isAfter(end);
        assertThat(story.account().expiresAt().orElseThrow())
                .isAfter(world.clock().instant());
        assertThat(kinds(turn)).containsExactly("oauth.token", "events.list");
    }

    @Test
    void neitherLosesNorDoublesAnythingWhenTheSyncTokenEnds() throws Exception {
        synced();
        story.editOnBothSides();
        story.bePushed();

        Turn turn = story.outliveSyncToken();

        assertThat(turn.calls())
                .filteredOn(call -> call.kind().equals("events.list"))
                .extracting(RecordedCall::status)
                .containsExactly(410, 200);
        assertThat(world.alice().titles())
                .containsExactly("Dentist with x-ray", "Holiday at the sea", "Opera", "Standup", "Vegan lunch");
        assertThat(world.app().titles()).isEqualTo(world.alice().titles());
        assertThat(world.google().openChannels()).isEqualTo(1);
    }

    @Test
    void pausesThePairOfAGrantThatEnded() throws Exception {
        tellUntilTheSyncTokenEnds();

        story.loseGrant();
        Turn later = story.waitForAlice();

        assertThat(story.account().state()).isEqualTo(AccountState.NEEDS_RECONNECT);
        assertThat(heard).containsExactly("connected", "needs reconnect");
        assertThat(later.ran()).isEmpty();
        assertThat(later.calls()).isEmpty();
        assertThat(world.app().titles()).doesNotContain("Concert");
    }

    @Test
    void goesOnAfterAReconnectWithoutLossOrDoubling() throws Exception {
        tellUntilTheSyncTokenEnds();
        String account = story.account().id();
        story.loseGrant();
        story.waitForAlice();

        Turn turn = story.reconnect();

        assertThat(story.account().id()).isEqualTo(account);
        assertThat(heard).containsExactly("connected", "needs reconnect", "connected");
        assertThat(turn.writes()).isEqualTo(2);
        assertThat(world.alice().titles())
                .containsExactly(
                        "Concert", "Dentist with x-ray", "Holiday in the hills", "Opera", "Standup", "Vegan lunch");
        assertThat(world.app().titles()).isEqualTo(world.alice().titles());
    }

    @Test
    void listsOnceAndWritesNothingWhereNothingChanged() throws Exception {
        tellUntilTheSyncTokenEnds();
        story.loseGrant();
        story.reconnect();

        Turn turn = story.changeNothing();

        assertThat(turn.ran()).hasSize(1);
        assertThat(turn.writes()).isZero();
        assertThat(kinds(turn)).containsExactly("events.list");
        assertThat(records()).hasSize(7);
        assertThat(Listing.of(story.pair().right())).hasSize(7);
    }

    @Test
    void runsByItselfOnTheHostsExecutor() throws Exception {
        synced();
        world.alice().adds("Cinema", LocalDate.of(2026, 3, 9).atTime(20, 0));
        world.later(Duration.ofSeconds(5));
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

        PushRunner runner = world.host().runOn(executor);
        try {
            // One thread: this task's turn comes after the first of the runner's.
            executor.submit(() -> {}).get();
        } finally {
            runner.close();
            executor.shutdownNow();
        }

        assertThat(world.app().titles()).contains("Cinema");
    }

    private void synced() throws IOException {
        story.connect();
        story.firstSync();
    }

    private void tellUntilTheSyncTokenEnds() throws IOException {
        synced();
        story.editOnBothSides();
        story.bePushed();
        story.outliveAccessToken();
        story.outliveSyncToken();
    }

    private static List<String> kinds(Turn turn) {
        return turn.calls().stream().map(RecordedCall::kind).toList();
    }

    private List<CalendarEvent> records() {
        return Listing.of(world.host().calendar().replica()).stream()
                .map(row -> row.record())
                .toList();
    }

    private CalendarEvent row(String title) {
        return records().stream()
                .filter(event -> event.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode event(String title) {
        return world.alice().calendar().events().stream()
                .filter(event -> event.path("summary").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private byte[] storedTokens() throws SQLException {
        try (Connection connection = world.place().database().getConnection();
                ResultSet row = connection.createStatement().executeQuery("SELECT tokens FROM kalends_account")) {
            assertThat(row.next()).isTrue();
            return row.getBytes(1);
        }
    }
}
