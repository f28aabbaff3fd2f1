package io.kalends.provider.google.internal;

import static io.kalends.provider.google.internal.CannedCalendar.OWNER;
import static io.kalends.provider.google.internal.CannedCalendar.event;
import static io.kalends.provider.google.internal.CannedCalendar.id;
import static io.kalends.provider.google.internal.CannedCalendar.json;
import static io.kalends.provider.google.internal.CannedCalendar.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleSourceTest {

    /** All that Google guarantees of a cancelled occurrence. */
    private static final String CANCELLED =
            "{\"id\":\"m_20260302T080000Z\",\"etag\":\"\\\"1\\\"\",\"status\":\"cancelled\","
                    + "\"recurringEventId\":\"m\","
                    + "\"originalStartTime\":{\"dateTime\":\"2026-03-02T09:00:00+01:00\"}}";

    private final CannedCalendar calendar = new CannedCalendar();

    @AfterEach
    void stop() {
        calendar.close();
    }

    @Test
    void asksInTheSameWayEachTime() {
        calendar.listing("{" + OWNER + ",\"nextPageToken\":\"p2\",\"items\":[]}");
        Cursor second = list(null).next();
        calendar.listing("{" + OWNER + ",\"nextSyncToken\":\"s1\",\"items\":[]}");
        Cursor since = list(second).next();
        calendar.listing("{" + OWNER + ",\"nextPageToken\":\"p2\",\"items\":[]}");
        list(list(since).next());

        assertThat(calendar.others())
                .extracting(request -> query(request.getUrl()))
                .containsExactly(
                        Map.of("singleEvents", "false", "showDeleted", "true", "maxResults", "1000"),
                        Map.of("singleEvents", "false", "showDeleted", "true", "maxResults", "1000", "pageToken", "p2"),
                        Map.of("singleEvents", "false", "showDeleted", "true", "maxResults", "1000", "syncToken", "s1"),
                        Map.of(
                                "singleEvents",
                                "false",
                                "showDeleted",
                                "true",
                                "maxResults",
                                "1000",
                                "syncToken",
                                "s1",
                                "pageToken",
                                "p2"));
    }

    @Test
    void saysWhatAnAbsenceMeans() {
        calendar.listing("{" + OWNER + ",\"nextSyncToken\":\"s1\"}");
        ChangePage<CalendarEvent> full = list(null);
        ChangePage<CalendarEvent> delta = list(full.next());

        assertThat(full.listing()).isEqualTo(Listing.FULL);
        assertThat(delta.listing()).isEqualTo(Listing.DELTA);
        assertThat(full.more()).isFalse();
    }

    @Test
    void asksForNoMoreThanGoogleGives() {
        calendar.listing("{" + OWNER + ",\"nextSyncToken\":\"s1\"}");
        calendar.session().source().changes(new ChangeRequest(null, null, null, 10_000, Instant.MAX));

        assertThat(calendar.others().get(0).getUrl().queryParameter("maxResults"))
                .isEqualTo("2500");
    }

    @Test
    void takesTheNewestOfAnEventThatIsToldTwice() {
        calendar.listing("{" + OWNER + ",\"nextSyncToken\":\"s1\",\"items\":["
                + json("a", ",\"updated\":\"2026-03-01T10:00:00.000Z\",\"etag\":\"\\\"2\\\"\"") + ","
                + json("a", ",\"updated\":\"2026-03-01T09:00:00.000Z\",\"etag\":\"\\\"1\\\"\"") + "]}");

        assertThat(list(null).entries())
                .singleElement()
                .satisfies(entry -> assertThat(revision(entry)).isEqualTo("\"2\""));
    }

    @Test
    void takesADeletedSeriesWithItsOccurrences() {
        calendar.listing("{" + OWNER + ",\"nextSyncToken\":\"s1\",\"items\":["
                + "{\"id\":\"m_20260302T080000Z\",\"status\":\"cancelled\",\"recurringEventId\":\"m\","
                + "\"originalStartTime\":{\"dateTime\":\"2026-03-02T09:00:00+01:00\"}},"
                + "{\"id\":\"m\",\"status\":\"cancelled\"}]}");

        assertThat(list(null).entries()).hasSize(2).allMatch(entry -> entry instanceof Entry.Removed);
    }

    @Test
    void namesACancelledOccurrenceAfterItsSeriesOfWhichTheListingSaysNothing() {
        calendar.listing("{" + OWNER + ",\"nextSyncToken\":\"s1\",\"items\":[" + CANCELLED + "]}")
                .parts(part ->
                        event(part, "m", ",\"iCalUID\":\"uid@example.org\",\"recurrence\":[\"RRULE:FREQ=DAILY\"]"));

        assertThat(list(null).entries())
                .singleElement()
                .satisfies(entry -> assertThat(uid(entry)).isEqualTo("uid@example.org"));
        assertThat(calendar.sent()).containsExactly(List.of("GET /events/m"));
    }

    @Test
    void takesACancelledOccurrenceForGoneWhoseSeriesIsNotThere() {
        calendar.listing("{" + OWNER + ",\"nextSyncToken\":\"s1\",\"items\":[" + CANCELLED + "]}")
                .parts(part -> refusal(part, 404, "notFound"));

        assertThat(list(null).entries()).singleElement().isInstanceOf(Entry.Removed.class);
    }

    @Test
    void readsNoCancelledOccurrenceWhoseSeriesCannotBeRead() {
        calendar.listing("{" + OWNER + ",\"nextSyncToken\":\"s1\",\"items\":[" + CANCELLED + "]}")
                .parts(part -> refusal(part, 503, "backendError"));

        assertThatThrownBy(() -> list(null)).isInstanceOf(TransientException.class);
    }

    @Test
    void listsInFullWhenGoogleNoLongerKnowsTheToken() {
        failsWith(410, "fullSyncRequired", CursorExpiredException.class);
        failsWith(410, "updatedMinTooLongAgo", CursorExpiredException.class);
        failsWith(400, "invalid", CursorExpiredException.class);
    }

    @Test
    void neverTakesALostCalendarForAnEmptyOne() {
        failsWith(404, "notFound", RejectedException.class);
        failsWith(403, "forbidden", RejectedException.class);
        failsWith(403, "insufficientPermissions", AuthorizationException.class);
        failsWith(401, "authError", AuthorizationException.class);
    }

    @Test
    void refusesACalendarThatShowsOnlyBusyTimes() {
        calendar.listing("{\"timeZone\":\"UTC\",\"accessRole\":\"freeBusyReader\",\"nextSyncToken\":\"s\"}");

        assertThatThrownBy(() -> list(null))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("busy");
    }

    @Test
    void asksTwiceBeforeItTakesAnEventForGone() {
        Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        calendar.parts(part ->
                asked.computeIfAbsent(id(part), any -> new AtomicInteger()).incrementAndGet() > 1
                                && id(part).equals("late")
                        ? event(part, "late", "")
                        : refusal(part, 404, "notFound"));

        assertThat(fetch("late", "gone"))
                .extracting(entry -> entry.id() + " " + entry.getClass().getSimpleName())
                .containsExactly("late Present", "gone Removed");
        assertThat(calendar.sent()).extracting(List::size).containsExactly(2, 2);
    }

    @Test
    void fetchesFiftyACall() {
        calendar.parts(part -> event(part, id(part), ""));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            ids.add("e" + i);
        }

        assertThat(calendar.session().source().fetch(FetchRequest.of(ids)))
                .extracting(Entry::id)
                .containsExactlyElementsOf(ids);
        assertThat(calendar.sent()).extracting(List::size).containsExactly(50, 50, 20);
    }

    @Test
    void saysWhichEventsGoogleDoesNotShow() {
        calendar.parts(part -> id(part).equals("a") ? refusal(part, 403, "forbidden") : event(part, id(part), ""));

        assertThat(fetch("a", "b"))
                .extracting(entry -> entry.getClass().getSimpleName())
                .containsExactly("Unreadable", "Present");
    }

    @Test
    void takesNoFailedLookForARemoval() {
        calendar.parts(part -> refusal(part, 429, "rateLimitExceeded"));

        assertThatThrownBy(() -> fetch("a")).isInstanceOf(RateLimitedException.class);
    }

    @Test
    void takesACancelledOccurrenceOfADeletedSeriesForGone() {
        calendar.parts(part -> id(part).equals("m")
                ? CannedCalendar.deleted(part, "m")
                : CannedCalendar.part(
                        part,
                        200,
                        "{\"id\":\"m_20260302T080000Z\",\"status\":\"cancelled\",\"recurringEventId\":\"m\","
                                + "\"originalStartTime\":{\"dateTime\":\"2026-03-02T09:00:00+01:00\"}}"));

        assertThat(fetch("m_20260302T080000Z")).singleElement().isInstanceOf(Entry.Removed.class);
    }

    @Test
    void takesNoOccurrenceForOneOfItsOwnWhoseSeriesCannotBeRead() {
        calendar.parts(
                part -> id(part).equals("m")
                        ? refusal(part, 409, "conflict")
                        : event(
                                part,
                                "m_20260302T080000Z",
                                ",\"recurringEventId\":\"m\",\"originalStartTime\":{\"dateTime\":\"2026-03-02T09:00:00+01:00\"}"));

        assertThatThrownBy(() -> fetch("m_20260302T080000Z")).isInstanceOf(TransientException.class);
    }

    private void failsWith(int status, String reason, Class<? extends Throwable> expected) {
        try (CannedGoogle google = new CannedGoogle();
                GoogleConnection connection = google.connection()) {
            google.answer(CannedGoogle.refusal(status, reason));
            var source =
                    connection.replica("work", CalendarEvents.type()).open().source();
            ChangeRequest request = new ChangeRequest(GoogleCursor.since("s1"), null, null, 10, Instant.MAX);
            assertThatThrownBy(() -> source.changes(request)).as(reason).isExactlyInstanceOf(expected);
        }
    }

    private List<Entry<CalendarEvent>> fetch(String... ids) {
        return calendar.session().source().fetch(FetchRequest.of(List.of(ids)));
    }

    private ChangePage<CalendarEvent> list(@Nullable Cursor cursor) {
        return calendar.session().source().changes(new ChangeRequest(cursor, null, null, 1_000, Instant.MAX));
    }

    private static String revision(Entry<CalendarEvent> entry) {
        return entry.fold(
                present -> "" + present.record().revision(), removed -> "removed", unreadable -> "unreadable");
    }

    private static String uid(Entry<CalendarEvent> entry) {
        return entry.fold(present -> present.record().record().uid(), removed -> "removed", unreadable -> "unreadable");
    }

    /** Without what the library adds to each request. */
    private static Map<String, String> query(HttpUrl url) {
        return url.queryParameterNames().stream()
                .filter(name -> !name.equals("prettyPrint"))
                .collect(Collectors.toMap(name -> name, name -> "" + url.queryParameter(name)));
    }
}
