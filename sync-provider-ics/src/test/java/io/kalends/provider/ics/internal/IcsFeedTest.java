package io.kalends.provider.ics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Action;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncReport;
import io.kalends.sync.TransientException;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feeds as servers really answer them, on a real socket. */
class IcsFeedTest {

    private static final String FEED = """
            BEGIN:VCALENDAR\r
            VERSION:2.0\r
            PRODID:-//Test//EN\r
            BEGIN:VEVENT\r
            UID:a@test\r
            DTSTAMP:%s\r
            DTSTART:20260301T100000Z\r
            SUMMARY:Hidden content\r
            END:VEVENT\r
            END:VCALENDAR\r
            """;

    private final FeedServer server = new FeedServer();
    private final FeedClient client = new FeedClient(ProviderSettings.defaults().allowPrivateAddresses(true));

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private ChangePage<CalendarEvent> read(@Nullable Cursor cursor) {
        return read(server.address(), client, cursor);
    }

    private static ChangePage<CalendarEvent> read(String address, FeedClient client, @Nullable Cursor cursor) {
        try (var session = new IcsFeed(FeedAddress.of(address), client, ZoneOffset.UTC, Clock.systemUTC()).open()) {
            return session.source().changes(new ChangeRequest(cursor, null, null, 100, Instant.MAX));
        }
    }

    @Test
    void sendsTheValidatorsOfWhatWasReadAndTakes304ForNoChange() {
        server.answer(request -> request.getHeaders().get("If-None-Match") == null
                ? FeedServer.ok(FEED.formatted("20260101T000000Z"))
                        .newBuilder()
                        .setHeader("ETag", "W/\"1\"")
                        .build()
                : new MockResponse.Builder().code(304).build());

        Cursor cursor = read(null).next();
        ChangePage<CalendarEvent> second = read(cursor);

        assertThat(server.requests().get(1).getHeaders().get("If-None-Match")).isEqualTo("W/\"1\"");
        assertThat(second.entries()).isEmpty();
        assertThat(second.listing()).isEqualTo(ChangePage.Listing.DELTA);
    }

    @Test
    void seesNoChangeWhereOnlyTheTimeOfDownloadChanged() {
        server.answer(FEED.formatted("20260101T000000Z"));
        Cursor cursor = read(null).next();
        server.answer(FEED.formatted("20260102T000000Z"));

        assertThat(read(cursor).entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, AuthorizationException", "403, AuthorizationException", "404, AuthorizationException",
        "410, RejectedException", "418, RejectedException", "429, RateLimitedException",
        "500, TransientException", "503, RateLimitedException"
    })
    void turnsAStatusIntoWhatIsToBeDone(int status, String expected) {
        server.answer(request -> new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", "120")
                .build());

        assertThatThrownBy(() -> read(null)).satisfies(error -> {
            assertThat(error.getClass().getSimpleName()).isEqualTo(expected);
            assertThat(error).hasMessageNotContaining("secret-token");
        });
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        server.answer(request -> new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "120")
                .build());

