package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.emulators.google.UnscheduledExceptions;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Entry;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An occurrence at a date that its series does not have any more is no hole in it, and has no rule to be put back to. */
class GoogleAstrayTest {

    private LeftBehind google = new LeftBehind(builder -> builder);

    @AfterEach
    void stop() {
        google.close();
    }

    private void under(UnaryOperator<GoogleEmulatorBuilder> habits) {
        google.close();
        google = new LeftBehind(habits);
    }

    private List<Entry<CalendarEvent>> listed() {
        try (ReplicaSession<CalendarEvent> session = google.side.replica().open()) {
            return session.source()
                    .changes(new ChangeRequest(null, null, null, 1_000, Instant.MAX))
                    .entries();
        }
    }

    private WriteResult<CalendarEvent> delete() {
        return google.write(new Write.Delete<>(google.id, google.record().revision()));
    }

    @Test
    void listsNoHoleWhereTheSeriesHasNoDateAndShowsTheCancelledOccurrenceToWhoAsks() {
        assertThat(listed()).hasSize(2).contains(Entry.removed(google.id));
        assertThat(google.record().record().status()).isEqualTo(EventStatus.CANCELLED);
    }

    @Test
    void listsAHoleWhereTheSeriesHasADate() {
        google.side.calendar().cancelOccurrence(google.series, "2026-03-16T08:30:00Z");

        assertThat(listed())
                .filteredOn(entry -> entry instanceof Entry.Present<CalendarEvent> present
                        && present.record().record().status() == EventStatus.CANCELLED)
                .hasSize(1);
    }

    @Test
    void makesNoEventOfACancelledOccurrenceThatIsDeleted() {
        assertThat(delete()).isEqualTo(WriteResult.deleted());

        assertThat(google.event().path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void takesTheCancellationThatCameWithTheMoveForDone() {
        assertThat(google.write(new Write.Delete<>(google.id, "\"before the move\"")))
                .isEqualTo(WriteResult.deleted());
    }

    @Test
    void isStaleWhereAnOccurrenceWasCancelledMeanwhileThatTheSeriesHas() {
        String id = google.side.calendar().cancelOccurrence(google.series, "2026-03-16T08:30:00Z");

        assertThat(google.write(new Write.Delete<>(id, "\"before\""))).isEqualTo(WriteResult.stale());
    }

    @Test
    void leavesNoEventOfAnOccurrenceThatIsDeleted() {
        under(builder -> builder.unscheduledExceptions(UnscheduledExceptions.KEPT));

        assertThat(delete()).isEqualTo(WriteResult.deleted());

        assertThat(google.event().path("status").asText()).isEqualTo("cancelled");
        assertThat(listed()).contains(Entry.removed(google.id));
    }

    @Test
    void isStaleWhereTheOccurrenceMovedOn() {
        under(builder -> builder.unscheduledExceptions(UnscheduledExceptions.KEPT));
        String revision = google.record().revision();
        google.side.calendar().patch(google.id, LeftBehind.json("{'summary':'edited there'}"));

        assertThat(google.write(new Write.Delete<>(google.id, revision))).isEqualTo(WriteResult.stale());
    }
}
