package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.Direction;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.sync.store.Request;
import io.kalends.testkit.Note;
import org.junit.jupiter.api.Test;

/** One record is brought across ahead of all others. */
class SingleRecordTest {

    private final SyncWorld world = new SyncWorld();
    private final Note standup = Note.titled("standup");

    private SyncReport sync(Side side, String id) {
        return world.engine.sync(world.pair(), side, id);
    }

    @Test
    void itsDeletionTravels() {
        String id = world.left.put(standup);
        world.settles();
        world.left.remove(id);

        sync(Side.LEFT, id);

        assertThat(world.right.contents()).isEmpty();
    }

    @Test
    void whatTheOtherSideHoldsUnseenOfItIsLinkedAndNotMadeTwice() {
        world.settles();
        String id = world.left.put(standup.withText("ours"));
        world.right.put(standup.withTags("theirs"));

        sync(Side.LEFT, id);
        world.settles();

        world.agreesOn(standup.withText("ours").withTags("theirs"));
    }

    @Test
    void aDeletionOfWhatHasChildrenIsLeftToAWholeRun() {
        String id = world.left.put(standup);
        world.left.putChild(id, Note.titled("child").childOf(standup));
        world.settles();
        world.left.remove(id);

        sync(Side.LEFT, id);

        assertThat(world.right.contents()).hasSize(2);
        world.settles();
        assertThat(world.right.contents()).isEmpty();
    }

    @Test
    void whatWasDeletedAcrossIsMadeAgainOnlyByAWholeRun() {
        String id = world.left.put(standup);
        world.settles();
        world.right.remove(world.rightId(standup));
        world.left.edit(id, note -> note.withText("edited"));

        SyncReport report = sync(Side.LEFT, id);

        assertThat(report.tally().count(Action.CREATE)).isZero();
        assertThat(report.outcome()).isEqualTo(Outcome.MORE);
        assertThat(report.steps()).extracting(Step::action).containsExactly(Action.WAIT);
        world.settles();
        world.agreesOn(standup.withText("edited"));
    }

    @Test
    void whatTheOtherSideAssignsToItIsBackAtOnce() {
        SyncWorld orders =
                SyncWorld.with(pair -> pair.direction(Direction.IMPORT).flow("text", Direction.EXPORT));
        orders.settles();
        String id = orders.right.put(Note.titled("order 1"));
        orders.left.faults().writes().rewrite(note -> note.withText("daily number 7"));

        SyncReport report = orders.engine.sync(orders.pair(), Side.RIGHT, id);

        assertThat(orders.right.contents()).extracting(Note::text).containsExactly("daily number 7");
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void whatItBelongsToComesBeforeIt() {
        world.settles();
        Note section = Note.titled("section").childOf(standup);
        Note point = Note.titled("point").childOf(section);
        String sectionId = world.left.putChild(world.left.put(standup), section);
        String id = world.left.putChild(sectionId, point);

        SyncReport report = sync(Side.LEFT, id);

        world.agreesOn(standup, section, point);
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void whatBelongsToItComesWithIt() {
        Note point = Note.titled("point").childOf(standup);
        world.right.faults().writes().reject(standup::equals, "not without a text");
        String id = world.left.put(standup);
        world.left.putChild(id, point);
        world.sync();
        world.right.faults().clear();
        world.left.edit(id, note -> note.withText("edited"));

        SyncReport report = sync(Side.LEFT, id);

        world.agreesOn(standup.withText("edited"), point);
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void beforeTheFirstWholeRunItSaysThatItWaitsForThat() {
        String id = world.left.put(standup);

        SyncReport report = sync(Side.LEFT, id);

        assertThat(report.outcome()).isEqualTo(Outcome.MORE);
        assertThat(report.steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(Action.WAIT);
            assertThat(step.why()).contains("was never listed", "next whole run");
        });
        world.settles();
        world.agreesOn(standup);
    }

    @Test
    void anotherThatWasNamedMeanwhileComesWithIt() {
        Note other = Note.titled("other");
        String id = world.left.put(standup);
        String otherId = world.left.put(other);
        world.settles();
        world.left.edit(id, note -> note.withText("edited"));
        world.left.edit(otherId, note -> note.withText("edited"));
        world.store.request(world.pair().id(), Request.record(Side.LEFT, otherId));

        sync(Side.LEFT, id);

        world.agreesOn(standup.withText("edited"), other.withText("edited"));
    }

    @Test
    void thePairIsInOrderAfterwards() {
        String id = world.left.put(standup);
        world.settles();
        world.left.edit(id, note -> note.withText("edited"));

        sync(Side.LEFT, id);

        assertThat(world.store.state(world.pair().id()).clean()).isTrue();
    }

    @Test
    void thePairIsNotInOrderWhileItsWriteIsInDoubt() {
        String id = world.left.put(standup);
        world.settles();
        world.left.edit(id, note -> note.withText("edited"));
        world.right.faults().writes().loseAnswers(1);

        sync(Side.LEFT, id);

        assertThat(world.store.state(world.pair().id()).clean()).isFalse();
    }

    @Test
    void whatCannotBeReadIsNamedWithItsLink() {
        String id = world.left.put(standup);
        world.settles();
        String link = world.store.list(world.pair().id(), null, null, 1).get(0).id();
        world.left.faults().reads().unreadable(id, "broken (injected)");

        SyncReport report = sync(Side.LEFT, id);

        assertThat(report.steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(Action.UNREADABLE);
            assertThat(step.link()).isEqualTo(link);
        });
    }
}
