package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.Direction;
import io.kalends.sync.FirstSync;
import io.kalends.sync.Projection;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What two sides agreed on is remembered as it was, however the record came to rest. */
class BasesTest {

    private final Note standup = Note.titled("Standup");

    private static Note shouting(Note note) {
        return note.withTitle(note.title().toUpperCase(Locale.ROOT));
    }

    private static Note firstThree(Note note) {
        return note.withText(note.text().substring(0, Math.min(3, note.text().length())));
    }

    private static void editTitle(InMemoryReplica<Note> side, String title) {
        String id = side.records().keySet().iterator().next();
        side.edit(id, note -> note.withTitle(title));
    }

    @Test
    void aCopyThatItsSideRewritesOnTheRightIsMadeOnceAndWrittenNoMore() {
        SyncWorld world = new SyncWorld();
        world.right.faults().writes().rewrite(BasesTest::shouting);
        world.left.put(standup);

        assertThat(world.sync().writes()).isEqualTo(1);
        assertThat(world.sync().writes()).isZero();
        assertThat(world.left.contents()).containsExactly(standup);
    }

    @Test
    void aCopyThatItsSideRewritesOnTheLeftIsMadeOnceAndWrittenNoMore() {
        SyncWorld world = new SyncWorld();
        world.left.faults().writes().rewrite(BasesTest::shouting);
        world.right.put(standup);

        assertThat(world.sync().writes()).isEqualTo(1);
        assertThat(world.sync().writes()).isZero();
        assertThat(world.right.contents()).containsExactly(standup);
    }

    @Test
    void aDeletionThatWasLeftAloneIsNotMadeUpForWhenDeletionsTravel() {
        SyncWorld world = SyncWorld.with(pair -> pair.direction(Direction.EXPORT));
        world.left.put(standup);
        world.sync();
        world.right.remove(world.rightId(standup));
        world.sync();

        world.rules(pair -> pair.direction(Direction.TWO_WAY));
        world.settles();

        assertThat(world.left.contents()).containsExactly(standup);
    }

    @Test
    void whatASideHoldsOnlyInPartIsOverwrittenByNoneOfTheEditsMadeThere() {
        Projection<Note> busy = note -> note.withTitle("Busy").withText("");
        SyncWorld world = SyncWorld.with(pair -> pair.transformTo(Side.RIGHT, "busy", busy));
        world.left.put(standup);
        world.sync();

        for (String title : new String[] {"Busy (call)", "Busy (walk)", "Busy (talk)"}) {
            editTitle(world.right, title);
            SyncReport report = world.sync();
            assertThat(report.tally().count(Side.RIGHT, Action.LEAVE)).as(title).isEqualTo(1);
        }

        assertThat(world.left.contents()).containsExactly(standup);
    }

    @Test
    void anEditOfOneFieldLeavesTheOtherHeldInPart() {
        SyncWorld world = SyncWorld.with(pair -> pair.transformTo(Side.RIGHT, "short", BasesTest::firstThree));
        world.left.put(standup.withText("a long text"));
        world.sync();
        editTitle(world.right, "edited there");
        world.sync();

        world.right.edit(world.rightId(standup), note -> note.withText("abc"));
        world.settles();

        assertThat(world.onLeft(standup))
                .contains(standup.withTitle("edited there").withText("a long text"));
    }

    // On a side without revisions an edit in the same minute looks like the same bytes read by a newer library.
    @Test
    void anEditTravelsThoughItsSideHasNoRevisionsAndTheFirstSyncIsNotDoneWithTheRecordYet() {
        SyncWorld world = new SyncWorld(
                side -> side, InMemoryReplicaBuilder::withoutRevisions, pair -> pair.firstSync(FirstSync.PREFER_LEFT));
        world.left.put(standup.withTitle("left"));
        world.right.put(standup.withTitle("right"));
        world.right.faults().writes().defer(note -> true, "busy", Duration.ofHours(1), 1);
        world.engine.sync(world.pair());

        world.right.edit(world.rightId(standup), note -> note.withText("edited in the same minute"));
        world.engine.sync(world.pair());
        world.clock.advance(Duration.ofHours(2));
        world.settles();

        world.agreesOn(standup.withTitle("left").withText("edited in the same minute"));
    }

    @Test
    void aDeletionMadeWhileALostUpdateCouldNotBeLookedUpStillTravels() {
        SyncWorld world = new SyncWorld();
        String here = world.left.put(standup);
        world.sync();
        String there = world.rightId(standup);
        editTitle(world.left, "edited");
        world.right.faults().writes().loseAnswers(1);
        world.sync();
        world.right.faults().reads().unreadable(there, "broken");
        world.left.remove(here);
        world.sync();

        world.right.faults().clear();
        world.clock.advance(Duration.ofHours(2));
        world.settles();

        assertThat(world.right.contents()).isEmpty();
    }
}
