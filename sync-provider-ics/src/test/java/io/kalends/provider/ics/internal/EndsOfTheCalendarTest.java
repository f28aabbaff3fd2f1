package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.at;
import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Entry;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates at the first and the last years that iCalendar has a form for, and beyond. */
class EndsOfTheCalendarTest {

    @TempDir
    Path folder;

    private CalendarFile file;

    @BeforeEach
    void open() {
        file = at(folder.resolve("calendar.ics"));
    }

    private static CalendarEvent lasting(String start, String end) {
        return CalendarEvent.builder("a")
                .title("Far away")
                .start(EventTime.parse(start))
                .end(EventTime.parse(end))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "0000-01-01, 0000-01-02",
        "0001-01-01, 0001-01-02",
        "0001-01-01T00:00:00, 0001-01-01T01:00:00",
        "0001-01-01T00:00:00Z, 0001-01-01T01:00:00Z",
        "0001-01-01T00:00:00+00:53:28[Europe/Berlin], 0001-01-01T01:00:00+00:53:28[Europe/Berlin]",
        "1582-10-05, 1582-10-06",
        "9999-12-30, 9999-12-31",
        "9999-12-31, +10000-01-01",
        "9999-12-01, +10000-01-15",
        "0000-01-01, +10000-01-01",
        "9999-12-31T23:00:00, +10000-01-01T01:00:00",
        "9999-12-31T23:00:00Z, +10000-01-01T01:00:00Z",
        "9999-12-31T23:00:00-05:00[America/New_York], +10000-01-01T01:00:00-05:00[America/New_York]",
    })
    void anEventThatBeginsInAYearOfFourDigitsComesBackAsItWent(String start, String end) {
        CalendarEvent event = lasting(start, end);

        assertThat(file.write(CalendarFile.create(event))).allMatch(result -> result instanceof WriteResult.Applied);

        assertThat(file.record("a").record().start()).isEqualTo(event.start());
        assertThat(file.record("a").record().end()).isEqualTo(event.end());
    }

    @Test
    void anEndThatMovesBackIntoTheCalendarIsWrittenAsOne() {
        file.write(CalendarFile.create(lasting("9999-12-31", "+10000-01-01")));
        assertThat(file.text()).contains("DURATION:P1D").doesNotContain("DTEND");

        file.write(new Write.Update<>("a", null, lasting("9999-12-30", "9999-12-31"), Set.of("start", "end")));

        assertThat(file.text()).contains("DTEND;VALUE=DATE:99991231").doesNotContain("DURATION");
    }

    @ParameterizedTest
    @CsvSource({
        "+10000-01-01, +10000-01-02",
        "-0001-12-31, 0000-01-01",
        "+10000-01-01T00:00:00Z, +10000-01-01T01:00:00Z",
        "-0001-12-31T23:00:00, 0000-01-01T01:00:00",
    })
    void anEventThatBeginsInAYearWithoutAFormIsRefusedAlone(String start, String end) {
        CalendarEvent other = lasting("2026-03-02", "2026-03-03");

        List<WriteResult<CalendarEvent>> results = file.write(
                CalendarFile.create(lasting(start, end)),
                CalendarFile.create(
                        CalendarEvent.builder("b").start(other.start()).build()));

        assertThat(results.get(0))
                .isInstanceOf(WriteResult.Rejected.class)
                .asString()
                .contains("years 0000 to 9999");
        assertThat(results.get(1)).isInstanceOf(WriteResult.Applied.class);
        assertThat(file.has("a")).isFalse();
        assertThat(file.has("b")).isTrue();
    }

    @Test
    void aTimeOfCreationWithoutAFormKeepsNoEventOut() {
        CalendarEvent event = lasting("2026-03-02", "2026-03-03").toBuilder()
                .createdAt(Instant.MAX)
                .build();

        assertThat(file.write(CalendarFile.create(event))).allMatch(result -> result instanceof WriteResult.Applied);
    }

    @ParameterizedTest
    @CsvSource({
        "DTSTART;TZID=America/New_York:20260302T090000, 99991231, 99991231T235959Z",
        "DTSTART;TZID=Pacific/Honolulu:20260302T090000, 99991231T235959, 99991231T235959Z",
        "DTSTART;TZID=Europe/Berlin:20260302T090000, 99991231, 99991231T225959Z",
        "DTSTART:20260302T090000, 99991231, 99991231T235959",
        "DTSTART;VALUE=DATE:20260302, 99991231T235959Z, 99991231",
        "DTSTART;TZID=Europe/Berlin:00000101T000000, 00000101T000000, 00000101T000000Z",
    })
    void aSeriesMayEndWhereTheCalendarDoes(String start, String until, String kept) {
        CalendarFile.put(
                file.path(), event("a", "RRULE:FREQ=YEARLY;UNTIL=" + until).replace("DTSTART:20260302T090000Z", start));

        assertThat(file.record("a").record().recurrence()).isEqualTo(Recurrence.of("FREQ=YEARLY;UNTIL=" + kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART:99999999",
                "DTSTART:20260230T000000Z",
                "DTSTART:-00010101",
                "DTEND:20260302T999999",
                "DURATION:P99999999999999999999D",
                "DURATION:PT9999999999H",
                "RRULE:FREQ=DAILY;UNTIL=99999999",
                "RRULE:FREQ=DAILY;COUNT=99999999999",
                "RRULE:FREQ=YEARLY;BYMONTH=99999999999",
                "RDATE:99999999T000000Z",
                "RDATE;VALUE=PERIOD:20260302T090000Z/P9999999999D",
                "RECURRENCE-ID:99999999",
            })
    void aValueThatNoParserTakesCostsItsEventAlone(String line) {
        String name = line.substring(0, line.indexOf(line.contains(";VALUE") ? ';' : ':'));
        String broken = event("a", line);
        CalendarFile.put(
                file.path(),
                name.equals("DTSTART") ? event("a").replace("DTSTART:20260302T090000Z", line) : broken,
                event("b"));

        assertThat(file.list().entries()).hasSize(2);
        assertThat(file.record("b").record().uid()).isEqualTo("b");
        assertThat(file.list().entries()).anyMatch(entry -> entry instanceof Entry.Unreadable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FREQ=YEARLY;INTERVAL=2147483647", "FREQ=YEARLY;UNTIL=99991231", "FREQ=YEARLY;COUNT=2147483647"})
    void aZoneWhoseRulesReachBeyondTheCalendarCostsNoEvent(String rule) {
        CalendarFile.put(
                file.path(),
                """
                BEGIN:VTIMEZONE
                TZID:Odd
                BEGIN:STANDARD
                DTSTART:00010101T000000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:%s
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:99991231T235959
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                END:DAYLIGHT
                END:VTIMEZONE
                """.formatted(rule),
                event("a").replace("DTSTART:20260302T090000Z", "DTSTART;TZID=Odd:20260302T090000"));

        assertThat(file.record("a").record().uid()).isEqualTo("a");
    }

    @Test
    void aPairWithTheLastDayOfAllComesToRest() {
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        IcsFile synced = new IcsFile(new AtomicFile(file.path(), AtomicFile.Disk.REAL), ZoneOffset.UTC, clock);
        SyncedCalendar calendar = new SyncedCalendar(clock);
        calendar.app().put(lasting("9999-12-31", "+10000-01-01"));

        assertThat(calendar.sync(synced).writes()).isEqualTo(1);

        assertThat(calendar.sync(synced).writes()).isZero();
        assertThat(file.record("a").record().end()).isEqualTo(EventTime.parse("+10000-01-01"));
    }
}
