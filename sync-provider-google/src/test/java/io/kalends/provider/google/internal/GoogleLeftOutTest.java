package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.CrashPoint;
import io.kalends.testkit.EventSamples;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates that an app calls off in a series that is new at Google, and dates that the series does not have. */
class GoogleLeftOutTest extends AppAndGoogle {

    private static final LocalTime NINE = LocalTime.of(9, 0);

    @ParameterizedTest
    @ValueSource(ints = {200, 700})
    void comeWithTheSeriesAndCostNothing(int dates) {
        putDaily(world, dates);
        world.google.google().calls().clear();

        world.sync();

        assertThat(world.google.google().calls().http()).hasSizeLessThanOrEqualTo(3);
        assertThat(world.google.google().calls().count("events.insert")).isEqualTo(1);
        assertThat(world.onGoogle()).hasSize(dates + 1).isEqualTo(world.onApp());
        world.comesToRest();
    }

    @Test
    void areNeverSeenThere() {
        putDaily(world, 3);
        List<String> seen = new ArrayList<>();
        world.hook((call, moment) -> world.google
                .calendar()
                .events()
                .forEach(event -> seen.add(event.path("recurrence").toString())));

        world.sync();

        assertThat(seen)
                .isNotEmpty()
                .allSatisfy(lines -> assertThat(lines.split("EXDATE")).hasSize(4));
    }

    @Test
    void floatWithTheirSeries() {
        CalendarEvent series = series("daily", "FREQ=DAILY;COUNT=9").toBuilder()
                .start(EventTime.floating(EventSamples.MONDAY.atTime(NINE)))
                .end(EventTime.floating(EventSamples.MONDAY.atTime(NINE.plusHours(1))))
                .build();
        EventTime date = EventTime.floating(EventSamples.MONDAY.plusDays(1).atTime(NINE));
        world.app.putChild(world.app.put(series), ExcludedDates.record(series.uid(), date));

        world.sync();

        assertThat(world.list()).extracting(CalendarEvent::originalStart).contains(Optional.of(date));
        settle();
    }

    @Test
    void areLinesOfASeriesThatIsThereButForThem() {
        refuseLinesOfInserts();
        putDaily(world, 20);

        world.sync();

        assertThat(world.google.google().calls().count("events.insert")).isEqualTo(2);
        assertThat(world.google.google().calls().count("events.patch")).isEqualTo(1);
        assertThat(world.onGoogle()).hasSize(21).isEqualTo(world.onApp());
        world.comesToRest();
    }

    @Test
    void areCalledOffOneByOneWhereSomebodyChangedTheSeriesMeanwhile() {
        refuseLinesOfInserts();
        putDaily(world, 3);
        world.google
                .google()
                .faults()
                .inject(
                        GoogleFault.meanwhile(() -> world.google
                                .calendar()
                                .patch(
                                        googleId("daily"),
                                        JsonNodeFactory.instance.objectNode().put("location", "there"))),
                        CallPattern.of("events.patch").nth(1));

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(4);
        assertThat(world.app.contents())
                .filteredOn(CalendarEvent::isSeries)
                .singleElement()
                .satisfies(series -> assertThat(series.location()).isEqualTo("there"));
    }

    @Test
    void areCalledOffOneByOneWhereGoogleRefusesTheLines() {
        refuseLinesOfInserts();
        putDaily(world, 3);
        world.google
                .google()
                .faults()
                .inject(
                        GoogleFault.error(400, "global", "invalid", "Invalid recurrence rule."),
                        CallPattern.of("events.patch").nth(1));

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(4);
    }

    @Test
    void comeToTheSameWhereverTheRunIsKilled() {
        int place = 0;
        boolean killed = true;
        while (killed) {
            place++;
            try (GoogleWorld other = new GoogleWorld()) {
                putDaily(other, 3);
                killed = other.killedAt(CrashPoint.at(place));
                other.comesToRest();
                assertThat(other.onGoogle()).as("killed at %s", place).hasSize(4);
            }
        }
        assertThat(place).as("places of a run").isGreaterThan(5);
    }

    @Test
    void isNoFailureWhereTheSeriesDoesNotHaveTheDate() {
        String series = world.app.put(weekly());
        settle();
        CalendarEvent never = ExcludedDates.record(
                weekly().uid(), EventTime.zoned(EventSamples.MONDAY.plusDays(2).atTime(NINE), EventSamples.BERLIN));
        world.app.putChild(series, never);
        CalendarEvent neither = ExcludedDates.record(
                weekly().uid(), EventTime.zoned(EventSamples.MONDAY.atTime(NINE.plusHours(1)), EventSamples.BERLIN));
        world.app.putChild(series, neither);

        settle();

        assertThat(world.onGoogle()).hasSize(3).isEqualTo(world.onApp());
        world.comesToRest();
        assertThat(world.app.contents()).contains(never, neither);
    }

