package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.emulators.google.ApiClient.Answer;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleFaultsTest {

    private static final String EVENTS = "calendars/primary/events";

    private final SettableClock clock = SettableClock.at("2026-03-01T00:00:00Z");
    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.builder()
            .clock(clock)
            .quota(new GoogleQuota(20, 10))
            .start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final EmulatedCalendar calendar = alice.primary();
    private final ApiClient api = ApiClient.of(google, alice);

    @AfterEach
    void end() {
        google.close();
    }

    @Test
    void failsBeforeAnythingIsDone() {
        InjectedFault fault = google.faults().inject(GoogleFault.serverError());

        Answer failed = api.post(EVENTS, event("a", 2));

        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.reason()).isEqualTo("backendError");
        assertThat(calendar.events()).isEmpty();
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(api.post(EVENTS, event("a", 2)).status()).isEqualTo(200);
    }

    @Test
    void failsAfterEverythingIsDone() {
        google.faults().inject(GoogleFault.serverErrorAfterCommit());

        assertThat(api.post(EVENTS, event("a", 2)).status()).isEqualTo(500);
        assertThat(calendar.events()).hasSize(1);
    }

    @Test
    void dropsConnectionsBeforeAndAfter() {
        google.faults().inject(GoogleFault.dropped(), CallPattern.of("events.insert"));
        assertThatThrownBy(() -> ApiClient.trySend(api.request(EVENTS)
                        .POST(BodyPublishers.ofString(event("a", 2).toString()))))
                .isInstanceOf(IOException.class);
        assertThat(calendar.events()).isEmpty();

        google.faults().inject(GoogleFault.droppedAfterCommit(), CallPattern.of("events.insert"));
        assertThatThrownBy(() -> ApiClient.trySend(api.request(EVENTS)
                        .POST(BodyPublishers.ofString(event("a", 2).toString()))))
                .isInstanceOf(IOException.class);
        assertThat(calendar.events()).hasSize(1);
        assertThat(google.calls().all()).extracting(RecordedCall::status).containsExactly(0, 0);
    }

    @Test
    void saysThatItIsEnough() {
        google.faults().inject(GoogleFault.tooManyRequests(Duration.ofSeconds(7)));
        Answer limited = api.get(EVENTS);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.raw().headers().firstValue("Retry-After")).hasValue("7");

        google.faults().inject(GoogleFault.quotaExceeded());
        assertThat(api.get(EVENTS).json())
                .isEqualTo(json("{'error':{'errors':[{'domain':'usageLimits','reason':'quotaExceeded',"
                        + "'message':'Calendar usage limits exceeded.'}],'code':403,"
                        + "'message':'Calendar usage limits exceeded.'}}"));
    }

    @Test
    void meetsTheNthCallOfAMethodAndPath() {
        InjectedFault fault = google.faults()
                .inject(
                        GoogleFault.status(503),
                        CallPattern.any()
                                .withMethod("GET")
                                .withPath("/calendar/v3/calendars/*/events")
                                .nth(2));

        assertThat(api.get("users/me/calendarList").status()).isEqualTo(200);
        assertThat(api.get(EVENTS).status()).isEqualTo(200);
        assertThat(api.get(EVENTS).status()).isEqualTo(503);
        assertThat(api.get(EVENTS).status()).isEqualTo(200);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void meetsOneFaultACall() {
        google.faults().inject(GoogleFault.status(503));
        google.faults().inject(GoogleFault.status(502));

        assertThat(api.get(EVENTS).status()).isEqualTo(503);
        assertThat(api.get(EVENTS).status()).isEqualTo(502);
        assertThat(api.get(EVENTS).status()).isEqualTo(200);
    }

    @Test
    void failsUntilItIsTakenOut() {
        InjectedFault fault = google.faults()
                .inject(GoogleFault.unauthorized(), CallPattern.any().always());
        assertThat(api.get(EVENTS).status()).isEqualTo(401);
        assertThat(api.get(EVENTS).status()).isEqualTo(401);

        fault.remove();

        assertThat(api.get(EVENTS).status()).isEqualTo(200);
        google.faults().inject(GoogleFault.fullSyncRequired());
        google.faults().clear();
        assertThat(api.get(EVENTS).status()).isEqualTo(200);
    }

    @Test
    void holdsACallUntilItIsReleased() {
        InjectedFault held = google.faults().inject(GoogleFault.held(), CallPattern.of("events.list"));
        CompletableFuture<Answer> listing = CompletableFuture.supplyAsync(() -> api.get(EVENTS));
        held.awaitFired();
        assertThat(listing).isNotDone();

        String id = calendar.insert(event("a", 2));
        held.release();

        assertThat(listing.join().ids()).containsExactly(id);
    }

    @Test
    void holdsAnAnswerThatMissesWhatHappensMeanwhile() {
        InjectedFault held = google.faults().inject(GoogleFault.heldAfterCommit(), CallPattern.of("events.list"));
        CompletableFuture<Answer> listing = CompletableFuture.supplyAsync(() -> api.get(EVENTS));
        held.awaitFired();

        calendar.insert(event("a", 2));
        held.release();

        Answer listed = listing.join();
        assertThat(listed.ids()).isEmpty();
        assertThat(api.get(EVENTS + "?syncToken=" + listed.text("nextSyncToken"))
                        .ids())
                .hasSize(1);
    }

    @Test
    void letsSomebodyEditBetweenTwoCalls() {
        google.faults().inject(GoogleFault.meanwhile(() -> calendar.insert(event("a", 2))));
        assertThat(api.get(EVENTS).ids()).hasSize(1);

        google.faults().inject(GoogleFault.meanwhileAfterCommit(() -> calendar.insert(event("b", 2))));
        assertThat(api.get(EVENTS).ids()).hasSize(1);
        assertThat(api.get(EVENTS).ids()).hasSize(2);
    }

    @Test
    void waitsAMomentIfTold() {
        InjectedFault slow = google.faults().inject(GoogleFault.delayed(Duration.ofMillis(1)));

        assertThat(api.get(EVENTS).status()).isEqualTo(200);
        assertThat(slow.fired()).isEqualTo(1);
    }

    @Test
    void endsCallsThatAreHeldWhenItIsClosed() {
        InjectedFault held = google.faults().inject(GoogleFault.held());
        CompletableFuture<Integer> call = CompletableFuture.supplyAsync(() -> {
            try {
                return ApiClient.trySend(api.request(EVENTS).GET()).status();
            } catch (IOException dropped) {
                return 0;
            }
        });
        held.awaitFired();

        google.close();

        assertThat(call.join()).isIn(0, 200);
    }

    @Test
    void refusesMoreCallsAMinuteThanTheQuotaAllows() {
        for (int i = 0; i < 10; i++) {
            assertThat(api.get(EVENTS).status()).isEqualTo(200);
        }

        Answer refused = api.get(EVENTS);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("userRateLimitExceeded");

        clock.advance(Duration.ofMinutes(1));
        assertThat(api.get(EVENTS).status()).isEqualTo(200);
    }

    @Test
    void countsAPatchThreeTimes() {
        String id = calendar.insert(event("a", 2));
        for (int i = 0; i < 3; i++) {
            assertThat(api.patch(EVENTS + "/" + id, json("{'summary':'b'}")).status())
                    .isEqualTo(200);
        }

        assertThat(api.patch(EVENTS + "/" + id, json("{'summary':'b'}")).status())
                .isEqualTo(403);
        assertThat(api.get(EVENTS).status()).isEqualTo(200);
    }

    @Test
    void countsTheCallsOfAllAccountsForTheProject() {
        ApiClient bob = ApiClient.of(google, google.account("bob@example.com"));
        ApiClient carol = ApiClient.of(google, google.account("carol@example.com"));
        for (int i = 0; i < 10; i++) {
            api.get(EVENTS);
            bob.get(EVENTS);
        }

        assertThat(carol.get(EVENTS).reason()).isEqualTo("rateLimitExceeded");
    }
}
