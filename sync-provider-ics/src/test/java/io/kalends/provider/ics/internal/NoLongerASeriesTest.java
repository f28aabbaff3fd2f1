package io.kalends.provider.ics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.testkit.SettableClock;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An app turns a series with called-off dates into a single event, and leaves those as they are. */
class NoLongerASeriesTest {

    private static final EventTime START = EventTime.parse("2026-03-02T09:00:00Z");
    private static final EventTime SECOND = EventTime.parse("2026-03-03T09:00:00Z");
    private static final EventTime THIRD = EventTime.parse("2026-03-04T09:00:00Z");
    private static final Recurrence DAILY = Recurrence.of("FREQ=DAILY;COUNT=5");

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final SyncedCalendar calendar = new SyncedCalendar(clock);
    private CalendarFile file;
    private String series = "";

    @BeforeEach
    void open() {
        Path path = folder.resolve("calendar.ics");
        file = new CalendarFile(path, new IcsFile(new AtomicFile(path, AtomicFile.Disk.REAL), ZoneOffset.UTC, clock));
        series = calendar.app()
                .put(CalendarEvent.builder("a")
                        .title("Dance")
                        .start(START)
                        .recurrence(DAILY)
                        .build());
    }

    private void callOff(EventTime date, String title) {
        calendar.app()
                .put(CalendarEvent.builder("a")
                        .recurrenceId(date)
                        .status(EventStatus.CANCELLED)
                        .title(title)
                        .build());
        calendar.sync(file.replica());
    }

    private void repeat(Recurrence recurrence) {
        calendar.app()
                .edit(series, event -> event.toBuilder().recurrence(recurrence).build());
        calendar.sync(file.replica());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Tango"})
    void leavesNoCancelledEventInTheFile(String title) {
        callOff(SECOND, title);

        repeat(Recurrence.NONE);

        assertThat(file.text()).contains("SUMMARY:Dance").doesNotContain("CANCELLED", "RECURRENCE-ID", "RRULE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Tango"})
    void isNoOccurrenceThatIsMovedAndLeavesTheOthersCalledOff(String title) {
        callOff(SECOND, title);
        String third = calendar.app()
                .putChild(
                        series,
                        CalendarEvent.builder("a")
                                .recurrenceId(THIRD)
                                .title("Salsa")
                                .start(THIRD)
                                .build());
        calendar.sync(file.replica());

        calendar.app()
                .edit(
                        third,
                        event -> event.toBuilder()
                                .start(EventTime.parse("2026-03-04T11:00:00Z"))
                                .end(EventTime.parse("2026-03-04T12:00:00Z"))
                                .build());
        calendar.sync(file.replica());

        assertThat(file.text()).contains("SUMMARY:Salsa", title.isEmpty() ? "EXDATE:20260303T090000Z" : "CANCELLED");
    }

    @Test
    void hasOccurrencesThatGoByItsUidWhateverTheyAreCalledElsewhere() {
        calendar.sync(file.replica());

        calendar.app()
                .putChild(
                        series,
                        CalendarEvent.builder("elsewhere")
                                .recurrenceId(THIRD)
                                .title("Salsa")
                                .start(THIRD)
                                .build());
        calendar.sync(file.replica());
        String text = file.text();
        calendar.sync(file.replica());

        assertThat(text).contains("SUMMARY:Salsa").doesNotContain("elsewhere");
        assertThat(file.text()).isEqualTo(text);
    }

    @Test
    void doesNotTakeTheEventOutThatIsLeft() {
        callOff(START, "");

        repeat(Recurrence.NONE);

        assertThat(file.text()).contains("SUMMARY:Dance").doesNotContain("EXDATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Tango"})
    void callsTheDateOffAgainOnceItRepeatsAgain(String title) {
        callOff(SECOND, title);
        repeat(Recurrence.NONE);
        for (int runs = 0; runs < 5; runs++) {
            calendar.sync(file.replica());
        }

        repeat(DAILY);

        assertThat(file.record("a#2026-03-03T09:00:00Z").record().status()).isEqualTo(EventStatus.CANCELLED);
    }

    @Test
    void losesNoDateThatIsNotCalledOff() {
        calendar.app()
                .put(CalendarEvent.builder("a")
                        .recurrenceId(SECOND)
                        .title("Tango")
                        .build());
        calendar.sync(file.replica());

        repeat(Recurrence.NONE);

        assertThat(file.text()).contains("SUMMARY:Tango");
        assertThat(calendar.sync(file.replica()).writes()).isZero();
    }

    @Test
    void comesToRest() {
        callOff(SECOND, "");
        repeat(Recurrence.NONE);

        assertThat(calendar.sync(file.replica()).writes()).isZero();
        assertThat(calendar.app().contents()).hasSize(2);
    }
}
