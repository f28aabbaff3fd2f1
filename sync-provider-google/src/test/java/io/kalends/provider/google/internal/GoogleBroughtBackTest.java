package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.emulators.google.UnscheduledExceptions;
import io.kalends.sync.Entry;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.EventSamples;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An edited occurrence whose series was moved by half an hour is written once more: it comes back, or it is said why not. */
class GoogleBroughtBackTest {

    private LeftBehind google = new LeftBehind(builder -> builder);

    @AfterEach
    void stop() {
        google.close();
    }

    private void under(UnaryOperator<GoogleEmulatorBuilder> habits) {
        google.close();
        google = new LeftBehind(habits);
    }

    private Write.Update<CalendarEvent> bringingBack() {
        return new Write.Update<>(
                google.id,
                google.record().revision(),
                LeftBehind.occurrence(),
                Set.of(
                        CalendarEvents.STATUS,
                        CalendarEvents.TITLE,
                        CalendarEvents.LOCATION,
                        CalendarEvents.START,
                        CalendarEvents.END));
    }

    private Write.Create<CalendarEvent> creating() {
        return new Write.Create<>("key", LeftBehind.occurrence(), google.series, "app/one", google.id);
    }

    @Test
    void tellsOfACancelledExceptionThatItIsACancelledOccurrence() {
        assertThat(google.record().record().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(google.record().parent()).isEqualTo(google.series);
    }

    @Test
    void bringsACancelledExceptionBackAsItIsWrittenAndNothingElseOfIt() {
        assertThat(google.write(bringingBack()))
                .isInstanceOfSatisfying(
                        WriteResult.Applied.class,
                        applied -> assertThat(applied.stored()).isEqualTo(google.record()));

        assertThat(google.record().record().status()).isEqualTo(EventStatus.CONFIRMED);
        assertThat(google.record().record().title()).isEqualTo("Tango");
        assertThat(google.record().record().start())
                .isEqualTo(EventTime.zoned(EventSamples.MONDAY.plusWeeks(1).atTime(10, 0), EventSamples.BERLIN));
        assertThat(google.event().has("description")).isFalse();
        assertThat(google.event().has("source")).isFalse();
        assertThat(google.record().record().reminders()).isEmpty();
    }

    @Test
    void saysWhyACancelledExceptionCannotComeBack() {
        under(GoogleEmulatorBuilder::refuseUnscheduledRevivals);

        assertRejected(google.write(bringingBack()), "400 invalid");
    }

    @Test
    void saysThatAnExceptionStayedCancelledThoughGoogleTookTheWrite() {
        under(builder ->
                builder.rewriting(event -> event.has("recurringEventId") ? event.put("status", "cancelled") : event));

        assertRejected(google.write(bringingBack()), "cancelled");
    }

    @Test
    void saysThatAnExceptionStayedCancelledWhereGoogleCallsItDeleted() {
        Write.Update<CalendarEvent> update = bringingBack();
        google.side
                .google()
                .faults()
                .inject(
                        GoogleFault.error(410, "global", "deleted", "Resource has been deleted"),
                        CallPattern.of("events.patch"));

        assertRejected(google.write(update), "cancelled");
    }

    @Test
    void isStaleWhereTheCancelledExceptionMovedOn() {
        Write.Update<CalendarEvent> update = bringingBack();
        google.side
                .calendar()
                .patch(google.id, LeftBehind.json("{'status':'confirmed','summary':'somebody else was first'}"));

        assertThat(google.write(update)).isEqualTo(WriteResult.stale());
        assertThat(google.record().record().title()).isEqualTo("somebody else was first");
    }

    @Test
    void isGoneWhereTheExceptionVanishedAndMakesNoOtherAtADateThatTheSeriesHasNot() {
        under(builder -> builder.unscheduledExceptions(UnscheduledExceptions.VANISHED));

        assertThat(google.fetched()).isEqualTo(Entry.removed(google.id));
        assertRejected(google.write(creating()), "no occurrence at that start");
        assertThat(google.side.calendar().event(google.id)).isEmpty();
    }

    @Test
    void findsTheExceptionThatGoogleKept() {
        under(builder -> builder.unscheduledExceptions(UnscheduledExceptions.KEPT));

        assertThat(google.record().record().title()).isEqualTo("Tango");
        assertThat(google.write(creating()))
                .isInstanceOfSatisfying(
                        WriteResult.Applied.class,
                        applied -> assertThat(applied.found()).isTrue());
    }

    @Test
    void findsTheCancelledExceptionInPlaceOfOneThatIsToBeMade() {
        assertThat(google.write(creating()))
                .isInstanceOfSatisfying(
                        WriteResult.Applied.class,
                        applied -> assertThat(applied.found()).isTrue());
        assertThat(google.record().record().status()).isEqualTo(EventStatus.CANCELLED);
    }

    @Test
    void changesTheStatusOfAnOccurrenceThatIsThereAndNothingElse() {
        under(builder -> builder.unscheduledExceptions(UnscheduledExceptions.KEPT));
        CalendarEvent tentative = LeftBehind.occurrence().toBuilder()
                .status(EventStatus.TENTATIVE)
                .build();

        google.write(
                new Write.Update<>(google.id, google.record().revision(), tentative, Set.of(CalendarEvents.STATUS)));

        assertThat(google.event().path("status").asText()).isEqualTo("tentative");
        assertThat(google.event().path("description").asText()).isEqualTo("old");
    }

    private static void assertRejected(WriteResult<CalendarEvent> result, String words) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .contains(words, "→ give it a date of the series")
                                .doesNotContain("Tango"));
    }
}
