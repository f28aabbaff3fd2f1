package io.kalends.provider.google.internal;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Place;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What Google's refusals mean: one table from status and reason, for whole calls and for the parts of a batch. */
final class GoogleErrors {

    /** Google says nothing of when a user's quota is free again; it takes hours. */
    private static final Duration QUOTA_PAUSE = Duration.ofHours(3);

    /** Any reason that has no row of its own, none included. */
    static final String ANY = "*";

    /** What a refusal means. */
    enum Meaning {
        /** Not sent rightly; the same will be refused again. */
        REFUSED,
        /** The access token is not (or no longer) good. */
        CREDENTIALS,
        /** The user did not grant what this needs. */
        SCOPE,
        /** Too many calls in a short time. */
        RATE,
        /** Too much written in a long time. */
        QUOTA,
        /** The account may not do this here. */
        FORBIDDEN,
        /** Not there, or not shown to this account. */
        MISSING,
        /** The id is taken, perhaps by what was deleted. */
        DUPLICATE,
        /** Another write was under way at the same moment. */
        CLASH,
        /** The cursor is too old. */
        EXPIRED,
        /** It was there and was deleted. */
        DELETED,
        /** It is at another revision. */
        CHANGED,
        /** Google failed, and may have done it all the same. */
        BROKEN
    }

    /**
     * One line of the table.
     *
     * @param reason Google's word, or {@link #ANY}
     * @param action what to do, for people
     */
    record Row(int status, String reason, Meaning meaning, String action) {}

    private static final String REPORT = "correct the event; nothing was changed";
    private static final String RECONNECT = "connect the account again";
    private static final String WAIT = "it is tried again later";
    private static final String SHARE = "share the calendar with this account again, or remove the pair";

    /** In the order of the reference; the first that fits counts, so {@link #ANY} stands last of its status. */
    static final List<Row> TABLE = List.of(
            new Row(400, "pushNotSupportedForRequestedResource", Meaning.REFUSED, "poll this calendar"),
            new Row(400, "push.webhookUrlNotHttps", Meaning.REFUSED, "give an address that begins with https"),
            new Row(400, "channelIdNotUnique", Meaning.REFUSED, "open the channel under another id"),
            new Row(400, ANY, Meaning.REFUSED, REPORT),
            new Row(401, "push.webhookUrlUnauthorized", Meaning.REFUSED, "verify the address's domain in the console"),
            new Row(401, ANY, Meaning.CREDENTIALS, RECONNECT),
            new Row(403, "rateLimitExceeded", Meaning.RATE, WAIT),
            new Row(403, "userRateLimitExceeded", Meaning.RATE, WAIT),
            new Row(403, "dailyLimitExceeded", Meaning.QUOTA, "ask for more quota in the console"),
            new Row(403, "quotaExceeded", Meaning.QUOTA, "wait some hours; invite fewer people"),
            new Row(403, "insufficientPermissions", Meaning.SCOPE, "connect the account again with the scope granted"),
            new Row(403, "accessNotConfigured", Meaning.FORBIDDEN, "switch the Calendar API on in the console"),
            new Row(403, "notACalendarUser", Meaning.FORBIDDEN, "the user has to open Google Calendar once"),
            new Row(403, "requiredAccessLevel", Meaning.FORBIDDEN, "ask the calendar's owner for the right to write"),
            new Row(403, "forbiddenForNonOrganizer", Meaning.FORBIDDEN, "only the organizer can change that"),
            new Row(403, ANY, Meaning.FORBIDDEN, SHARE),
            new Row(404, ANY, Meaning.MISSING, SHARE),
            new Row(408, ANY, Meaning.BROKEN, WAIT),
            new Row(409, "duplicate", Meaning.DUPLICATE, "it is looked at"),
            new Row(409, ANY, Meaning.CLASH, WAIT),
            new Row(410, "deleted", Meaning.DELETED, "it is gone"),
            new Row(410, "fullSyncRequired", Meaning.EXPIRED, "the run lists in full"),
            new Row(410, "updatedMinTooLongAgo", Meaning.EXPIRED, "the run lists in full"),
            new Row(410, ANY, Meaning.DELETED, "it is gone"),
            new Row(412, ANY, Meaning.CHANGED, "it is looked at again"),
            new Row(429, ANY, Meaning.RATE, WAIT),
            new Row(500, ANY, Meaning.BROKEN, WAIT),
            new Row(502, ANY, Meaning.BROKEN, WAIT),
            new Row(503, ANY, Meaning.BROKEN, WAIT),
            new Row(504, ANY, Meaning.BROKEN, WAIT));

