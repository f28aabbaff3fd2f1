package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventDateTime;
import io.kalends.calendar.EventTime;
import io.kalends.testkit.EventSamples;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be told without expanding a rule; beside it what the emulator makes of the rule. */
class SeriesDatesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final GoogleTimes BERLIN = new GoogleTimes(EventSamples.BERLIN);
    private static final SeriesDates DATES = new SeriesDates(new GoogleRecurrence(BERLIN));

    private static Event series(LocalDateTime start, String... lines) {
        EventTime at = EventTime.zoned(start, EventSamples.BERLIN);
        return new Event()
                .setId("series")
                .setStart(BERLIN.write(at))
                .setEnd(BERLIN.write(EventTime.zoned(start.plusHours(1), EventSamples.BERLIN)))
                .setRecurrence(List.of(lines));
    }

    private static boolean lacks(Event series, LocalDateTime date) {
        return DATES.lack(series, EventTime.zoned(date, EventSamples.BERLIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "another time of day       | RRULE:FREQ=WEEKLY                     | 2026-03-09T09:30",
                "another day of the week   | RRULE:FREQ=WEEKLY                     | 2026-03-10T09:00",
                "none of its days          | RRULE:FREQ=WEEKLY;BYDAY=TU,WE         | 2026-03-09T09:00",
                "the week between          | RRULE:FREQ=WEEKLY;INTERVAL=2          | 2026-03-09T09:00",
                "the day between           | RRULE:FREQ=DAILY;INTERVAL=2           | 2026-03-03T09:00",
                "another day of the month  | RRULE:FREQ=MONTHLY                    | 2026-04-03T09:00",
                "the month between         | RRULE:FREQ=MONTHLY;INTERVAL=2         | 2026-04-02T09:00",
                "another day of the year   | RRULE:FREQ=YEARLY                     | 2027-03-03T09:00",
                "the year between          | RRULE:FREQ=YEARLY;INTERVAL=2          | 2027-03-02T09:00",
                "before its start          | RRULE:FREQ=WEEKLY                     | 2026-02-23T09:00",
                "after its end             | RRULE:FREQ=WEEKLY;UNTIL=20260316T080000Z | 2026-03-23T09:00",
                "after its last            | RRULE:FREQ=WEEKLY;COUNT=3             | 2026-03-23T09:00",
                "no extra date             | RDATE;TZID=Europe/Berlin:20260311T090000 | 2026-03-12T09:00"
            })
    void knowsWhatASeriesCannotHave(String why, String line, LocalDateTime date) {
        assertThat(lacks(series(MONDAY.atTime(9, 0), line.strip()), date))
                .as(why)
                .isTrue();
    }

    @Test
    void takesExtraDatesAndTheStartForDatesOfTheSeries() {
        Event series = series(
                MONDAY.atTime(9, 0),
                "RRULE:FREQ=WEEKLY;BYDAY=WE",
                "RDATE;TZID=Europe/Berlin:20260312T173000",
                "EXDATE;TZID=Europe/Berlin:20260311T090000");

        assertThat(lacks(series, LocalDateTime.of(2026, 3, 12, 17, 30))).isFalse();
        assertThat(lacks(series, MONDAY.atTime(9, 0))).isFalse();
        assertThat(lacks(series, LocalDateTime.of(2026, 3, 11, 9, 0)))
                .as("left out is in the rule")
                .isFalse();
    }

    @Test
    void saysNothingOfATimeThatTheClocksPassOver() {
        Event series = series(LocalDateTime.of(2026, 3, 28, 2, 30), "RRULE:FREQ=DAILY");

        assertThat(lacks(series, LocalDateTime.of(2026, 3, 29, 3, 30))).isFalse();
        assertThat(lacks(series, LocalDateTime.of(2026, 3, 30, 3, 30))).isTrue();
    }

    @Test
    void knowsThatADayIsNoTime() {
        Event days = new Event()
                .setId("series")
                .setStart(new EventDateTime().setDate(new DateTime("2026-03-02")))
                .setEnd(new EventDateTime().setDate(new DateTime("2026-03-03")))
                .setRecurrence(List.of("RRULE:FREQ=DAILY"));

        assertThat(lacks(days, MONDAY.plusDays(1).atTime(9, 0))).isTrue();
        assertThat(DATES.lack(days, EventTime.allDay(MONDAY.plusDays(1)))).isFalse();
        assertThat(DATES.lack(days, EventTime.allDay(MONDAY.minusDays(1)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRULE:FREQ=DAILY;INTERVAL=3",
                "RRULE:FREQ=DAILY;BYDAY=MO,FR;COUNT=9",
                "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,SU;INTERVAL=2;WKST=SU",
                "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,SU;INTERVAL=2",
                "RRULE:FREQ=WEEKLY;UNTIL=20260420T070000Z",
                "RRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR",
                "RRULE:FREQ=MONTHLY;BYMONTHDAY=31,-1",
                "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;INTERVAL=2",
                "RRULE:FREQ=YEARLY;BYMONTH=3,6;BYDAY=1MO"
            })
    void deniesNoDateThatTheEmulatorHas(String rule) {
        Event series = series(MONDAY.atTime(9, 0), rule);
        try (EmulatedSide side = new EmulatedSide()) {
            String id = side.calendar()
                    .insert(LeftBehind.json("{'start':{'dateTime':'2026-03-02T09:00:00','timeZone':'Europe/Berlin'},"
                            + "'end':{'dateTime':'2026-03-02T10:00:00','timeZone':'Europe/Berlin'},"
                            + "'recurrence':['" + rule + "']}"));
            List<LocalDateTime> denied = new ArrayList<>();
            int had = 0;
            for (LocalDate day : MONDAY.datesUntil(MONDAY.plusDays(150)).toList()) {
                for (LocalTime time : List.of(LocalTime.of(9, 0), LocalTime.of(9, 30))) {
                    EventTime date = EventTime.zoned(day.atTime(time), EventSamples.BERLIN);
                    if (side.calendar().event(EventIds.occurrence(id, date)).isPresent()) {
                        had++;
                        if (DATES.lack(series, date)) {
                            denied.add(day.atTime(time));
                        }
                    }
                }
            }

            assertThat(denied).isEmpty();
            assertThat(had).isGreaterThan(1);
        }
    }
}
