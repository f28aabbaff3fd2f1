package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events at the ends of the calendar: Google's wire has the years from 1 to 9999. */
class GoogleEndsOfTimeTest extends AppAndGoogle {

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31", "+10000-01-01", "0000-03-01", "-0001-03-01", "1582-10-10"})
    void whatGoogleCannotHoldFailsAloneAndSaysWhy(String day) {
        world.app.put(allDay(day));
        world.app.put(EventSamples.meeting(1));

        SyncReport report = world.sync();

        assertThat(report.writes()).isEqualTo(1);
        assertThat(world.onGoogle()).hasSize(1);
        assertThat(world.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("a start or an end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-30", "0001-01-01", "1582-10-03", "1582-10-15"})
    void aDayArrivesAsItIs(String day) {
        CalendarEvent event = allDay(day);
        world.app.put(event);

        settle();

        assertThat(world.google
                        .calendar()
                        .events()
                        .get(0)
                        .path("start")
                        .path("date")
                        .asText())
                .isEqualTo(day);
        assertThat(world.list().get(0).start()).isEqualTo(event.start());
        assertThat(onlyOneInTheApp()).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T09:00:00", "1500-03-01T09:00:00", "1890-01-01T09:00:00", "9999-12-31T09:00:00"})
    void aTimeArrivesAsItIs(String time) {
        EventTime start = EventTime.zoned(LocalDateTime.parse(time), EventSamples.BERLIN);
        world.app.put(CalendarEvent.builder("time")
                .title("time")
                .start(start)
                .lasting(Duration.ofHours(1))
                .build());

        settle();

        assertThat(world.list().get(0).start()).isEqualTo(start);
        assertThat(onlyOneInTheApp().start()).isEqualTo(start);
    }

    @Test
    void aSeriesWestOfUtcThatEndsOnTheLastDayArrives() {
        CalendarEvent series = CalendarEvent.builder("series")
                .title("series")
                .start(EventTime.zoned(EventSamples.MONDAY.atTime(9, 0), ZoneId.of("America/New_York")))
                .lasting(Duration.ofHours(1))
                .recurrence(Recurrence.of("FREQ=YEARLY;UNTIL=99991231"))
                .build();
        world.app.put(series);

        settle();

        assertThat(world.list().get(0).recurrence().rules()).containsExactly("FREQ=YEARLY;UNTIL=99991231T235959Z");
        assertThat(onlyOneInTheApp()).isEqualTo(series);
    }

    private static CalendarEvent allDay(String day) {
        return CalendarEvent.builder("day")
                .title("day")
                .start(EventTime.allDay(LocalDate.parse(day)))
                .build();
    }
}
