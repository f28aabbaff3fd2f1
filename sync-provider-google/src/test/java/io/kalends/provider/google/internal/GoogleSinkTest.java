package io.kalends.provider.google.internal;

import static io.kalends.provider.google.internal.CannedCalendar.deleted;
import static io.kalends.provider.google.internal.CannedCalendar.event;
import static io.kalends.provider.google.internal.CannedCalendar.id;
import static io.kalends.provider.google.internal.CannedCalendar.names;
import static io.kalends.provider.google.internal.CannedCalendar.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.EventSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a batch, part by part. */
class GoogleSinkTest {

    private final CannedCalendar calendar = new CannedCalendar();

    @AfterEach
    void stop() {
        calendar.close();
    }

    @Test
    void repeatsNoneOfTheOthersForOneThatIsForbidden() {
        calendar.parts(
                part -> part.number() == 7 ? refusal(part, 403, "forbiddenForNonOrganizer") : event(part, "e", ""));
        List<Write<CalendarEvent>> writes = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            writes.add(create("k" + n));
        }

        List<WriteResult<CalendarEvent>> results = calendar.write(writes);

        assertThat(results).hasSize(50);
        assertThat(names(results).get(6)).isEqualTo("Rejected");
        assertThat(names(results).stream().filter("Applied"::equals)).hasSize(49);
        assertThat(calendar.sent()).hasSize(1);
    }

    @Test
    void tellsGooglesReasonForARefusal() {
        calendar.parts(part -> refusal(part, 400, "invalid"));

        assertThat(calendar.write(create("k1")))
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .contains("400 invalid")
                                .doesNotContain("Meeting"));
    }

    @Test
    void findsWhatAnEarlierTryMade() {
        calendar.parts(
                part -> part.method().equals("POST") ? refusal(part, 409, "duplicate") : event(part, id(part), ""));

        assertThat(calendar.write(create("k1")))
                .isInstanceOfSatisfying(
                        WriteResult.Applied.class,
                        applied -> assertThat(applied.found()).isTrue());
        assertThat(calendar.sent()).hasSize(2);
    }

    @Test
    void saysThatAKeyWasUsedByWhatIsDeletedNow() {
        calendar.parts(
                part -> part.method().equals("POST") ? refusal(part, 409, "duplicate") : deleted(part, id(part)));

        assertThat(calendar.write(create("k1"))).isEqualTo(WriteResult.gone());
    }

    @Test
    void sendsAloneAgainWhatClashed() {
        AtomicInteger clashes = new AtomicInteger();
        calendar.parts(part -> part.number() == 1 && clashes.getAndIncrement() == 0
                ? refusal(part, 409, "conflict")
                : event(part, "e", ""));

        assertThat(names(calendar.write(List.of(create("k1"), create("k2"))))).containsExactly("Applied", "Applied");
        assertThat(calendar.sent()).extracting(List::size).containsExactly(2, 1);
    }

    @Test
    void putsOffWhatClashesForEver() {
        calendar.parts(part -> refusal(part, 409, "conflict"));

        assertThat(names(List.of(calendar.write(create("k1"))))).containsExactly("Deferred");
        assertThat(calendar.sent()).hasSize(3);
    }

    @Test
    void putsOffWhatExceedsARate() {
        calendar.parts(part -> part.number() == 1
                ? refusal(part, 403, "rateLimitExceeded")
                : part.number() == 2 ? refusal(part, 429, "rateLimitExceeded") : event(part, "e", ""));

        assertThat(names(calendar.write(List.of(create("k1"), create("k2"), create("k3")))))
                .containsExactly("Deferred", "Deferred", "Applied");
    }

    @Test
    void doesNotKnowWhatAFailedPartDid() {
        calendar.parts(part -> part.number() == 1
                ? refusal(part, 503, "backendError")
                : part.number() == 2 ? "" : event(part, "e", ""));

        assertThat(names(calendar.write(List.of(create("k1"), create("k2"), create("k3")))))
                .containsExactly("Unknown", "Unknown", "Applied");
    }

    @Test
    void tellsStaleFromGone() {
        calendar.parts(part -> part.method().equals("GET")
                ? id(part).equals("live") ? event(part, "live", "") : deleted(part, id(part))
                : refusal(part, 412, "conditionNotMet"));

        assertThat(names(calendar.write(List.of(update("live"), update("dead"), new Write.Delete<>("other", "\"0\"")))))
                .containsExactly("Stale", "Gone", "Gone");
        assertThat(calendar.sent()).hasSize(2);
    }

    @Test
    void takesAnUpdateOfWhatWasDeletedForNone() {
        calendar.parts(part -> deleted(part, id(part)));

        assertThat(calendar.write(update("e"))).isEqualTo(WriteResult.gone());
    }

    @Test
    void takesADeleteOfWhatIsGoneForDone() {
        calendar.parts(part -> id(part).equals("a") ? refusal(part, 410, "deleted") : refusal(part, 404, "notFound"));

        assertThat(calendar.write(List.of(new Write.Delete<>("a", "\"1\""), new Write.Delete<>("b", "\"1\""))))
                .containsOnly(WriteResult.gone());
    }

    @Test
    void writesOnTheRevisionThatWasSeen() {
        calendar.parts(part -> event(part, "e", ""));

        calendar.write(update("e"));

        assertThat(calendar.bodies().get(0)).contains("PATCH ", "If-Match: \"0\"\r\n");
    }

    @Test
    void writesTwiceToOneEventOneAfterTheOther() {
        calendar.parts(part -> event(part, "e", ""));

        calendar.write(List.of(update("e"), create("k1"), update("e")));

        assertThat(calendar.sent()).extracting(List::size).containsExactly(2, 1);
    }

    @Test
    void failsAsAWholeBeforeAnythingWasWritten() {
        calendar.batches(n -> CannedGoogle.json(503, ""));
        assertThatThrownBy(() -> calendar.write(create("k1"))).isInstanceOf(TransientException.class);

        calendar.batches(n -> CannedGoogle.refusal(429, "rateLimitExceeded"));
        assertThatThrownBy(() -> calendar.write(create("k1"))).isInstanceOf(RateLimitedException.class);
    }

    @Test
    void keepsWhatWasWrittenWhenALaterLookFails() {
        calendar.parts(part -> part.number() == 1
                        ? event(part, "e", "")
                        : part.number() == 2 ? refusal(part, 409, "duplicate") : refusal(part, 412, "conditionNotMet"))
                .batches(n -> n == 0 ? null : CannedGoogle.json(503, ""));

        assertThat(names(calendar.write(List.of(create("k1"), create("k2"), update("e")))))
                .containsExactly("Applied", "Unknown", "Unknown");
    }

    @Test
    void keepsWhatWasWrittenWhenTheSecondCallOfARoundFails() {
        calendar.parts(part -> part.method().equals("GET") ? refusal(part, 404, "notFound") : event(part, "e", ""))
                .batches(n -> n == 0 ? null : CannedGoogle.refusal(429, "rateLimitExceeded"));
        List<Write<CalendarEvent>> writes = new ArrayList<>(List.of(update("e"), create("k1")));
        for (int n = 0; n < 30; n++) {
            writes.add(new Write.Create<>("o" + n, occurrence(), "series" + n, "app/o" + n, null));
        }

        List<WriteResult<CalendarEvent>> results = calendar.write(writes);

        assertThat(calendar.sent()).extracting(List::size).startsWith(GoogleBatchFormat.SIZE);
        assertThat(names(results.subList(0, 2))).containsExactly("Applied", "Applied");
        assertThat(names(results.subList(2, 32))).containsOnly("Deferred");
    }

    private static CalendarEvent occurrence() {
        return EmulatedSide.occurrence(EventSamples.meeting(0), 1);
    }

    @Test
    void writesNothingWhereTheAccountMayOnlyRead() {
        calendar.listing("{\"timeZone\":\"Europe/Berlin\",\"accessRole\":\"reader\"}");

        assertThat(calendar.write(create("k1")))
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("may only read"));
        assertThat(calendar.sent()).isEmpty();
    }

    @Test
    void saysThatTheCalendarIsNotThere() {
        calendar.parts(part -> refusal(part, 404, "notFound"));

        assertThat(calendar.write(create("k1")))
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("calendar"));
    }

    @Test
    void givesIdsThatGoogleAllows() {
        String id = EventIds.of(create("Link-7-0"));

        assertThat(id).matches("[a-v0-9]{5,1024}").isEqualTo(EventIds.of(create("Link-7-0")));
        assertThat(calendar.session().sink().orElseThrow().idOf(create("Link-7-0")))
                .contains(id);
    }

    private static Write.Create<CalendarEvent> create(String key) {
        return new Write.Create<>(key, EventSamples.meeting(0), null, "app/" + key, null);
    }

    private static Write<CalendarEvent> update(String id) {
        return new Write.Update<>(id, "\"0\"", EventSamples.meeting(1), Set.of("title"));
    }
}
