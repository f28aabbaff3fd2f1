package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.RunBudget;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Creates that nobody knows the outcome of, and how the side is asked for them. */
class LostCreatesTest {

    private static final int PAGE = 5;

    private final Note standup = Note.titled("Standup");

    private static SyncWorld world(Recognition recognition) {
        return new SyncWorld(side -> side, side -> side.recognising(recognition), pair -> pair.pageSize(PAGE));
    }

    private static List<Link> intended(SyncWorld world) {
        return world.store.intended("pair", null, 100);
    }

    @ParameterizedTest
    @EnumSource
    void aCreateThatLandsOnceItsOriginalIsDeletedIsDeletedToo(Recognition recognition) {
        SyncWorld world = world(recognition);
        String id = world.left.put(standup);
        world.right.faults().writes().delayPastTimeout(1);
        world.sync();
        world.left.remove(id);
        world.sync();
        world.right.faults().writes().land();
        world.clock.advance(Duration.ofHours(1));

        world.settles();

        world.agreesOn();
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aCreateThatNeverLandsLeavesNothingOpenOnceItsOriginalIsDeleted(Recognition recognition) {
        SyncWorld world = world(recognition);
        String id = world.left.put(standup);
        DyingRun.beforeWriting(world, world.right);
        world.left.remove(id);

        world.settles();

        world.agreesOn();
        assertThat(intended(world)).isEmpty();
    }

    /** A create of one more is in doubt where many records are in sync; gives how many pages the next run reads. */
    private int pagesReadAfterALostCreate(Recognition recognition) {
        SyncWorld world = world(recognition);
        SyncWorld.notes(4 * PAGE).forEach(world.left::put);
        world.settles();
        world.left.put(standup);
        DyingRun.beforeWriting(world, world.right);
        world.right.log().clear();
        world.sync();
        return world.right.log().requests().pages();
    }

    @Test
    void aSideThatKnowsARecordAgainIsNotListedForACreateInDoubt() {
        assertThat(pagesReadAfterALostCreate(Recognition.BY_IDENTITY)).isEqualTo(1);
    }

    @Test
    void aSideThatKnowsNothingAgainIsListedInFullForACreateInDoubt() {
        assertThat(pagesReadAfterALostCreate(Recognition.NONE)).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aListingThatBeganBeforeTheLastCreateInDoubtWasOverIsBegunAnew() {
        SyncWorld world = new SyncWorld(
                side -> side,
                side -> side.recognising(Recognition.NONE),
                pair -> pair.pageSize(PAGE).batchSize(1).budget(RunBudget.ofPages(3)));
        SyncWorld.notes(4 * PAGE).forEach(world.left::put);
        for (int run = 0; run < 6; run++) {
            world.sync();
        }
        world.left.put(standup);
        world.left.put(Note.titled("a minute and a half later"));
        world.right.faults().writes().loseRequest(1);
        world.right.faults().writes().loseRequest(2);
        afterTheNextWrite(world, () -> world.clock.advance(Duration.ofSeconds(90)));
        world.sync();
        // The time of the first create is over now, that of the second is not.
        assertThat(world.sync().outcome()).as("the listing is begun").isEqualTo(Outcome.MORE);

        SyncReport report = world.sync();

        assertThat(report.right().pages()).isEqualTo(3);
        assertThat(report.outcome()).as("it is begun anew").isEqualTo(Outcome.MORE);
        world.settles();
        assertThat(world.right.contents()).hasSize(4 * PAGE + 2);
    }

    private static void afterTheNextWrite(SyncWorld world, Runnable what) {
        world.right.hook((call, moment) -> {
            if (moment == Moment.AFTER && call.operation().equals(Call.WRITE)) {
                world.right.hook(CallHook.NONE);
                what.run();
            }
        });
    }

    @Test
    void aCopyThatIsFoundInTheListingAloneIsARecordLikeAnyOther() {
        EventWorld world = EventWorld.disagreeing();
        world.left.faults().writes().loseAnswers(1);
        world.sync();
        cannotBeReadAtTheNextLook(world.left, EventWorld.titled(world.left, "right"));

        world.settles();

        assertThat(world.left.contents()).extracting(CalendarEvent::title).containsExactlyInAnyOrder("left", "right");
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }

    private static void cannotBeReadAtTheNextLook(InMemoryReplica<?> side, String id) {
        side.faults().reads().unreadable(id, "broken (injected)");
        side.hook((call, moment) -> {
            if (moment == Moment.AFTER && call.operation().equals(Call.FETCH)) {
                side.faults().reads().readable(id);
            }
        });
    }

    @Test
    void aCreateThatIsFoundInTheListingAloneMakesNoSecondRecord() {
        SyncWorld world = new SyncWorld(side -> side, InMemoryReplicaBuilder::withoutOrigins, pair -> pair);
        world.left.put(standup.withoutUid());
        world.right.faults().writes().rewrite(note -> note.withText("added by the server"));
        world.right.faults().writes().loseAnswers(1);
        world.sync();
        cannotBeReadAtTheNextLook(
                world.right, world.right.records().keySet().iterator().next());

        world.settles();

        assertThat(world.left.contents()).hasSize(1);
        assertThat(world.right.contents()).hasSize(1);
    }
}
