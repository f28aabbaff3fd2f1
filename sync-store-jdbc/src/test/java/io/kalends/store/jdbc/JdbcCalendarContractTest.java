package io.kalends.store.jdbc;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.sync.Replica;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import io.kalends.testkit.contract.ReplicaBreaker;
import io.kalends.testkit.contract.ReplicaContract;
import io.kalends.testkit.contract.ReplicaHarness;
import java.time.Clock;
import java.util.Optional;
import java.util.SplittableRandom;

/** A calendar in the database keeps the contract of a side. */
class JdbcCalendarContractTest extends ReplicaContract<CalendarEvent> {

    @Override
    protected ReplicaHarness<CalendarEvent> open() {
        return new Harness();
    }

    private static final class Harness implements ReplicaHarness<CalendarEvent> {

        private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        private final WatchedDatabase database = new WatchedDatabase(TestDatabases.inMemory());
        private final JdbcCalendar calendar = JdbcCalendar.builder(database.source(), "alice")
                .migrate(Migrate.SCRIPTS)
                .clock(clock)
                .random(new SplittableRandom(1))
                .build();

        @Override
        public Replica<CalendarEvent> replica() {
            return calendar.replica();
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public CalendarEvent sample(int n) {
            return EventSamples.meeting(n);
        }

        @Override
        public CalendarEvent edited(CalendarEvent record, int variant) {
            return record.toBuilder()
                    .title(record.title() + " edited " + variant)
                    .build();
        }

        @Override
        public String put(CalendarEvent record) {
            return calendar.save(record).id();
        }

        @Override
        public void replace(String id, CalendarEvent record) {
            calendar.save(record);
        }

        @Override
        public void remove(String id) {
            calendar.delete(id);
        }

        @Override
        public Optional<CalendarEvent> childOf(CalendarEvent parent) {
            return Optional.of(CalendarEvent.builder(parent.uid())
                    .recurrenceId(parent.start())
                    .title("moved")
                    .start(EventTime.zoned(EventSamples.MONDAY.atTime(15, 0), EventSamples.BERLIN))
                    .build());
        }

        @Override
        public Optional<ReplicaBreaker> breaker() {
            return Optional.of(new ReplicaBreaker() {
                @Override
                public void down() {
                    database.losesConnectionAt = call -> call.startsWith("getConnection");
                }

                @Override
                public void up() {
                    database.losesConnectionAt = call -> false;
                }

                @Override
                public void loseNextAnswer() {
                    database.losesNextCommitsAnswer = true;
                }

                @Override
                public void expireCursors() {
                    calendar.restored();
                }
            });
        }
    }
}
