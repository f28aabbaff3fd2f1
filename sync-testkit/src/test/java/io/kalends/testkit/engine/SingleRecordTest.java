package io.kalends.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
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
        world.settles();
        world.agreesOn(standup.withText("edited"));
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
