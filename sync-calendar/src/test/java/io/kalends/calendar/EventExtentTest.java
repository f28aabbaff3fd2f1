package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.record.Extent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventExtentTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, 2026-03-01T11:00:00Z, 2026-03-01T10:00:00Z, 2026-03-01T11:00:00Z",
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01, 2026-03-02, 2026-02-28T10:00:00Z, 2026-03-02T12:00:00Z",
        "2026-03-01T10:00:00, 2026-03-01T11:00:00, 2026-02-28T20:00:00Z, 2026-03-01T23:00:00Z",
        "2026-03-29T01:00:00+01:00[Europe/Berlin], 2026-03-29T04:00:00+02:00[Europe/Berlin],"
                + " 2026-03-29T00:00:00Z, 2026-03-29T02:00:00Z",
    })
    void coversAnEventAlone(String start, String end, Instant from, Instant to) {
        assertThat(extent(event(start, end, Recurrence.NONE))).isEqualTo(new Extent(from, to));
    }

    @Test
    void coversASeriesUpToTheEndOfItsLastOccurrence() {
        CalendarEvent event = event(
                "2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z", Recurrence.of("FREQ=DAILY;UNTIL=20260331T100000Z"));

        assertThat(extent(event))
                .isEqualTo(new Extent(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-31T12:00:00Z")));
    }

    @Test
    void coversExtraDatesOnBothSides() {
        Recurrence dates = new Recurrence(
                List.of(), List.of(EventTime.parse("2026-02-01T10:00:00Z"), EventTime.parse("2026-04-01T10:00:00Z")));

        assertThat(extent(event("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z", dates)))
                .isEqualTo(new Extent(Instant.parse("2026-02-01T10:00:00Z"), Instant.parse("2026-04-01T11:00:00Z")));
    }

    @Test
    void hasNoEndForASeriesWithoutOne() {
        CalendarEvent event = event("2026-03-01", "2026-03-02", Recurrence.of("FREQ=YEARLY"));

        assertThat(extent(event)).isEqualTo(new Extent(Instant.parse("2026-02-28T10:00:00Z"), null));
    }

    @Test
    void coversASeriesThatEndsBeforeItStarts() {
        CalendarEvent event = event(
                "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z", Recurrence.of("FREQ=DAILY;UNTIL=20200101T000000Z"));

        assertThat(extent(event))
                .isEqualTo(new Extent(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T11:00:00Z")));
    }

    private static Extent extent(CalendarEvent event) {
        return CalendarEvents.type().extent(event).orElseThrow();
    }

    private static CalendarEvent event(String start, String end, Recurrence recurrence) {
        return CalendarEvent.builder("u1")
                .start(EventTime.parse(start))
                .end(EventTime.parse(end))
                .recurrence(recurrence)
                .build();
    }
}
