package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.testkit.SettableClock;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendars of Berlin that give instants in UTC beside days and floating times, and days beside instants. */
class InstantsBesideDaysTest {

    private static final String DAY = "DTSTART;VALUE=DATE:20260301";

    @TempDir
    Path folder;

    private CalendarFile berlin(ZoneId account, String zoneLine, String... components) {
        Path path = folder.resolve("calendar.ics");
        CalendarFile.text(
                path, "BEGIN:VCALENDAR\nVERSION:2.0\n" + zoneLine + String.join("", components) + "END:VCALENDAR\n");
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        return new CalendarFile(path, new IcsFile(new AtomicFile(path, AtomicFile.Disk.REAL), account, clock));
    }

    private CalendarFile berlin(String... components) {
        return berlin(ZoneOffset.UTC, "X-WR-TIMEZONE:Europe/Berlin\n", components);
    }

    private static String series(String start, String... lines) {
        return event("a", lines).replace("DTSTART:20260302T090000Z", start);
    }

    @ParameterizedTest
    @CsvSource({
        "DTSTART;VALUE=DATE:20260301, 20260303T230000Z, 20260304",
        "DTSTART;VALUE=DATE:20260301, 20260701T220000Z, 20260702",
        "DTSTART:20260301T000000, 20260303T230000Z, 20260304T000000",
        "DTSTART;TZID=Europe/Berlin:20260301T000000, 20260303T230000Z, 20260303T230000Z",
        "DTSTART;TZID=Europe/Berlin:20260301T000000, 20260304T000000, 20260303T230000Z",
        "DTSTART;TZID=Europe/Berlin:20260301T000000, 20260303, 20260303T225959Z",
        "DTSTART;TZID=America/New_York:20260301T000000, 20260303, 20260304T045959Z",
        "DTSTART:20260301T230000Z, 20260303, 20260303T225959Z",
    })
    void aSeriesEndsOnTheDayThatItsUntilIsInTheCalendarsZone(String start, String until, String kept) {
        CalendarFile file = berlin(series(start, "RRULE:FREQ=DAILY;UNTIL=" + until));

        assertThat(file.record("a").record().recurrence()).isEqualTo(Recurrence.of("FREQ=DAILY;UNTIL=" + kept));
    }

    @ParameterizedTest
    @CsvSource({
        "DTSTART;VALUE=DATE:20260301, EXDATE:20260301T230000Z, 2026-03-02",
        "DTSTART;VALUE=DATE:20260301, EXDATE;TZID=America/New_York:20260301T230000, 2026-03-01",
        "DTSTART:20260301T000000, EXDATE:20260301T230000Z, 2026-03-02T00:00:00",
        "DTSTART;TZID=Europe/Berlin:20260301T090000, EXDATE;VALUE=DATE:20260302, 2026-03-02T08:00:00Z",
        "DTSTART:20260228T230000Z, EXDATE;VALUE=DATE:20260302, 2026-03-01T23:00:00Z",
        "DTSTART:20260228T230000Z, EXDATE:20260302T000000, 2026-03-01T23:00:00Z",
    })
    void anExcludedDateIsTheOccurrenceOfThatDay(String start, String excluded, String occurrence) {
        CalendarFile file = berlin(series(start, "RRULE:FREQ=DAILY", excluded));

        assertThat(file.record("a#" + occurrence).parent()).isEqualTo("a");
    }

    @Test
    void soIsAnOccurrenceThatStandsApart() {
        CalendarFile file =
                berlin(series(DAY, "RRULE:FREQ=DAILY"), series(DAY, "RECURRENCE-ID:20260301T230000Z", "SUMMARY:Apart"));

        assertThat(file.record("a#2026-03-02").record().title()).isEqualTo("Apart");
    }

    @Test
    void soIsAnExtraDate() {
        CalendarFile file = berlin(series(DAY, "RDATE:20260309T230000Z", "RDATE;VALUE=PERIOD:20260319T230000Z/P1D"));

        assertThat(file.record("a").record().recurrence())
                .isEqualTo(new Recurrence(
                        List.of(), List.of(EventTime.parse("2026-03-10"), EventTime.parse("2026-03-20"))));
    }

    @Test
    void aCalendarThatNamesNoZoneIsReadInThatOfTheSettings() {
        CalendarFile file = berlin(
                ZoneId.of("Europe/Berlin"),
                "",
                series(DAY, "RRULE:FREQ=DAILY;UNTIL=20260303T230000Z", "EXDATE:20260301T230000Z"));

        assertThat(file.record("a").record().recurrence()).isEqualTo(Recurrence.of("FREQ=DAILY;UNTIL=20260304"));
        assertThat(file.has("a#2026-03-02")).isTrue();
    }

    @Test
    void takingSuchADateBackRemovesItsLine() {
        CalendarFile file = berlin(series(DAY, "RRULE:FREQ=DAILY", "EXDATE:20260301T230000Z,20260302T230000Z"));

        file.write(CalendarFile.delete("a#2026-03-02"));

        assertThat(file.text()).contains("EXDATE:20260302T230000Z").doesNotContain("20260301T230000Z");
        assertThat(file.has("a#2026-03-03")).isTrue();
    }
}
