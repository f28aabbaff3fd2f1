package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two apps that know one series by two UIDs: each has what the other sets apart under its own, where its next save finds it. */
class SeriesOfTwoUidsTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final JdbcCalendar ours = calendar("ours", 1);
    private final JdbcCalendar theirs = calendar("theirs", 2);
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .random(new SplittableRandom(3))
            .build();

    private JdbcCalendar calendar(String name, long seed) {
        return JdbcCalendar.builder(TestDatabases.inMemory(), name)
                .migrate(Migrate.SCRIPTS)
                .clock(clock)
                .random(new SplittableRandom(seed))
                .build();
    }

    private static EventTime at(int week) {
        return EventTime.zoned(EventSamples.MONDAY.plusWeeks(week).atTime(10, 0), EventSamples.BERLIN);
    }

    private static CalendarEvent series(String uid) {
        return CalendarEvent.builder(uid)
                .title("Standup")
                .start(at(0))
                .lasting(Duration.ofMinutes(30))
                .recurrence(Recurrence.of("FREQ=WEEKLY"))
                .build();
    }

    private static CalendarEvent titled(String title, String uid) {
        return CalendarEvent.builder(uid)
                .recurrenceId(at(2))
                .title(title)
                .start(at(2))
                .lasting(Duration.ofMinutes(30))
                .build();
    }

    private void sync() {
        clock.advance(Duration.ofMinutes(1));
        assertThat(engine.sync(SyncPair.between(ours.replica(), theirs.replica())
                                .id("both")
                                .build())
                        .hasFailures())
                .isFalse();
    }

    @BeforeEach
    void linkTheSeries() {
        ours.save(series("ours"));
        theirs.save(series("theirs"));
        sync();
        assertThat(ours.findByUid("theirs")).isEmpty();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void haveAnOccurrenceUnderTheUidOfTheirOwnSeries() {
        theirs.save(titled("in room 2", "theirs"));

        sync();

        assertThat(ours.findByUid("ours"))
                .extracting(row -> row.record().title())
                .containsExactlyInAnyOrder("Standup", "in room 2");
        assertThat(ours.findByUid("theirs")).isEmpty();
    }

    @Test
    void haveOneOccurrenceWhereBothMadeTheSame() {
        ours.save(titled("in room 2", "ours"));
        theirs.save(titled("in room 2", "theirs"));

        sync();
        ours.save(titled("in room 3", "ours"));
        sync();

        assertThat(theirs.findByUid("theirs"))
                .extracting(row -> row.record().title())
                .containsExactlyInAnyOrder("Standup", "in room 3");
        assertThat(ours.findByUid("ours")).hasSize(2);
    }

    @Test
    void editItThereByTheirNextSave() {
        theirs.save(titled("in room 2", "theirs"));
        sync();

        ours.save(titled("in room 3", "ours"));
        sync();

        assertThat(theirs.findByUid("theirs"))
                .extracting(row -> row.record().title())
                .containsExactlyInAnyOrder("Standup", "in room 3");
    }
}
