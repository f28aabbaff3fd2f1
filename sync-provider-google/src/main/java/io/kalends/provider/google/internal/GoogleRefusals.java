package io.kalends.provider.google.internal;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import io.kalends.http.ApiAnswer;
import io.kalends.http.Meaning;
import io.kalends.http.Refusal;
import io.kalends.http.RefusalTable;
import io.kalends.http.RefusalTable.Row;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Google's refusals. Its own sentences quote what was sent, so only those are told that are known not to.
 */
final class GoogleRefusals {

    /** Google says nothing of when a user's quota is free again; it takes hours. */
    private static final Duration QUOTA_PAUSE = Duration.ofHours(3);

    private static final String ANY = RefusalTable.ANY;
    private static final String REPORT = "correct the event; nothing was changed";
    private static final String RECONNECT = "connect the account again";
    private static final String WAIT = "it is tried again later";
    private static final String SHARE = "share the calendar with this account again, or remove the pair";

    /** In the order of the reference. */
    static final RefusalTable TABLE = new RefusalTable(
            "Google",
            List.of(
                    new Row(400, "pushNotSupportedForRequestedResource", Meaning.REFUSED, "poll this calendar"),
                    new Row(400, "push.webhookUrlNotHttps", Meaning.REFUSED, "give an address that begins with https"),
                    new Row(400, "channelIdNotUnique", Meaning.REFUSED, "open the channel under another id"),
                    new Row(400, ANY, Meaning.REFUSED, REPORT),
                    new Row(
                            401,
                            "push.webhookUrlUnauthorized",
                            Meaning.REFUSED,
                            "verify the address's domain in the console"),
                    new Row(401, ANY, Meaning.CREDENTIALS, RECONNECT),
                    new Row(403, "rateLimitExceeded", Meaning.RATE, WAIT),
                    new Row(403, "userRateLimitExceeded", Meaning.RATE, WAIT),
                    new Row(403, "dailyLimitExceeded", Meaning.QUOTA, "ask for more quota in the console"),
                    new Row(403, "quotaExceeded", Meaning.QUOTA, "wait some hours; invite fewer people"),
                    new Row(
                            403,
                            "insufficientPermissions",
                            Meaning.SCOPE,
                            "connect the account again with the scope granted"),
                    new Row(403, "accessNotConfigured", Meaning.FORBIDDEN, "switch the Calendar API on in the console"),
                    new Row(403, "notACalendarUser", Meaning.FORBIDDEN, "the user has to open Google Calendar once"),
                    new Row(
                            403,
                            "requiredAccessLevel",
                            Meaning.FORBIDDEN,
                            "ask the calendar's owner for the right to write"),
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
                    new Row(504, ANY, Meaning.BROKEN, WAIT)),
            REPORT,
            QUOTA_PAUSE,
            GoogleRefusals::read);

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._]{0,63}");

    /** Messages that hold nothing of the event. */
    private static final Set<String> HARMLESS = Set.of(
            "Invalid attendee email.",
            "Invalid recurrence rule.",
            "The specified time range is empty.",
            "Start and end times must either both be date or both be dateTime.",
            "Missing start time.",
            "Missing end time.",
            "Missing time zone definition for start time.",
            "Missing time zone definition for end time.",
            "Invalid start time.",
            "Invalid end time.",
            "Invalid resource id value.",
            "Invalid time zone definition for start time.",
            "Invalid time zone definition for end time.");

    private GoogleRefusals() {}

    static Place place(String collection) {
        return new Place("google", collection);
    }

    static Meaning meaning(ApiAnswer answer) {
        return TABLE.meaning(answer);
    }

    /** What may be told of a refusal. */
    static String words(ApiAnswer answer) {
        return read(answer).words();
    }

    /**
     * A listing that failed. A calendar that is not there, or not for us, is never taken for an empty one; a request that
     * is refused with a cursor in it, or answered with a 410 of any reason, is refused for the cursor.
     */
    static SyncException listing(Place place, ApiAnswer answer, boolean withCursor) {
        return withCursor && (answer.status() == 400 || answer.status() == 410)
                ? new CursorExpiredException(
                        place, "the cursor is refused (" + words(answer) + ")", "the run lists in full")
                : TABLE.exception(place, "listing the events", answer);
    }

    private static Refusal read(ApiAnswer answer) {
        Map<?, ?> first = first(answer.body());
        String reason = name(first.get("reason"));
        StringBuilder words = new StringBuilder().append(answer.status());
        if (!reason.isEmpty()) {
            words.append(' ').append(reason);
        }
        String location = name(first.get("location"));
        if (!location.isEmpty()) {
            words.append(" at ").append(location);
        }
        Object message = first.get("message");
        if (message instanceof String text && HARMLESS.contains(text)) {
            words.append(": ").append(text, 0, text.length() - 1);
        }
        return new Refusal(answer.status(), reason, words.toString(), answer.retryAfter());
    }

    private static String name(@Nullable Object value) {
        return value instanceof String text && NAME.matcher(text).matches() ? text : "";
    }

    /** The first entry of {@code error.errors}. */
    private static Map<?, ?> first(byte[] body) {
        GenericJson json;
        try {
            json = GsonFactory.getDefaultInstance()
                    .createJsonParser(new ByteArrayInputStream(body), StandardCharsets.UTF_8)
                    .parseAndClose(GenericJson.class);
        } catch (IOException | RuntimeException notJson) {
            return Map.of();
        }
        return json != null
                        && json.get("error") instanceof Map<?, ?> error
                        && error.get("errors") instanceof List<?> errors
                        && !errors.isEmpty()
                        && errors.get(0) instanceof Map<?, ?> entry
                ? entry
                : Map.of();
    }
}
