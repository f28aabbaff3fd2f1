package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.http.ApiAnswer;
import io.kalends.http.RefusalTable;
import io.kalends.http.RefusalTable.Row;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of refusals, row by row. */
class GoogleRefusalsTest {

    private static final String SECRET = "Meeting with the bank";

    /** What a row must come to: as a whole call's failure, and as one write's outcome. */
    record Expected(int status, String reason, Class<? extends SyncException> exception, Class<?> result) {}

    private static Expected expect(
            int status, String reason, Class<? extends SyncException> exception, Class<?> result) {
        return new Expected(status, reason, exception, result);
    }

    /** One line a row of the table, in its order; the word "other" stands for any reason. */
    static Stream<Expected> rows() {
        return Stream.of(
                expect(
                        400,
                        "pushNotSupportedForRequestedResource",
                        RejectedException.class,
                        WriteResult.Rejected.class),
                expect(400, "push.webhookUrlNotHttps", RejectedException.class, WriteResult.Rejected.class),
                expect(400, "channelIdNotUnique", RejectedException.class, WriteResult.Rejected.class),
                expect(400, "other", RejectedException.class, WriteResult.Rejected.class),
                expect(401, "push.webhookUrlUnauthorized", RejectedException.class, WriteResult.Rejected.class),
                expect(401, "other", AuthorizationException.class, WriteResult.Deferred.class),
                expect(403, "rateLimitExceeded", RateLimitedException.class, WriteResult.Deferred.class),
                expect(403, "userRateLimitExceeded", RateLimitedException.class, WriteResult.Deferred.class),
                expect(403, "dailyLimitExceeded", RateLimitedException.class, WriteResult.Deferred.class),
                expect(403, "quotaExceeded", RateLimitedException.class, WriteResult.Deferred.class),
                expect(403, "insufficientPermissions", AuthorizationException.class, WriteResult.Deferred.class),
                expect(403, "accessNotConfigured", RejectedException.class, WriteResult.Rejected.class),
                expect(403, "notACalendarUser", RejectedException.class, WriteResult.Rejected.class),
                expect(403, "requiredAccessLevel", RejectedException.class, WriteResult.Rejected.class),
                expect(403, "forbiddenForNonOrganizer", RejectedException.class, WriteResult.Rejected.class),
                expect(403, "other", RejectedException.class, WriteResult.Rejected.class),
                expect(404, "other", RejectedException.class, WriteResult.Gone.class),
                expect(408, "other", TransientException.class, WriteResult.Unknown.class),
                expect(409, "duplicate", RejectedException.class, WriteResult.Rejected.class),
                expect(409, "other", TransientException.class, WriteResult.Deferred.class),
                expect(410, "deleted", RejectedException.class, WriteResult.Gone.class),
                expect(410, "fullSyncRequired", CursorExpiredException.class, WriteResult.Rejected.class),
                expect(410, "updatedMinTooLongAgo", CursorExpiredException.class, WriteResult.Rejected.class),
                expect(410, "other", RejectedException.class, WriteResult.Gone.class),
                expect(412, "other", RejectedException.class, WriteResult.Stale.class),
                expect(429, "other", RateLimitedException.class, WriteResult.Deferred.class),
                expect(500, "other", TransientException.class, WriteResult.Unknown.class),
                expect(502, "other", TransientException.class, WriteResult.Unknown.class),
                expect(503, "other", TransientException.class, WriteResult.Unknown.class),
                expect(504, "other", TransientException.class, WriteResult.Unknown.class));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void meansWhatTheTableSays(Expected row) {
        ApiAnswer problem = problem(row.status(), CannedGoogle.error(row.status(), row.reason()));
        SyncException e = GoogleRefusals.TABLE.exception(GoogleRefusals.place("work"), "the call", problem);

        assertThat(e).isExactlyInstanceOf(row.exception());
        assertThat(e)
                .hasMessageStartingWith("google:work: the call failed (" + row.status() + " " + row.reason() + ")");
        assertThat(e.action()).isNotBlank();
        assertThat(GoogleRefusals.TABLE.result(problem)).isInstanceOf(row.result());
    }

    @Test
    void hasATestForEachRow() {
        List<String> tested =
                rows().map(row -> row.status() + " " + row.reason()).toList();
        List<String> table = new ArrayList<>();
        for (Row row : GoogleRefusals.TABLE.rows()) {
            table.add(row.status() + " " + (row.code().equals(RefusalTable.ANY) ? "other" : row.code()));
        }

        assertThat(tested).isEqualTo(table);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void tellsNothingOfTheEvent(Expected row) {
        ApiAnswer problem = problem(row.status(), CannedGoogle.error(row.status(), row.reason(), SECRET));

        assertThat(GoogleRefusals.TABLE.exception(GoogleRefusals.place("work"), "the call", problem))
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
        assertThat(String.valueOf((Object) GoogleRefusals.TABLE.result(problem)))
                .doesNotContain(SECRET);
    }

    @Test
    void tellsGooglesWordsWhereTheyAreKnownToBeHarmless() {
        String body = CannedGoogle.error(400, "invalid", "Invalid recurrence rule.");

        assertThat(GoogleRefusals.words(problem(400, body))).isEqualTo("400 invalid: Invalid recurrence rule");
    }

    @Test
    void tellsWhichParameterWasWrong() {
        String body = "{\"error\":{\"errors\":[{\"reason\":\"timeRangeEmpty\",\"location\":\"timeMax\"}]}}";

        assertThat(GoogleRefusals.words(problem(400, body))).isEqualTo("400 timeRangeEmpty at timeMax");
    }

    @Test
    void goesByTheStatusWhereThereIsNoJson() {
        for (String body : List.of("", "<html>" + SECRET + "</html>", "{\"error\":\"invalid_grant\"}", "[]", "{")) {
            ApiAnswer problem = problem(503, body);

            assertThat(GoogleRefusals.words(problem)).isEqualTo("503");
            assertThat(GoogleRefusals.TABLE.exception(GoogleRefusals.place("work"), "the call", problem))
                    .isExactlyInstanceOf(TransientException.class);
        }
    }

    @Test
    void takesAReasonThatIsNoWordForNone() {
        assertThat(GoogleRefusals.TABLE
                        .refusal(problem(400, CannedGoogle.error(400, SECRET)))
                        .code())
                .isEmpty();
    }

    @Test
    void takesAnUnknownRefusalForGoodAndAnythingElseForPassing() {
        assertThat(GoogleRefusals.TABLE.exception(GoogleRefusals.place("work"), "the call", problem(418, "")))
                .isExactlyInstanceOf(RejectedException.class);
        assertThat(GoogleRefusals.TABLE.exception(GoogleRefusals.place("work"), "the call", problem(302, "")))
                .isExactlyInstanceOf(TransientException.class);
        assertThat(GoogleRefusals.TABLE.exception(GoogleRefusals.place("work"), "the call", problem(599, "")))
                .isExactlyInstanceOf(TransientException.class);
    }

    @Test
    void waitsAsLongAsGoogleAsks() {
        ApiAnswer answer = ApiAnswer.part(
                429,
                CannedGoogle.error(429, "rateLimitExceeded").getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(7));

        assertThat(GoogleRefusals.TABLE.exception(GoogleRefusals.place("work"), "the call", answer))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
        assertThat(GoogleRefusals.TABLE.<String>result(answer))
                .isInstanceOfSatisfying(
                        WriteResult.Deferred.class,
                        deferred -> assertThat(deferred.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void waitsHoursForAQuota() {
        ApiAnswer problem = problem(403, CannedGoogle.error(403, "quotaExceeded"));

        assertThat(GoogleRefusals.TABLE.<String>result(problem))
                .isInstanceOfSatisfying(
                        WriteResult.Deferred.class,
                        deferred -> assertThat(deferred.retryAfter()).isGreaterThan(Duration.ofHours(1)));
    }

    @Test
    void blamesTheCursorForARefusedListingWithOne() {
        ApiAnswer problem = problem(400, CannedGoogle.error(400, "invalid"));

        assertThat(GoogleRefusals.listing(GoogleRefusals.place("work"), problem, true))
                .isExactlyInstanceOf(CursorExpiredException.class);
        assertThat(GoogleRefusals.listing(GoogleRefusals.place("work"), problem, false))
                .isExactlyInstanceOf(RejectedException.class);
    }

    @Test
    void blamesTheCursorForA410WhateverItSays() {
        for (String body : List.of(
                CannedGoogle.error(410, "deleted"),
                CannedGoogle.error(410, "notYetKnown"),
                "<html><body>Gone</body></html>",
                "")) {
            assertThat(GoogleRefusals.listing(GoogleRefusals.place("work"), problem(410, body), true))
                    .as(body)
                    .isExactlyInstanceOf(CursorExpiredException.class);
        }
    }

    private static ApiAnswer problem(int status, String body) {
        return ApiAnswer.part(status, body.getBytes(StandardCharsets.UTF_8), null);
    }
}
