package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.testkit.SettableClock;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody calls off, in the file, an occurrence that the app edits. */
class IcsCalledOffTest {

    private static final String SERIES = event("a", "RRULE:FREQ=DAILY;COUNT=5", "SUMMARY:Dance");
    private static final String TANGO =
            event("a", "RECURRENCE-ID:20260303T090000Z", "SUMMARY:Tango", "DESCRIPTION:bring shoes");
    private static final String CALLED_OFF = event("a", "RECURRENCE-ID:20260303T090000Z", "STATUS:CANCELLED");

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final SyncedCalendar calendar = new SyncedCalendar(clock);
    private CalendarFile file;

    @BeforeEach
    void inSync() {
        Path path = folder.resolve("calendar.ics");
        file = new CalendarFile(path, new IcsFile(new AtomicFile(path, AtomicFile.Disk.REAL), ZoneOffset.UTC, clock));
        CalendarFile.put(path, SERIES, TANGO);
        calendar.sync(file.replica());
    }

    private void editInTheApp() {
        String id = calendar.app().records().entrySet().stream()
                .filter(entry -> entry.getValue().isOccurrence())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        calendar.app()
                .edit(id, event -> event.toBuilder().title("Tango at eight").build());
    }

    private CalendarEvent inApp() {
        return calendar.app().contents().stream()
                .filter(CalendarEvent::isOccurrence)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEditInTheAppBringsItBack() {
        CalendarFile.put(file.path(), SERIES, CALLED_OFF);
        editInTheApp();

        calendar.sync(file.replica());
        calendar.sync(file.replica());

        assertThat(inApp().title()).isEqualTo("Tango at eight");
        assertThat(inApp().status()).isEqualTo(EventStatus.CONFIRMED);
        assertThat(file.text())
                .contains("SUMMARY:Tango at eight", "DESCRIPTION:bring shoes")
                .doesNotContain("CANCELLED");
        assertThat(calendar.sync(file.replica()).writes()).isZero();
    }

    @Test
    void anExcludedDateIsNoEditEither() {
        CalendarFile.put(
                file.path(), event("a", "RRULE:FREQ=DAILY;COUNT=5", "SUMMARY:Dance", "EXDATE:20260303T090000Z"));
        editInTheApp();

        calendar.sync(file.replica());
        calendar.sync(file.replica());

        assertThat(inApp().title()).isEqualTo("Tango at eight");
        assertThat(inApp().status()).isEqualTo(EventStatus.CONFIRMED);
        assertThat(file.text()).contains("SUMMARY:Tango at eight", "DESCRIPTION:bring shoes");
        assertThat(calendar.sync(file.replica()).writes()).isZero();
    }
}
