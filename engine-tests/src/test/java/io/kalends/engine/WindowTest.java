package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.sync.Action;
import io.kalends.sync.Mode;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncWindow;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant {@code windowEdgesDeleteNothing}. */
class WindowTest {

    /** How the right side tells of what lies outside the window. */
    enum Kind {
        TELLS_ALL,
        TELLS_WHAT_LIES_WITHIN,
        LISTS_WHAT_LIES_WITHIN;

        private InMemoryReplicaBuilder<CalendarEvent> set(InMemoryReplicaBuilder<CalendarEvent> side) {
            return switch (this) {
                case TELLS_ALL -> side;
                case TELLS_WHAT_LIES_WITHIN -> side.windowed();
                case LISTS_WHAT_LIES_WITHIN -> side.windowed().withoutHistory();
            };
        }
    }

    private static EventWorld world(Kind kind) {
        return new EventWorld(kind::set, pair -> pair.window(SyncWindow.around(Period.ofDays(30), Period.ofDays(30))));
    }

    private static CalendarEvent event(Instant start) {
        return CalendarEvent.builder("event at " + start)
                .title("event")
                .start(EventTime.utc(start))
                .end(EventTime.utc(start.plus(Duration.ofHours(1))))
                .build();
    }

    private static void move(InMemoryReplica<CalendarEvent> side, Duration by) {
        String id = side.records().keySet().iterator().next();
        side.edit(
                id,
                event -> event.toBuilder()
                        .start(EventTime.utc(event.start().widestStart().plus(by)))
                        .end(EventTime.utc(event.end().widestStart().plus(by)))
                        .build());
    }

    // Failure 15
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aYearThatPassesDayByDayDeletesNothingAndMakesNothingTwice(Kind kind) {
        EventWorld world = world(kind);
        Instant start = world.clock.instant();
        for (int week = 0; week < 26; week++) {
            Instant at = start.plus(Duration.ofDays(14L * week));
            if (week % 2 == 0) {
                world.left.put(event(at));
            } else {
                world.right.put(event(at));
            }
        }

        for (int day = 0; day < 365; day++) {
            SyncReport report = world.sync();
            assertThat(report.tally().count(Action.DELETE)).isZero();
            world.clock.advance(Duration.ofDays(1));
        }

        assertThat(world.left.contents()).hasSize(26).doesNotHaveDuplicates();
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }

    // Scenario 6
    @ParameterizedTest
    @EnumSource(Kind.class)
    void anEventThatIsMovedOutOfTheWindowIsDeletedNowhere(Kind kind) {
        EventWorld world = world(kind);
        world.left.put(event(world.clock.instant()));
        world.sync();
        world.sync();

        move(world.right, Duration.ofDays(200));
        world.sync();
        world.engine.sync(world.pair(), Mode.FULL);
        world.settles();

        assertThat(world.left.contents()).hasSize(1);
        assertThat(world.right.contents()).hasSize(1);
    }

    // Scenario 6
    @ParameterizedTest
    @EnumSource(Kind.class)
    void anEventThatIsMovedOutOfTheWindowAndBackTravels(Kind kind) {
        EventWorld world = world(kind);
        world.left.put(event(world.clock.instant()));
        world.sync();
        world.sync();
        move(world.right, Duration.ofDays(200));
        world.sync();
        world.sync();

        move(world.right, Duration.ofDays(-199));
        world.settles();

        assertThat(world.left.contents()).isEqualTo(world.right.contents()).hasSize(1);
    }

    // Scenario 11
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aDeletionOutsideTheWindowIsNobodysBusinessUntilItIsInside(Kind kind) {
        EventWorld world = world(kind);
        world.left.put(event(world.clock.instant()));
        world.sync();
        world.sync();
        world.clock.advance(Duration.ofDays(90));
        world.sync();
        world.right.remove(world.right.records().keySet().iterator().next());

        for (int run = 0; run < 3; run++) {
            world.sync();
        }

        assertThat(world.left.contents()).hasSize(1);
    }
}
