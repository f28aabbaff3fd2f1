package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What an occurrence that stands apart is called after its series was moved or split. */
class OccurrenceNamesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final OccurrenceNames names = new OccurrenceNames();
    private final CalendarEvent series = series("series", MONDAY, 10, "FREQ=WEEKLY");
    private final CalendarEvent cutOff = series("series", MONDAY, 10, "FREQ=WEEKLY;UNTIL=20260315T225959Z");

    private static CalendarEvent series(String uid, LocalDate first, int hour, String rule) {
        return CalendarEvent.builder(uid)
                .start(at(first, hour))
                .lasting(Duration.ofMinutes(30))
                .recurrence(Recurrence.of(rule))
                .build();
    }

    private static CalendarEvent third() {
        return CalendarEvent.builder("series")
                .recurrenceId(at(MONDAY.plusWeeks(2), 10))
                .start(at(MONDAY.plusWeeks(2), 12))
                .lasting(Duration.ofMinutes(30))
                .build();
    }

    private static EventTime at(LocalDate day, int hour) {
        return EventTime.zoned(day.atTime(hour, 0), BERLIN);
    }

    @Test
    void aSeriesThatMovesTakesItsOccurrencesAlong() {
        CalendarEvent moved = series("series", MONDAY.plusDays(1), 11, "FREQ=WEEKLY");

        assertThat(names.rename(third(), series, moved).recurrenceId())
                .isEqualTo(at(MONDAY.plusWeeks(2).plusDays(1), 11));
    }

    @Test
    void aSeriesThatGoesOnWithAnotherLeavesThemOnTheirDaysAtItsOwnTime() {
        CalendarEvent rest = series("rest", MONDAY.plusWeeks(2), 11, "FREQ=WEEKLY");

        CalendarEvent renamed = names.rename(third(), series, rest);

        assertThat(renamed.recurrenceId()).isEqualTo(at(MONDAY.plusWeeks(2), 11));
        assertThat(renamed.uid()).isEqualTo("rest");
    }

    @Test
    void aSeriesThatBeginsAfterTheBeginningOfOneThatWasCutOffMayGoOnWithIt() {
        assertThat(names.mayGoOn(series, cutOff, series("rest", MONDAY.plusWeeks(2), 11, "FREQ=WEEKLY")))
                .isTrue();
    }

    @Test
    void noneGoesOnWithASeriesThatGoesOnItself() {
        CalendarEvent moved = series("series", MONDAY, 11, "FREQ=WEEKLY");

        assertThat(names.mayGoOn(series, moved, series("other", MONDAY.plusWeeks(2), 11, "FREQ=WEEKLY")))
                .isFalse();
    }

    @Test
    void noneThatBeganAsEarlyGoesOnWithASeries() {
        assertThat(names.mayGoOn(series, cutOff, series("other", MONDAY, 11, "FREQ=WEEKLY")))
                .isFalse();
    }
}