    private static final Row OTHER_REFUSAL = new Row(0, ANY, Meaning.REFUSED, REPORT);
    private static final Row NO_ANSWER = new Row(0, ANY, Meaning.BROKEN, WAIT);

    private GoogleErrors() {}

    static Place place(String collection) {
        return new Place("google", collection);
    }

    /** The row for a problem. A status that has none is a refusal from 400 to 499, else a failure on the way. */
    static Row row(GoogleProblem problem) {
        return TABLE.stream()
                .filter(row -> row.status() == problem.status())
                .filter(row -> row.reason().equals(ANY) || row.reason().equals(problem.reason()))
                .findFirst()
                .orElse(problem.status() >= 400 && problem.status() < 500 ? OTHER_REFUSAL : NO_ANSWER);
    }

    static Meaning meaning(GoogleProblem problem) {
        return row(problem).meaning();
    }

    /**
     * A call that failed as a whole.
     *
     * @param doing what was asked for, "listing the events"
     */
    static SyncException exception(Place place, String doing, GoogleProblem problem) {
        Row row = row(problem);
        String what = doing + " failed (" + problem.words() + ")";
        return switch (row.meaning()) {
            case CREDENTIALS, SCOPE -> new AuthorizationException(place, what, row.action());
            case RATE -> new RateLimitedException(place, what, row.action(), problem.retryAfter());
            case QUOTA -> new RateLimitedException(place, what, row.action(), pause(problem));
            case EXPIRED -> new CursorExpiredException(place, what, row.action());
            case BROKEN, CLASH -> new TransientException(place, what, row.action());
            case REFUSED, FORBIDDEN, MISSING, DELETED, DUPLICATE, CHANGED ->
                new RejectedException(place, what, row.action());
        };
    }

    /**
     * A listing that failed. A calendar that is not there, or not for us, is never taken for an empty one; a request that
     * is refused with a cursor in it, or answered with a 410 of any reason, is refused for the cursor.
     */
    static SyncException listing(Place place, GoogleProblem problem, boolean withCursor) {
        return withCursor && (problem.status() == 400 || problem.status() == 410)
                ? new CursorExpiredException(
                        place, "the cursor is refused (" + problem.words() + ")", "the run lists in full")
                : exception(place, "listing the events", problem);
    }

    /** What came of one write that Google did not make, where the refusal alone tells. */
    static <R> WriteResult<R> result(GoogleProblem problem) {
        Row row = row(problem);
        String reason = "Google refuses it (" + problem.words() + ") → " + row.action();
        return switch (row.meaning()) {
            case REFUSED, FORBIDDEN, DUPLICATE, EXPIRED -> WriteResult.rejected(reason);
            case CREDENTIALS, SCOPE, CLASH, RATE ->
                WriteResult.deferred("Google puts it off (" + problem.words() + ")", problem.retryAfter());
            case QUOTA -> WriteResult.deferred("Google puts it off (" + problem.words() + ")", pause(problem));
            case MISSING, DELETED -> WriteResult.gone();
            case CHANGED -> WriteResult.stale();
            case BROKEN -> WriteResult.unknown("Google failed (" + problem.words() + ")");
        };
    }

    private static Duration pause(GoogleProblem problem) {
        return Objects.requireNonNullElse(problem.retryAfter(), QUOTA_PAUSE);
    }
}
