package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Action;
import io.kalends.sync.Direction;
import io.kalends.sync.SyncPlan;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.InMemoryReplica;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An occurrence that stands without its series, before that comes or after it went. */
class LoneOccurrenceTest {

    private final EventWorld world = new EventWorld();
    private final CalendarEvent invited = EventWorld.occurrence("series", EventWorld.monday(1), 10, "in room 2");
    private final CalendarEvent series = EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY");

    private static String parentOf(InMemoryReplica<CalendarEvent> side, String title) {
        return String.valueOf(
                side.find(EventWorld.titled(side, title)).orElseThrow().parent());
    }

    private void isWhole() {
        for (InMemoryReplica<CalendarEvent> side : List.of(world.left, world.right)) {
            assertThat(side.contents()).hasSize(2);
            assertThat(parentOf(side, "in room 2")).isEqualTo(EventWorld.series(side));
        }
    }

    /** As when one was invited to one date only, and to all of them later. */
    @Nested
    class ItsSeriesComesAfterIt {

        private final String here = world.left.put(invited);

        private void seriesComes() {
            String id = world.left.put(series);
            world.left.adopt(here, id);
        }

        @Test
        void itBecomesAnOccurrenceOfTheSeries() {
            world.settles();
            assertThat(world.right.contents()).containsExactly(invited);
            seriesComes();

            world.settles();

            isWhole();
        }

        @Test
        void whatWasEditedOfItMeanwhileIsKept() {
            world.settles();
            seriesComes();
            String there = EventWorld.titled(world.right, "in room 2");
            world.right.edit(
                    there, event -> event.toBuilder().location("Room 3").build());

            world.settles();

            isWhole();
            assertThat(world.left.contents())
                    .extracting(CalendarEvent::location)
                    .contains("Room 3");
        }

        @Test
        void whatIsEditedOfItJustWhenItMovesIsKept() {
            world.settles();
            seriesComes();
            String there = EventWorld.titled(world.right, "in room 2");
            boolean[] done = new boolean[1];
            world.right.hook((call, moment) -> {
                if (moment == Moment.AFTER && !done[0] && call.operation().equals(Call.FETCH)) {
                    done[0] = true;
                    world.right.edit(
                            there, event -> event.toBuilder().location("Room 3").build());
                }
            });

            world.settles();

            assertThat(done[0]).isTrue();
            isWhole();
            assertThat(world.left.contents())
                    .extracting(CalendarEvent::location)
                    .contains("Room 3");
        }

        @Test
        void aRunThatDiesAnywhereLosesAndDoublesNothing() {
            boolean killed = true;
            for (int place = 1; killed; place++) {
                LoneOccurrenceTest outer = new LoneOccurrenceTest();
                ItsSeriesComesAfterIt life = outer.new ItsSeriesComesAfterIt();
                outer.world.settles();
                life.seriesComes();
                killed = outer.world.killedAt(place);

                outer.world.settles();

                outer.isWhole();
            }
        }

        @Test
        void aSeriesThatIsRefusedAtFirstCallsItHomeOnceItIsThere() {
            world.settles();
            world.right.faults().writes().reject(CalendarEvent::isSeries, "not today");
            seriesComes();
            world.sync();
            world.right.faults().clear();
            world.engine.retry(world.pair());

            world.settles();

            isWhole();
        }

        @Test
        void aSideThatTakesItIntoTheSeriesByItselfIsNotWritten() {
            world.settles();
            String there = EventWorld.titled(world.right, "in room 2");
            world.right.hook((call, moment) -> {
                if (moment == Moment.AFTER && call.operation().equals(Call.WRITE)) {
                    String id = EventWorld.series(world.right);
                    world.right.adopt(there, id);
                }
            });
            seriesComes();

            SyncReport report = world.sync();
            world.settles();

            assertThat(report.tally().count(Action.DELETE)).isZero();
            isWhole();
            assertThat(world.right.find(there)).isPresent();
        }

        @Test
        void aPlanShowsIt() {
            world.settles();
            seriesComes();
            world.sync();
            // Both are in sync by now; the occurrence is what the plan of another pair would show.
            SyncPlan plan = world.engine.plan(world.pair());
            assertThat(plan.tally().writes()).isZero();
        }
    }

    /** As when a feed drops the series and keeps the date. */
    @Nested
    class ItsSeriesGoes {

        private final EventWorld world = new EventWorld(side -> side, pair -> pair.direction(Direction.IMPORT));

        private void inSync() {
            String id = world.right.put(series);
            world.right.putChild(id, invited);
            world.settles();
        }

        /** The series goes; what it leaves behind stands alone. */
        private void seriesGoes() {
            world.right.release(EventWorld.titled(world.right, "in room 2"));
            world.right.remove(EventWorld.series(world.right));
        }

        @Test
        void anOccurrenceThatItsSourceStillListsStays() {
            inSync();
            seriesGoes();

            world.sync();

            assertThat(world.left.contents()).containsExactly(invited);
            world.settles();
            assertThat(world.left.contents()).containsExactly(invited);
        }

        @Test
        void aPlanShowsThatItStays() {
            inSync();
            seriesGoes();

            SyncPlan plan = world.engine.plan(world.pair());

            assertThat(plan.tally().count(Action.DELETE)).isEqualTo(1);
            assertThat(plan.tally().count(Action.CREATE)).isEqualTo(1);
        }

        @Test
        void itStaysThoughTheRunDiesAnywhere() {
            boolean killed = true;
            for (int place = 1; killed; place++) {
                ItsSeriesGoes life = new LoneOccurrenceTest().new ItsSeriesGoes();
                life.inSync();
                life.seriesGoes();
                killed = life.world.killedAt(place);

                life.world.settles();

                assertThat(life.world.left.contents()).as("killed at %d", place).containsExactly(invited);
            }
        }

        @Test
        void oneThatGoesWithItGoes() {
            inSync();
            world.right.remove(EventWorld.series(world.right));

            world.settles();

            assertThat(world.left.contents()).isEmpty();
        }
    }
}
