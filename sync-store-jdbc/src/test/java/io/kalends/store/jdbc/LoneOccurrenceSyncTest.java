package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.Versioned;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An occurrence that comes before its series, kept in sync between the calendars of two databases. */
class LoneOccurrenceSyncTest {

    private static final Instant FIRST = Instant.parse("2026-03-02T08:00:00Z");

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final JdbcCalendar here = calendar("here", 1);
    private final JdbcCalendar there = calendar("there", 2);
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .random(new SplittableRandom(3))
            .build();
    private final SyncPair<CalendarEvent> pair =
            SyncPair.between(here.replica(), there.replica()).id("both").build();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void comesOverAloneThenBelongsToItsSeriesAndGoesWithIt() {
        here.save(occurrence(1));
        sync();
        assertThat(there.findByUid("series"))
                .singleElement()
                .extracting(Versioned::parent)
                .isNull();

        Versioned<CalendarEvent> series = here.save(series());
        sync();
        assertThat(parents(there)).containsExactlyInAnyOrder(null, idOfSeries(there));
        assertThat(sync().writes()).isZero();

        here.delete(series.id());
        sync();
        assertThat(here.findByUid("series")).isEmpty();
        assertThat(there.findByUid("series")).isEmpty();

        here.save(occurrence(1));
        sync();
        assertThat(parents(there)).containsOnlyNulls().hasSize(1);
    }

    @Test
    void isLinkedWithTheOccurrenceOfASeriesThatIsThere() {
        here.save(occurrence(1));
        there.save(series());
        there.save(occurrence(1));
        there.save(occurrence(2));

        sync();

        for (JdbcCalendar calendar : List.of(here, there)) {
            String series = idOfSeries(calendar);
            assertThat(parents(calendar)).containsExactlyInAnyOrder(null, series, series);
        }
        assertThat(sync().writes()).isZero();
    }

    private SyncReport sync() {
        clock.advance(Duration.ofMinutes(1));
        return engine.sync(pair);
    }

    private static List<String> parents(JdbcCalendar calendar) {
        return calendar.findByUid("series").stream().map(Versioned::parent).toList();
    }

    private static String idOfSeries(JdbcCalendar calendar) {
        return calendar.findByUid("series").stream()
                .filter(row -> row.record().isSeries())
                .map(Versioned::id)
                .findFirst()
                .orElseThrow();
    }

    private JdbcCalendar calendar(String name, long seed) {
        return JdbcCalendar.builder(TestDatabases.inMemory(), name)
                .migrate(Migrate.SCRIPTS)
                .clock(clock)
                .random(new SplittableRandom(seed))
                .build();
    }

    private static CalendarEvent series() {
        return CalendarEvent.builder("series")
                .title("daily")
                .start(EventTime.utc(FIRST))
                .lasting(Duration.ofHours(1))
                .recurrence(Recurrence.of("FREQ=DAILY"))
                .build();
    }

    private static CalendarEvent occurrence(int day) {
        Instant start = FIRST.plus(Duration.ofDays(day));
        return CalendarEvent.builder("series")
                .title("moved")
                .recurrenceId(EventTime.utc(start))
                .start(EventTime.utc(start.plusSeconds(600)))
                .lasting(Duration.ofHours(1))
                .build();
    }
}
