package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.sync.Action;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplicaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A series and its occurrences that stand apart are planned together. */
class FamilyTest {

    private static EventWorld inSync(EventWorld world) {
        world.putSeries();
        world.settles();
        assertThat(world.right.contents()).hasSize(3);
        return world;
    }

    // Scenario 7a
    @Test
    void anEditedOccurrenceKeepsTheWholeSeriesFromItsDeletionElsewhere() {
        EventWorld world = inSync(new EventWorld());
        world.left.remove(EventWorld.series(world.left));
        EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 2"), "edited");

        world.settles();

        assertThat(world.left.contents()).hasSize(3).containsExactlyInAnyOrderElementsOf(world.right.contents());
        assertThat(world.left.contents()).extracting(CalendarEvent::title).contains("edited");
    }

    // Scenario 7a
    @Test
    void anOccurrenceAddedToASeriesThatIsDeletedElsewhereKeepsIt() {
        EventWorld world = inSync(new EventWorld());
        world.left.remove(EventWorld.series(world.left));
        world.right.putChild(
                EventWorld.series(world.right),
                EventWorld.occurrence("series", EventWorld.monday(5), 10, "in the garden"));

        world.settles();

        assertThat(world.left.contents()).hasSize(4).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    // Scenario 7a
    @Test
    void aDeletedSeriesTakesItsOccurrencesAlongAndIsOneRemovalToTheGuard() {
        EventWorld world = new EventWorld();
        String series = world.left.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        for (int week = 1; week < 30; week++) {
            world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(week), 10, "week " + week));
        }
        world.settles();
        world.left.remove(series);

        SyncReport report = world.sync();

