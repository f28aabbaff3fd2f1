package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The app gives a series another rule, clears its description, and sets one of its new dates apart. */
class GoogleNewOccurrenceTest extends AppAndGoogle {

    private static final EventTime WEDNESDAY =
            EventTime.zoned(EventSamples.MONDAY.plusDays(2).atTime(9, 0), EventSamples.BERLIN);

    private String series = "";

    @BeforeEach
    void edit() {
        series = world.app.put(
                EventSamples.series().toBuilder().description("bring shoes").build());
        settle();
        world.app.edit(
                series,
                event -> event.toBuilder()
                        .description("")
                        .recurrence(Recurrence.of("FREQ=DAILY;COUNT=10"))
                        .build());
    }

    private void setApart() {
        world.app.putChild(
                series,
                EventSamples.movedOccurrence().toBuilder()
                        .recurrenceId(WEDNESDAY)
                        .start(WEDNESDAY)
                        .lasting(Duration.ofHours(1))
                        .build());
    }

    @Test
    void comesInTheSameRun() {
        setApart();

        world.sync();

        arrives();
    }

    @Test
    void comesThoughTheSeriesChangesUnderTheWrite() {
        setApart();
        meanwhile("location", 1);

        world.sync();

        arrives();
    }

    @Test
    void waitsForASeriesThatChangesUnderEachWrite() {
        setApart();
        meanwhile("location", 12);

        world.sync();
        assertThat(world.problems()).noneMatch(problem -> problem.contains("call retry"));

        world.google.google().faults().clear();
        arrives();
    }

    @Test
    void isCalledOffInTheSameRun() {
        world.app.putChild(series, ExcludedDates.record(EventSamples.series().uid(), WEDNESDAY));
        meanwhile("location", 1);

        world.comesToRest();

        assertThat(world.problems()).isEmpty();
        assertThat(world.onGoogle()).hasSize(2);
    }

    private void meanwhile(String field, int times) {
        int[] edit = {0};
        world.google
                .google()
                .faults()
                .inject(
                        GoogleFault.meanwhile(() -> world.google
                                .calendar()
                                .patch(
                                        googleId("Standup"),
                                        JsonNodeFactory.instance.objectNode().put(field, "Hall " + ++edit[0]))),
                        CallPattern.of("events.patch").times(times));
    }

    private void arrives() {
        world.comesToRest();
        assertThat(world.problems()).isEmpty();
        assertThat(world.list())
                .filteredOn(CalendarEvent::isOccurrence)
                .singleElement()
                .satisfies(event -> assertThat(event.title()).isEqualTo("Standup, later"));
    }
}
