package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Action;
import io.kalends.sync.Direction;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A host saves a series with another schedule and leaves its edited occurrence alone; the other side drops or cancels what
 * no longer fits. That is nobody's edit.
 */
class RescheduledSeriesTest {

    /** What the other side does to the exceptions of a series that is rescheduled. */
    enum OtherSide {
        DROPS {
            @Override
            InMemoryReplicaBuilder<CalendarEvent> with(InMemoryReplicaBuilder<CalendarEvent> side) {
                return side.droppingChildren();
            }
        },
        CANCELS {
            @Override
            InMemoryReplicaBuilder<CalendarEvent> with(InMemoryReplicaBuilder<CalendarEvent> side) {
                return side.emptyingChildren(RescheduledSeriesTest::cancelled);
            }
        },
        KEEPS {
            @Override
            InMemoryReplicaBuilder<CalendarEvent> with(InMemoryReplicaBuilder<CalendarEvent> side) {
                return side;
            }
        };

        abstract InMemoryReplicaBuilder<CalendarEvent> with(InMemoryReplicaBuilder<CalendarEvent> side);
    }

    /** What is left of an occurrence that is cancelled. */
    private static CalendarEvent cancelled(CalendarEvent event) {
        return CalendarEvent.builder(event.uid())
                .recurrenceId(event.originalStart().orElseThrow())
                .start(event.originalStart().orElseThrow())
                .status(EventStatus.CANCELLED)
                .build();
    }

    private static EventWorld inSync(OtherSide other, UnaryOperator<SyncPair.Builder<CalendarEvent>> rules) {
        EventWorld world = new EventWorld(other::with, rules);
        world.putSeries();
        world.settles();
        return world;
    }

    private static EventWorld inSync(OtherSide other) {
        return inSync(other, pair -> pair);
    }

    private static void reschedule(EventWorld world) {
        world.left.edit(
                EventWorld.series(world.left),
                series -> series.toBuilder()
                        .recurrence(Recurrence.of("FREQ=WEEKLY;INTERVAL=2"))
                        .build());
    }

    private static Optional<CalendarEvent> titled(InMemoryReplica<CalendarEvent> side, String title) {
        return side.contents().stream()
                .filter(event -> event.title().equals(title))
                .findFirst();
    }

    @ParameterizedTest
    @EnumSource
    void theEditedOccurrenceStaysAndIsMadeAgain(OtherSide other) {
        EventWorld world = inSync(other);
        reschedule(world);

        world.settles();

        for (InMemoryReplica<CalendarEvent> side : List.of(world.left, world.right)) {
            assertThat(side.contents())
                    .extracting(CalendarEvent::title)
                    .containsExactlyInAnyOrder("Standup", "in room 2", "in room 4");
            assertThat(side.contents()).extracting(CalendarEvent::status).doesNotContain(EventStatus.CANCELLED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameWhereOnlyTheHostsEditsTravel(OtherSide other) {
        EventWorld world = inSync(other, pair -> pair.direction(Direction.EXPORT));
        reschedule(world);

        world.settles();

        assertThat(titled(world.right, "in room 2")).isPresent();
        assertThat(world.left.contents()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void theSameAfterARunThatDiesAnywhere(OtherSide other) {
        boolean killed = true;
        for (int place = 1; killed; place++) {
            EventWorld world = inSync(other);
            reschedule(world);
            killed = world.killedAt(place);

            world.settles();

            assertThat(titled(world.left, "in room 2"))
                    .as("killed at %d", place)
                    .isPresent();
            assertThat(titled(world.right, "in room 2"))
                    .as("killed at %d", place)
                    .isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DROPS", "CANCELS"})
    void anOccurrenceThatCannotBeMadeAgainIsReportedAndStays(OtherSide other) {
        EventWorld world = inSync(other);
        reschedule(world);
        world.right.faults().writes().reject(event -> event.title().equals("in room 2"), "no such occurrence");

        SyncReport report = world.sync();
        world.sync();
        world.sync();

        assertThat(report.tally().count(Action.FAIL)).isEqualTo(1);
        assertThat(titled(world.left, "in room 2")).map(CalendarEvent::status).contains(EventStatus.CONFIRMED);
        assertThat(world.engine.status(world.pair()).stuck()).singleElement().satisfies(link -> {
            assertThat(link.status()).isEqualTo(LinkStatus.FAILED);
            assertThat(String.valueOf(link.problem())).contains("no such occurrence");
        });
    }

    @ParameterizedTest
    @EnumSource
    void anOccurrenceThatSomebodyCancelledMeanwhileStaysCancelled(OtherSide other) {
        EventWorld world = inSync(other);
        String there = EventWorld.titled(world.right, "in room 2");
        reschedule(world);
        // After the run has listed the side, and before it looks at the exceptions.
        boolean[] done = new boolean[1];
        world.right.hook((call, moment) -> {
            if (moment == Moment.BEFORE && !done[0] && call.operation().equals(Call.FETCH)) {
                done[0] = true;
                world.right.edit(there, RescheduledSeriesTest::cancelled);
            }
        });

        world.settles();

        assertThat(done[0]).isTrue();
        assertThat(titled(world.left, "in room 2")).isEmpty();
        assertThat(titled(world.left, "in room 4")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void anEditThatSomebodyMadeMeanwhileTravels(OtherSide other) {
        EventWorld world = inSync(other);
        String there = EventWorld.titled(world.right, "in room 2");
        reschedule(world);
        EventWorld.retitle(world.right, there, "in room 9");

        world.settles();

        assertThat(titled(world.left, "in room 9")).isPresent();
        assertThat(titled(world.right, "in room 9")).isPresent();
    }

    @Test
    void anOccurrenceThatTheHostCancelledIsNotMadeAgain() {
        EventWorld world = inSync(OtherSide.CANCELS);
        String here = EventWorld.titled(world.left, "in room 2");
        world.left.edit(here, RescheduledSeriesTest::cancelled);
        world.settles();
        reschedule(world);

        world.settles();

        assertThat(world.right.contents())
                .filteredOn(event -> event.status() == EventStatus.CANCELLED)
                .hasSize(1);
        assertThat(titled(world.left, "in room 2")).isEmpty();
    }
}
