package io.kalends.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A series that is moved or split renames its exceptions: none is lost, doubled or brought back under its old name. */
class MovedSeriesTest {

    private static final LocalDate SECOND = EventSamples.MONDAY.plusWeeks(1);

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<CalendarEvent> left = side("left");
    private final InMemoryReplica<CalendarEvent> right = side("right");
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .random(new SplittableRandom(5))
            .build();
    private final String series = left.put(series(10, Recurrence.of("FREQ=WEEKLY")));
    private final String exception = left.putChild(series, exception("series", SECOND, 10, "Standup, in room 2"));

    private InMemoryReplica<CalendarEvent> side(String id) {
        return InMemoryReplica.builder(id, CalendarEvents.type()).clock(clock).build();
    }

    private static EventTime at(LocalDate day, int hour) {
        return EventTime.zoned(day.atTime(hour, 0), EventSamples.BERLIN);
    }

    private static CalendarEvent series(int hour, Recurrence recurrence) {
        return CalendarEvent.builder("series")
                .title("Standup")
                .start(at(EventSamples.MONDAY, hour))
                .lasting(Duration.ofMinutes(30))
                .recurrence(recurrence)
                .build();
    }

    private static CalendarEvent exception(String uid, LocalDate day, int hour, String title) {
        return CalendarEvent.builder(uid)
                .recurrenceId(at(day, hour))
                .title(title)
                .start(at(day, hour))
                .lasting(Duration.ofMinutes(30))
                .build();
    }

    private SyncReport sync() {
        clock.advance(Duration.ofMinutes(1));
        return engine.sync(SyncPair.between(left, right).id("pair").build());
    }

    private void settles() {
        sync();
        sync();
        SyncReport third = sync();
        assertThat(third.writes()).as(third.describe()).isZero();
        assertThat(right.contents()).containsExactlyInAnyOrderElementsOf(left.contents());
    }