        assertThatThrownBy(() -> read(null))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        error -> assertThat(error.retryAfter()).contains(Duration.ofMinutes(2)));
    }

    @Test
    void refusesALogInPageThatComesWith200() {
        server.answer("<html><body>log in</body></html>");

        assertThatThrownBy(() -> read(null))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("not iCalendar");
    }

    @Test
    void followsARedirectAndRefusesAnEndlessOne() {
        server.answer(request -> request.getUrl().encodedPath().equals("/final")
                ? FeedServer.ok(FEED.formatted("20260101T000000Z"))
                : new MockResponse.Builder()
                        .code(302)
                        .setHeader("Location", "/final")
                        .build());
        assertThat(read(null).entries()).hasSize(1);

        server.answer(request -> new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "/again")
                .build());
        assertThatThrownBy(() -> read(null))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("redirects");
    }

    @Test
    void stopsAtTheLimitOfWhatIsUnpacked() {
        Buffer packed = new Buffer();
        try (BufferedSink gzip = Okio.buffer(new GzipSink(packed))) {
            gzip.writeUtf8("BEGIN:VCALENDAR\r\n");
            for (int i = 0; i < 27; i++) {
                gzip.write(new byte[1024 * 1024]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(packed.size()).isLessThan(1024 * 1024);
        server.answer(request -> new MockResponse.Builder()
                .setHeader("Content-Encoding", "gzip")
                .body(packed.clone())
                .build());

        assertThatThrownBy(() -> read(null))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("25 MB");
    }

    @Test
    void doesNotReachIntoThePrivateNetwork() {
        FeedClient careful = new FeedClient(ProviderSettings.defaults());
        try {
            for (String address : new String[] {
                server.address(),
                "http://2130706433/feed.ics",
                "http://[::1]/feed.ics",
                "http://[::ffff:127.0.0.1]/feed.ics",
                "http://169.254.169.254/latest",
                "http://localhost:" + server.address().replaceAll(".*:(\\d+)/.*", "$1") + "/feed.ics"
            }) {
                assertThatThrownBy(() -> read(address, careful, null))
                        .as(address)
                        .isInstanceOf(RejectedException.class)
                        .hasMessageContaining("private network");
            }
            assertThat(server.requests()).isEmpty();
        } finally {
            careful.close();
        }
    }

    private static String unreadable(int count) {
        StringBuilder events = new StringBuilder();
        for (int n = 0; n < count; n++) {
            events.append("BEGIN:VEVENT\r\nUID:broken-" + n + "\r\nDTSTART:soon\r\nEND:VEVENT\r\n");
        }
        return FEED.formatted("20260101T000000Z").replace("END:VCALENDAR", events + "END:VCALENDAR");
    }

    @Test
    void isNotDownloadedForEachOfItsUnreadableEvents() {
        server.answer(unreadable(50));
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        SyncedCalendar calendar = new SyncedCalendar(clock);
        try (FeedClient timed = new FeedClient(
                ProviderSettings.defaults().allowPrivateAddresses(true).clock(clock))) {
            IcsFeed feed = new IcsFeed(FeedAddress.of(server.address()), timed, ZoneOffset.UTC, clock);
            calendar.sync(feed);
            int first = server.requests().size();

            SyncReport report = calendar.sync(feed);

            assertThat(report.tally().count(Action.UNREADABLE)).isEqualTo(50);
            assertThat(server.requests().size() - first).isEqualTo(2);
        }
    }

    @Test
    void answersForManyIdsByOneLookThatServesForAMinute() {
        server.answer(unreadable(2));
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        try (var session = new IcsFeed(FeedAddress.of(server.address()), client, ZoneOffset.UTC, clock).open()) {
            session.source().fetch(FetchRequest.of(List.of("broken-0")));
            session.source().fetch(FetchRequest.of(List.of("broken-1", "a@test", "gone")));
            assertThat(server.requests()).hasSize(1);

            server.answer(FEED.formatted("20260101T000000Z").replace("Hidden content", "Other content"));
            clock.advance(Duration.ofMinutes(2));

            assertThat(session.source().fetch(FetchRequest.of(List.of("a@test"))))
                    .singleElement()
                    .satisfies(entry -> entry.fold(
                            present -> assertThat(present.record().record().title())
                                    .isEqualTo("Other content"),
                            removed -> fail("it is there"),
                            unreadable -> fail("it can be read")));
        }
    }

    @Test
    void readsWebcalAsHttps() {
        assertThat(FeedAddress.of("webcal://example.org/a.ics").url().toString())
                .isEqualTo("https://example.org/a.ics");
        assertThat(FeedAddress.of("webcals://example.org/a.ics").url().isHttps())
                .isTrue();
    }

    @Test
    void showsNothingSecretOfItsAddress() {
        FeedAddress address = FeedAddress.of("https://example.org/private-abc123/basic.ics?key=xyz");

        assertThat(address.id() + address + address.place())
                .contains("example.org")
                .doesNotContain("abc123")
                .doesNotContain("xyz");
        assertThatThrownBy(() -> FeedAddress.of("https://user:pass@example.org/"))
                .isInstanceOf(SyncException.class)
                .hasMessageNotContaining("pass@");
    }

    @Test
    void isTransientWhenNobodyAnswers() {
        String address = server.address();
        server.close();

        assertThatThrownBy(() -> read(address, client, null))
                .isInstanceOf(TransientException.class)
                .isNotInstanceOf(AuthorizationException.class);
    }

    @Test
    void keepsNoValidatorOfWhatWasCutOff() {
        String whole = FEED.formatted("20260101T000000Z");
        server.answer(request -> FeedServer.ok(whole.replace("END:VCALENDAR\r\n", ""))
                .newBuilder()
                .setHeader("ETag", "\"1\"")
                .setHeader("Last-Modified", "Sun, 01 Mar 2026 00:00:00 GMT")
                .build());

        ChangePage<CalendarEvent> page = read(null);
        read(page.next());

        assertThat(page.listing()).isEqualTo(ChangePage.Listing.PARTIAL);
        assertThat(server.requests().get(1).getHeaders().get("If-None-Match")).isNull();
        assertThat(server.requests().get(1).getHeaders().get("If-Modified-Since"))
                .isNull();
    }

    @Test
    void staysUprightUnderALineOfManyFolds() {
        String stamp = "20260101T000000Z" + "\r\n ".repeat(200_000);
        server.answer(FEED.formatted(stamp));

        assertThat(read(null).entries()).hasSize(1);
    }

    @Test
    void seesAChangeInALineThatFollowsAStamp() {
        server.answer(FEED.formatted("20260101T000000Z"));
        Cursor cursor = read(null).next();
        server.answer(FEED.formatted("20260102T000000Z").replace("Hidden content", "Other content"));

        assertThat(read(cursor).entries()).hasSize(1);
    }

    @Test
    void waitsUntilTheDayTheServerNames() {
        server.answer(request -> new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "Sun, 01 Mar 2026 00:05:00 GMT")
                .build());
        FeedClient timed = new FeedClient(ProviderSettings.defaults()
                .allowPrivateAddresses(true)
                .clock(Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC)));
        try {
            assertThatThrownBy(() -> read(server.address(), timed, null))
                    .isInstanceOfSatisfying(
                            RateLimitedException.class,
                            error -> assertThat(error.retryAfter()).contains(Duration.ofMinutes(5)));
        } finally {
            timed.close();
        }
    }

    @Test
    void doesNotSendBackWhatIsNoHeader() {
        server.answer(request -> FeedServer.ok(FEED.formatted("20260101T000000Z"))
                .newBuilder()
                .addHeaderLenient("ETag", "\"\u00fc\"")
                .build());

        assertThat(read(read(null).next()).entries()).isEmpty();
    }
}