        assertThat(report.heldUnder()).isEmpty();
        assertThat(world.right.contents()).isEmpty();
        assertThat(report.tally().count(Action.DELETE)).as("the series alone").isEqualTo(1);
        world.settles();
    }

    // Scenario 7b
    @Test
    void anOccurrenceThatFallsBackToTheRuleIsCancelledNowhere() {
        EventWorld world = inSync(new EventWorld());
        world.left.remove(EventWorld.titled(world.left, "in room 2"));

        world.settles();

        assertThat(world.right.contents()).hasSize(2).containsExactlyInAnyOrderElementsOf(world.left.contents());
        assertThat(world.right.contents()).extracting(CalendarEvent::status).doesNotContain(EventStatus.CANCELLED);
    }

    // Scenario 7b
    @Test
    void aCancelledOccurrenceIsAStatusAndNoDeletion() {
        EventWorld world = inSync(new EventWorld());
        world.left.edit(
                EventWorld.titled(world.left, "in room 2"),
                event -> event.toBuilder().status(EventStatus.CANCELLED).build());

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.DELETE)).isZero();
        assertThat(world.right.contents())
                .filteredOn(event -> event.status() == EventStatus.CANCELLED)
                .extracting(CalendarEvent::title)
                .containsExactly("in room 2");
        world.settles();
    }

    // Scenario 7b
    @Test
    void anOccurrenceThatIsCancelledForTheFirstTimeBecomesARecordOfItsOwn() {
        EventWorld world = new EventWorld();
        String series = world.left.put(EventSamples.series());
        world.settles();
        world.left.putChild(series, EventSamples.cancelledOccurrence());

        world.settles();

        assertThat(world.right.contents())
                .containsExactlyInAnyOrder(EventSamples.series(), EventSamples.cancelledOccurrence());
    }

    // Scenario 7e: one revision for the whole family, as a CalDAV resource has.
    @Test
    void aFamilyThatSharesOneRevisionIsWrittenThoughEachWriteMovesIt() {
        EventWorld world = inSync(new EventWorld(InMemoryReplicaBuilder::familyRevisions, pair -> pair));
        EventWorld.retitle(world.left, EventWorld.series(world.left), "Stand-up");
        EventWorld.retitle(world.left, EventWorld.titled(world.left, "in room 2"), "in room 20");
        EventWorld.retitle(world.left, EventWorld.titled(world.left, "in room 4"), "in room 40");

        SyncReport report = world.sync();
        world.settles();

        assertThat(report.tally().count(Action.FAIL)).isZero();
        assertThat(world.right.contents())
                .extracting(CalendarEvent::title)
                .containsExactlyInAnyOrder("Stand-up", "in room 20", "in room 40");
    }

    // Scenario 7e
    @Test
    void anEditedFamilyThatSharesOneRevisionIsDeletedWithItsSeries() {
        EventWorld world = inSync(new EventWorld(InMemoryReplicaBuilder::familyRevisions, pair -> pair));
        EventWorld.retitle(world.left, EventWorld.titled(world.left, "in room 2"), "in room 20");
        world.sync();
        world.left.remove(EventWorld.series(world.left));

        world.settles();

        assertThat(world.right.contents()).isEmpty();
        assertThat(world.left.contents()).isEmpty();
    }

    // Scenario 7e: the server makes the writes of a batch in an order of its own.
    @Test
    void aFamilyIsMadeWhateverOrderTheWritesOfABatchAreMadeIn() {
        EventWorld world = new EventWorld();
        world.rightThrough(AlteredReplica::reversing);
        world.putSeries();

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.FAIL)).isZero();
        world.settles();
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
        world.left.remove(EventWorld.series(world.left));
        world.settles();
        assertThat(world.right.contents()).isEmpty();
    }

    // Failure 16
    @Test
    void aMovedOccurrenceStaysOneOccurrenceThroughEveryRoundTrip() {
        EventWorld world = new EventWorld();
        String series = world.left.put(EventSamples.series());
        world.left.putChild(series, EventSamples.movedOccurrence());
        world.settles();
        world.right.edit(
                World.find(world.right, CalendarEvent::isOccurrence),
                event -> EventSamples.movedOccurrence().toBuilder()
                        .start(event.end())
                        .lasting(Duration.ofMinutes(20))
                        .build());

        world.settles();

        assertThat(List.of(world.left, world.right))
                .allSatisfy(side -> assertThat(side.contents())
                        .filteredOn(CalendarEvent::isOccurrence)
                        .singleElement()
                        .satisfies(event -> assertThat(event.originalStart())
                                .isEqualTo(EventSamples.movedOccurrence().originalStart())));
    }

    // Failure 17
    @Test
    void ofADeletedOccurrenceExactlyThatOneIsMissingAfterThreeRuns() {
        EventWorld world = inSync(new EventWorld());
        world.right.remove(EventWorld.titled(world.right, "in room 4"));

        world.sync();
        world.sync();
        world.sync();

        assertThat(world.left.contents())
                .extracting(CalendarEvent::title)
                .containsExactlyInAnyOrder("Standup", "in room 2");
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }

    // Failure 17
    @Test
    void anUnreadableOccurrenceRemovesAndBringsBackNoOther() {
        EventWorld world = inSync(new EventWorld());
        String broken = EventWorld.titled(world.right, "in room 2");
        world.right.faults().reads().unreadable(broken, "malformed");
        world.right.edit(broken, event -> event.toBuilder().location("unseen").build());

        world.settles();

        assertThat(world.left.contents()).hasSize(3);
        assertThat(world.right.contents()).hasSize(3);
        world.right.faults().clear();
        world.right.edit(broken, event -> event.toBuilder().location("seen").build());
        world.settles();
        assertThat(world.left.contents()).extracting(CalendarEvent::location).contains("seen");
    }

    // Scenario 7c
    @ParameterizedTest
    @ValueSource(strings = {"the answer is lost", "the request is lost"})
    void anEditThatIsCarriedToAMovedOccurrenceNeverBringsItBackUnderItsOldName(String mishap) {
        EventWorld world = inSync(new EventWorld());
        String series = EventWorld.series(world.left);
        world.left.edit(series, event -> EventWorld.series("series", EventWorld.monday(0), 11, "FREQ=WEEKLY"));
        world.left.remove(EventWorld.titled(world.left, "in room 4"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(3), 11, "in room 4"));
        EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 4"), "in room 5");
        if (mishap.equals("the answer is lost")) {
            world.left.faults().writes().loseAnswers(1);
        } else {
            world.left.faults().writes().loseRequest(1);
        }
        for (int run = 0; run < 4; run++) {
            world.sync();
            world.clock.advance(Duration.ofHours(2));
        }

        world.settles();

        assertThat(world.left.contents())
                .extracting(CalendarEvent::title)
                .containsExactlyInAnyOrder("Standup", "in room 2", "in room 5");
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "schedule"})
    void keepsBothVersionsOfAnExceptionThatIsRenamedHereAndEditedThere(String what) {
        EventWorld world = new EventWorld(side -> side, pair -> pair.onConflict(ConflictPolicy.keepBoth()));
        world.putSeries();
        world.settles();
        String series = EventWorld.series(world.left);
        world.left.edit(series, event -> EventWorld.series("series", EventWorld.monday(0), 11, "FREQ=WEEKLY"));
        world.left.remove(EventWorld.titled(world.left, "in room 4"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(3), 11, "left"));
        world.right.edit(
                EventWorld.titled(world.right, "in room 4"),
                event -> event.toBuilder()
                        .title("right")
                        .start(
                                what.equals("title")
                                        ? event.start()
                                        : EventTime.utc(Instant.parse("2026-02-03T09:00:00Z")))
                        .lasting(Duration.ofMinutes(30))
                        .build());

        world.settles();

        assertThat(world.left.contents()).extracting(CalendarEvent::title).contains("left", "right");
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }

    @Test
    void deletesSeveralExceptionsOfAFamilyThatSharesOneRevisionInOneRun() {
        EventWorld world = new EventWorld(InMemoryReplicaBuilder::familyRevisions, pair -> pair);
        String series = world.left.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        for (int week = 1; week < 7; week++) {
            world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(week), 10, "week " + week));
        }
        world.settles();
        for (int week = 1; week < 7; week++) {
            world.left.remove(EventWorld.titled(world.left, "week " + week));
        }

        world.sync();

        assertThat(world.right.contents()).hasSize(1);
    }

    @Test
    void writesManyEditsOfAFamilyThatSharesOneRevisionInOneRun() {
        EventWorld world = new EventWorld(InMemoryReplicaBuilder::familyRevisions, pair -> pair);
        String series = world.left.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        for (int week = 1; week < 7; week++) {
            world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(week), 10, "week " + week));
        }
        world.settles();
        for (int week = 1; week < 7; week++) {
            EventWorld.retitle(world.left, EventWorld.titled(world.left, "week " + week), "later " + week);
        }

        world.sync();

        assertThat(world.right.contents()).extracting(CalendarEvent::title).contains("later 1", "later 6");
    }

    @Test
    void carriesAnEditOnceToARenamedExceptionThoughItsSideRewritesIt() {
        EventWorld world = new EventWorld();
        world.right
                .faults()
                .writes()
                .rewrite(event -> event.toBuilder()
                        .title(event.title().toUpperCase(Locale.ROOT))
                        .build());
        world.putSeries();
        world.settles();
        String series = EventWorld.series(world.right);
        world.right.edit(series, event -> EventWorld.series("series", EventWorld.monday(0), 11, "FREQ=WEEKLY"));
        world.right.remove(EventWorld.titled(world.right, "IN ROOM 4"));
        world.right.putChild(series, EventWorld.occurrence("series", EventWorld.monday(3), 11, "IN ROOM 4"));
        EventWorld.retitle(world.left, EventWorld.titled(world.left, "in room 4"), "in room 5");

        world.settles();

        assertThat(world.left.contents()).hasSize(3);
        assertThat(world.right.contents()).extracting(CalendarEvent::title).contains("IN ROOM 5");
    }

    @Test
    void bringsBackAChildWhoseCreateWasCutOffWithTheSeriesThatIsMadeAgain() {
        EventWorld world = new EventWorld();
        String series = world.right.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        world.settles();
        world.right.putChild(series, EventWorld.occurrence("series", EventWorld.monday(1), 10, "in room 2"));
        world.left.faults().writes().loseAnswers(1);
        world.sync();
        world.right.remove(series);
        EventWorld.retitle(world.left, EventWorld.series(world.left), "Standup and coffee");

        world.settles();

        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
        assertThat(world.engine.status(world.pair()).stuck()).isEmpty();
    }
}