    private static String find(InMemoryReplica<CalendarEvent> side, Predicate<CalendarEvent> which) {
        return side.records().entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** What an app does to its own rows when somebody moves the whole series to eleven. */
    private void moveToEleven() {
        left.edit(series, event -> series(11, Recurrence.of("FREQ=WEEKLY")));
        left.remove(exception);
        left.putChild(series, exception("series", SECOND, 11, "Standup, in room 2"));
    }

    /** What an app does when somebody moves this occurrence and all that follow to eleven: another series goes on. */
    private void splitBeforeTheSecond() {
        left.remove(exception);
        left.edit(series, event -> series(10, Recurrence.of("FREQ=WEEKLY;UNTIL=20260308T090000Z")));
        String rest = left.put(CalendarEvent.builder("rest")
                .title("Standup")
                .start(at(SECOND, 11))
                .lasting(Duration.ofMinutes(30))
                .recurrence(Recurrence.of("FREQ=WEEKLY"))
                .build());
        left.putChild(rest, exception("rest", SECOND, 11, "Standup, in room 2"));
    }

    @BeforeEach
    void firstSync() {
        sync();
    }

    @Test
    void takesItsExceptionsAlongOnASideThatKeepsThemUnderTheirOldNames() {
        moveToEleven();

        settles();

        assertThat(right.contents()).hasSize(2);
    }

    @Test
    void bringsBackWhatTheOtherSideDroppedWithTheWrite() {
        dropsExceptionsWhenASeriesIsWritten();
        left.edit(series, event -> series(10, Recurrence.of("FREQ=DAILY")));

        settles();

        assertThat(left.contents()).hasSize(2);
        assertThat(right.contents()).extracting(CalendarEvent::title).contains("Standup, in room 2");
    }

    @Test
    void bringsBackWhatTheOtherSideDroppedThoughItsOwnExceptionsAreRenamed() {
        dropsExceptionsWhenASeriesIsWritten();
        moveToEleven();

        settles();

        assertThat(right.contents()).hasSize(2);
    }

    @Test
    void keepsAnEditOfAnExceptionThatTheOtherSideDropsWithTheWrite() {
        dropsExceptionsWhenASeriesIsWritten();
        right.edit(
                find(right, CalendarEvent::isOccurrence),
                event -> event.toBuilder().location("Room 3").build());
        left.edit(series, event -> series(10, Recurrence.of("FREQ=DAILY")));

        settles();

        assertThat(left.contents()).extracting(CalendarEvent::location).contains("Room 3");
    }

    @Test
    void keepsAnEditOfAnExceptionThatIsRenamedMeanwhile() {
        right.edit(
                find(right, CalendarEvent::isOccurrence),
                event -> event.toBuilder().location("Room 3").build());
        moveToEleven();

        settles();

        assertThat(left.contents())
                .filteredOn(CalendarEvent::isOccurrence)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.location()).isEqualTo("Room 3");
                    assertThat(event.originalStart()).contains(at(SECOND, 11));
                });
    }

    @Test
    void countsNoRenamedExceptionAsRemoved() {
        for (int week = 2; week < 42; week++) {
            left.putChild(series, exception("series", EventSamples.MONDAY.plusWeeks(week), 10, "week " + week));
        }
        sync();
        List<String> old = List.copyOf(left.records().keySet());
        old.stream().filter(id -> !id.equals(series)).forEach(left::remove);
        left.edit(series, event -> series(11, Recurrence.of("FREQ=WEEKLY")));
        for (int week = 1; week < 42; week++) {
            left.putChild(series, exception("series", EventSamples.MONDAY.plusWeeks(week), 11, "week " + week));
        }

        SyncReport report = sync();

        assertThat(report.heldUnder()).isEmpty();
        settles();
        assertThat(right.contents()).hasSize(42);
    }

    @Test
    void goesOnInAnotherSeriesWithItsExceptions() {
        splitBeforeTheSecond();

        settles();

        assertThat(right.contents()).hasSize(3);
    }

    @Test
    void keepsAnEditOfAnExceptionThatGoesOnInAnotherSeries() {
        right.edit(
                find(right, CalendarEvent::isOccurrence),
                event -> event.toBuilder().location("Room 3").build());
        splitBeforeTheSecond();

        settles();

        assertThat(left.contents())
                .filteredOn(CalendarEvent::isOccurrence)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.location()).isEqualTo("Room 3");
                    assertThat(event.uid()).isEqualTo("rest");
                });
    }

    @Test
    void makesTheSeriesThatGoesOnBeforeItCutsTheOldOneOff() {
        splitBeforeTheSecond();

        SyncReport report = sync();

        assertThat(report.steps())
                .filteredOn(step -> step.side() == Side.RIGHT)
                .extracting(step -> step.action())
                .startsWith(Action.CREATE, Action.UPDATE);
    }

    /** As Microsoft Graph does, with a new pattern. */
    private void dropsExceptionsWhenASeriesIsWritten() {
        CalendarEvent[] known = {written()};
        right.hook((call, moment) -> {
            if (call.operation().equals(Call.WRITE)
                    && moment == Moment.AFTER
                    && !written().equals(known[0])) {
                known[0] = written();
                right.records().forEach((id, event) -> {
                    if (event.isOccurrence()) {
                        right.remove(id);
                    }
                });
            }
        });
    }

    private CalendarEvent written() {
        return requireNonNull(right.records().get(find(right, event -> !event.isOccurrence())));
    }

    @Test
    void renamesAnExceptionThatStandsAtATimeOfItsOwn() {
        CalendarEvent moved = exception("series", SECOND, 10, "Standup, in room 2").toBuilder()
                .start(at(SECOND.plusDays(1), 15))
                .lasting(Duration.ofMinutes(30))
                .build();
        left.edit(exception, event -> moved);
        settles();

        left.edit(series, event -> series(11, Recurrence.of("FREQ=WEEKLY")));
        left.remove(exception);
        left.putChild(series, moved.toBuilder().recurrenceId(at(SECOND, 11)).build());

        settles();
    }
}
