package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.ApiClient.Answer;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {

    private static final String EVENTS = "calendars/primary/events";
    private static final String WATCH = EVENTS + "/watch";

    private final SettableClock clock = SettableClock.at("2026-03-01T00:00:00Z");
    private final GoogleCalendarEmulator google =
            GoogleCalendarEmulator.builder().clock(clock).start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final EmulatedCalendar calendar = alice.primary();
    private final ApiClient api = ApiClient.of(google, alice);
    private final WebHook hook;

    ChannelsTest() throws IOException {
        hook = new WebHook();
    }

    @BeforeEach
    void isQuietAtFirst() {
        assertThat(hook.messages()).isEmpty();
    }

    @AfterEach
    void end() {
        google.close();
        hook.close();
    }

    private ObjectNode channel(String id) {
        return json("{'type':'web_hook','token':'secret'}")
                .put("id", id)
                .put("address", hook.address().toString());
    }

    @Test
    void saysHelloOnceTheChannelIsOpen() {
        Answer opened = api.post(WATCH, channel("c1"));
        google.awaitDeliveries();

        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.json().path("expiration").isTextual()).isTrue();
        assertThat(opened.text("expiration"))
                .isEqualTo(Long.toString(Instant.parse("2026-03-08T00:00:00Z").toEpochMilli()));
        assertThat(hook.messages()).hasSize(1);
        WebHook.Message hello = hook.messages().get(0);
        assertThat(hello.method()).isEqualTo("POST");
        assertThat(hello.bodyLength()).isZero();
        assertThat(hello.header("X-Goog-Resource-State")).isEqualTo("sync");
        assertThat(hello.header("X-Goog-Message-Number")).isEqualTo("1");
        assertThat(hello.header("X-Goog-Channel-ID")).isEqualTo("c1");
        assertThat(hello.header("X-Goog-Channel-Token")).isEqualTo("secret");
        assertThat(hello.header("X-Goog-Resource-ID")).isEqualTo(opened.text("resourceId"));
        assertThat(hello.header("X-Goog-Channel-Expiration")).isEqualTo("Sun, 8 Mar 2026 00:00:00 GMT");
        assertThat(hello.header("User-Agent")).contains("APIs-Google");
    }

    @Test
    void tellsEachChangeWithARisingNumber() {
        api.post(WATCH, channel("c1"));
        String id = calendar.insert(event("a", 2));
        api.patch(EVENTS + "/" + id, json("{'summary':'b'}"));
        calendar.delete(id);
        google.awaitDeliveries();

        assertThat(google.pushes().sent())
                .extracting(RecordedPush::state)
                .containsExactly("sync", "exists", "exists", "exists");
        assertThat(google.pushes().sent())
                .extracting(RecordedPush::number)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(hook.messages()).hasSize(4);
    }

    @Test
    void tellsNothingOfOtherCalendars() {
        EmulatedCalendar other = alice.addCalendar("other@x", "Other", ZoneId.of("UTC"), AccessRole.OWNER);
        api.post(WATCH, channel("c1"));

        other.insert(event("a", 2));
        google.awaitDeliveries();

        assertThat(hook.messages()).hasSize(1);
    }

    @Test
    void tellsWhenTheListOfCalendarsChanges() {
        api.post("users/me/calendarList/watch", channel("c1"));

        alice.addCalendar("other@x", "Other", ZoneId.of("UTC"), AccessRole.OWNER);
        google.awaitDeliveries();

        assertThat(hook.messages()).hasSize(2);
    }

    @Test
    void takesEachChannelIdOnce() {
        Answer first = api.post(WATCH, channel("c1"));
        assertThat(api.post(WATCH, channel("c1")).reason()).isEqualTo("channelIdNotUnique");

        api.post("channels/stop", json("{'id':'c1'}").put("resourceId", first.text("resourceId")));
        assertThat(api.post(WATCH, channel("c1")).reason()).isEqualTo("channelIdNotUnique");
    }

    @Test
    void stopsAChannelOfTheSameAccountOnly() {
        Answer opened = api.post(WATCH, channel("c1"));
        ObjectNode stop = json("{'id':'c1'}").put("resourceId", opened.text("resourceId"));
        EmulatedAccount bob = google.account("bob@example.com");

        assertThat(ApiClient.of(google, bob).post("channels/stop", stop).status())
                .isEqualTo(404);
        assertThat(google.openChannels()).isEqualTo(1);
        assertThat(api.post("channels/stop", stop).status()).isEqualTo(204);
        assertThat(api.post("channels/stop", stop).status()).isEqualTo(404);
        calendar.insert(event("a", 2));
        google.awaitDeliveries();
        assertThat(hook.messages()).hasSize(1);
    }

    @Test
    void endsAChannelAtTheEarlierOfTheWishAndAWeek() {
        Answer wished = api.post(WATCH, channel("c1").set("params", json("{'ttl':'3600'}")));
        Answer tooLong = api.post(WATCH, channel("c2").set("params", json("{'ttl':'99999999'}")));
        google.awaitDeliveries();

        assertThat(wished.text("expiration"))
                .isEqualTo(Long.toString(Instant.parse("2026-03-01T01:00:00Z").toEpochMilli()));
        assertThat(tooLong.text("expiration"))
                .isEqualTo(Long.toString(Instant.parse("2026-03-08T00:00:00Z").toEpochMilli()));
        clock.advance(Duration.ofHours(1));
        calendar.insert(event("a", 2));
        google.awaitDeliveries();
        assertThat(google.pushes().sent()).extracting(RecordedPush::channelId).containsExactly("c1", "c2", "c2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/hook", "not an address", "ftp://127.0.0.1/", "/hook"})
    void refusesAddressesThatAreNotSafe(String address) {
        assertThat(api.post(WATCH, channel("c1").put("address", address)).reason())
                .isEqualTo("push.webhookUrlNotHttps");
    }

    @Test
    void refusesChannelsThatAreNone() {
        ObjectNode nameless = channel("c1");
        nameless.remove("id");
        assertThat(api.post(WATCH, nameless).status()).isEqualTo(400);
        assertThat(api.post(WATCH, channel("c".repeat(65))).status()).isEqualTo(400);
        assertThat(api.post(WATCH, channel("c2").put("token", "t".repeat(257))).status())
                .isEqualTo(400);
        assertThat(api.post(WATCH, channel("c3").put("type", "mail")).status()).isEqualTo(400);
        assertThat(google.openChannels()).isZero();
    }

    @Test
    void refusesToWatchWhatCannotBeWatched() {
        calendar.refusePush();

        assertThat(api.post(WATCH, channel("c1")).reason()).isEqualTo("pushNotSupportedForRequestedResource");
    }

    @Test
    void triesAgainWhereAnAppIsAwayForAMomentAndNotWhereItRefuses() {
        hook.fail(2);
        api.post(WATCH, channel("c1"));
        google.awaitDeliveries();
        assertThat(hook.messages()).hasSize(3);

        hook.answer(404);
        calendar.insert(event("a", 2));
        google.awaitDeliveries();
        assertThat(hook.messages()).hasSize(4);
        assertThat(google.pushes().sent()).extracting(RecordedPush::status).containsExactly(200, 404);
    }

    @Test
    void losesAndDoublesMessagesIfWished() {
        api.post(WATCH, channel("c1"));
        google.awaitDeliveries();
        google.pushes().loseNext(1);
        calendar.insert(event("a", 2));
        google.pushes().duplicateNext(1);
        calendar.insert(event("b", 2));
        google.awaitDeliveries();

        assertThat(google.pushes().sent()).extracting(RecordedPush::status).containsExactly(200, -1, 200, 200);
        assertThat(hook.messages()).hasSize(3);
    }

    @Test
    void saysHelloBeforeItAnswersIfWished() {
        google.pushes().early(true);

        api.post(WATCH, channel("c1"));

        assertThat(hook.messages()).hasSize(1);
    }

    @Test
    void goesOnWhereNobodyIsAtTheAddress() {
        hook.close();
        api.post(WATCH, channel("c1"));
        google.awaitDeliveries();

        assertThat(google.pushes().sent()).extracting(RecordedPush::status).containsExactly(0);
    }
}
