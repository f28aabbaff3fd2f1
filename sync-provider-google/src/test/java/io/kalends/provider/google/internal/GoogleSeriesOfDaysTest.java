package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.testkit.EventSamples;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A series of days with an occurrence that has times, a series of hours with one that lasts all day, and back. */
class GoogleSeriesOfDaysTest extends AppAndGoogle {

    private static final LocalDate MONDAY = EventSamples.MONDAY;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOccurrenceThatWasMadeTheOtherKindFallsBack(boolean toDays) {
        String series = world.app.put(weekly(!toDays));
        String apart = world.app.putChild(series, second(!toDays, toDays));
        settle();
        world.app.remove(apart);

        settle();

        assertThat(secondAtGoogle(!toDays).path("start").has("date")).isEqualTo(!toDays);
        assertThat(world.app.contents()).hasSize(1);
        world.comesToRest();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOccurrenceThatWasMadeTheOtherKindAtGoogleFallsBack(boolean toDays) {
        world.app.put(weekly(!toDays));
        settle();
        world.google.calendar().patch(idOfSecond(!toDays), times(MONDAY.plusWeeks(1), toDays));
        settle();
        world.app.remove(apart());

        settle();

        assertThat(secondAtGoogle(!toDays).path("start").has("date")).isEqualTo(!toDays);
        assertThat(world.app.contents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSeriesTakesTheDatesAlongThatItLeavesOut(boolean toDays) {
        String series = world.app.put(weekly(!toDays));
        String hole = world.app.putChild(series, ExcludedDates.record("event", start(MONDAY.plusWeeks(1), !toDays)));
        settle();
        world.app.remove(hole);
        world.app.edit(series, before -> weekly(toDays));
        world.app.putChild(series, ExcludedDates.record("event", start(MONDAY.plusWeeks(1), toDays)));

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2);
    }

    @Test
    void aSeriesWithAnEditedDayGetsTimesAndTakesItAlong() {
        String series = world.app.put(weekly(true));
        String apart = world.app.putChild(series, second(true, true));
        settle();
        world.app.remove(apart);
        world.app.edit(series, before -> weekly(false));
        world.app.putChild(series, second(false, false));

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2).anyMatch(event -> event.contains("Tango"));
    }

    private String apart() {
        return world.app.records().entrySet().stream()
                .filter(entry -> entry.getValue().isOccurrence())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private JsonNode secondAtGoogle(boolean ofDays) {
        return world.google.calendar().event(idOfSecond(ofDays)).orElseThrow();
    }

    private String idOfSecond(boolean ofDays) {
        return EventIds.occurrence(googleId("event"), start(MONDAY.plusWeeks(1), ofDays));
    }

    private static CalendarEvent single(boolean days) {
        return CalendarEvent.builder("event")
                .title("event")
                .start(start(MONDAY, days))
                .end(end(MONDAY, days))
                .build();
    }

    private static CalendarEvent weekly(boolean days) {
        return single(days).toBuilder()
                .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=5"))
                .build();
    }

    /** The second occurrence under the name that it has in a series of one kind, of that kind or the other. */
    private static CalendarEvent second(boolean seriesOfDays, boolean days) {
        LocalDate date = MONDAY.plusWeeks(1);
        return CalendarEvent.builder("event")
                .recurrenceId(start(date, seriesOfDays))
                .title("Tango")
                .start(start(date, days))
                .end(end(date, days))
                .build();
    }

    private static EventTime start(LocalDate date, boolean days) {
        return days ? EventTime.allDay(date) : EventTime.zoned(date.atTime(LocalTime.of(9, 0)), EventSamples.BERLIN);
    }

    private static EventTime end(LocalDate date, boolean days) {
        return days
                ? EventTime.allDay(date.plusDays(1))
                : EventTime.zoned(date.atTime(LocalTime.of(10, 0)), EventSamples.BERLIN);
    }

    /** What Google's own pages make of an event. */
    private static ObjectNode times(LocalDate date, boolean days) {
        ObjectNode changes = EmulatedSide.json(CalendarEvent.builder("event")
                .start(start(date, days))
                .end(end(date, days))
                .build());
        changes.retain("start", "end");
        for (String which : new String[] {"start", "end"}) {
            ObjectNode time = (ObjectNode) changes.get(which);
            if (days) {
                time.putNull("dateTime").putNull("timeZone");
            } else {
                time.putNull("date");
            }
        }
        return changes;
    }
}