    @Test
    void goesWithItsLineWhereItIsDeletedHere() {
        String series = world.app.put(weekly());
        String never = world.app.putChild(
                series,
                ExcludedDates.record(
                        weekly().uid(),
                        EventTime.zoned(EventSamples.MONDAY.plusDays(2).atTime(NINE), EventSamples.BERLIN)));
        settle();
        world.app.remove(never);

        settle();

        assertThat(world.google
                        .calendar()
                        .event(googleId("weekly"))
                        .orElseThrow()
                        .path("recurrence"))
                .hasSize(1);
    }

    @Test
    void goesWithASeriesThatBecomesASingleEvent() {
        putDaily(world, 2);
        settle();
        holes().forEach(world.app::remove);
        world.app.edit(id("daily"), GoogleLeftOutTest::once);

        settle();

        assertThat(world.onGoogle()).hasSize(1).isEqualTo(world.onApp());
    }

    @Test
    void staysHereWithASeriesThatBecomesASingleEventAndIsLeftOutAgainOnceItRepeatsAgain() {
        putDaily(world, 2);
        settle();
        CalendarEvent daily = world.app.find(id("daily")).orElseThrow().record();
        world.app.edit(id("daily"), GoogleLeftOutTest::once);

        settle();

        assertThat(world.onGoogle()).hasSize(1);
        assertThat(world.app.contents()).hasSize(3);

        world.app.edit(id("daily"), event -> daily);
        settle();

        assertThat(world.onGoogle()).hasSize(3).isEqualTo(world.onApp());
        world.comesToRest();
    }

    @Test
    void isNothingToDoAsLongAsItsSeriesIsNotThere() {
        CalendarEvent date = ExcludedDates.record(
                "daily", EventTime.zoned(EventSamples.MONDAY.plusDays(1).atTime(NINE), EventSamples.BERLIN));
        String alone = world.app.put(date);

        SyncReport run = world.sync();

        assertThat(run.describe()).contains("leave").contains("its series is not there");
        assertThat(world.engineNow().status(world.pair()).stuck()).isEmpty();
        settle();

        world.app.remove(alone);
        world.app.putChild(world.app.put(series("daily", "FREQ=DAILY;COUNT=9")), date);
        settle();

        assertThat(world.onGoogle()).hasSize(2).isEqualTo(world.onApp());
    }

    @Test
    void isMadeOnceItTakesPlace() {
        CalendarEvent tango = series("daily", "FREQ=DAILY;COUNT=9").toBuilder()
                .recurrence(Recurrence.NONE)
                .recurrenceId(EventTime.zoned(EventSamples.MONDAY.atTime(NINE), EventSamples.BERLIN))
                .build();
        String alone = world.app.put(
                ExcludedDates.record("daily", tango.originalStart().orElseThrow()));
        settle();

        world.app.edit(alone, event -> tango);
        settle();

        assertThat(world.onGoogle()).hasSize(1).isEqualTo(world.onApp());
    }

    @Test
    void goesFromTheAppWhereSomebodyMakesTheSeriesASingleEventAtGoogle() {
        putDaily(world, 2);
        settle();
        world.google
                .calendar()
                .patch(googleId("daily"), JsonNodeFactory.instance.objectNode().putNull("recurrence"));

        settle();

        assertThat(onlyOneInTheApp().isSeries()).isFalse();
        world.comesToRest();
    }

    private void refuseLinesOfInserts() {
        world.google
                .google()
                .faults()
                .inject(
                        GoogleFault.error(400, "global", "invalid", "Invalid recurrence rule."),
                        CallPattern.of("events.insert").nth(1));
    }

    private List<String> holes() {
        return world.app.records().entrySet().stream()
                .filter(entry -> entry.getValue().isOccurrence())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static CalendarEvent once(CalendarEvent series) {
        return series.toBuilder().recurrence(Recurrence.NONE).build();
    }

    private static CalendarEvent weekly() {
        return series("weekly", "FREQ=WEEKLY;COUNT=10");
    }

    private static CalendarEvent series(String name, String rule) {
        EventTime start = EventTime.zoned(EventSamples.MONDAY.atTime(NINE), EventSamples.BERLIN);
        return CalendarEvent.builder(name)
                .title(name)
                .start(start)
                .end(EventTime.zoned(EventSamples.MONDAY.atTime(NINE.plusHours(1)), EventSamples.BERLIN))
                .recurrence(Recurrence.of(rule))
                .build();
    }

    /** A series of every day in the app, of which as many dates are called off. */
    private static void putDaily(GoogleWorld world, int calledOff) {
        CalendarEvent daily = series("daily", "FREQ=DAILY;COUNT=1000");
        String id = world.app.put(daily);
        List<EventTime> dates = IntStream.rangeClosed(1, calledOff)
                .mapToObj(
                        day -> EventTime.zoned(EventSamples.MONDAY.plusDays(day).atTime(NINE), EventSamples.BERLIN))
                .toList();
        dates.forEach(date -> world.app.putChild(
                id,
                CalendarEvent.builder(daily.uid())
                        .recurrenceId(date)
                        .status(EventStatus.CANCELLED)
                        .build()));
    }
}
