package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Mode;
import io.kalends.sync.Side;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.Step;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Writes that depend on others, and links that are let go. */
class TwoWritesTest {

    private final SyncWorld world = new SyncWorld();
    private final Note standup = Note.titled("standup");

    /** Both sides add a tag, so that the merged list goes to both. */
    private void tagsOnBothSides() {
        String id = world.left.put(standup.withTags("a"));
        world.settles();
        world.left.edit(id, note -> note.withTags("a", "left"));
        world.right.edit(world.rightId(standup), note -> note.withTags("a", "right"));
    }

    @Test
    void aMergedListGoesToBothSidesInOneRun() {
        tagsOnBothSides();

        SyncReport report = world.sync();

        assertThat(report.tally().count(Side.LEFT, Action.UPDATE)).isEqualTo(1);
        assertThat(report.tally().count(Side.RIGHT, Action.UPDATE)).isEqualTo(1);
        assertThat(world.left.contents()).isEqualTo(world.right.contents());
    }

    @Test
    void aMergedListThatTheFirstSideRefusesIsNotWrittenToTheOther() {
        tagsOnBothSides();
        world.right.faults().writes().defer(note -> true, "busy", null, 1);

        assertThat(world.sync().left().writes()).isZero();

        world.clock.advance(Duration.ofHours(2));
        world.settles();
        assertThat(world.left.contents())
                .singleElement()
                .satisfies(note -> assertThat(note.tags()).containsExactlyInAnyOrder("a", "left", "right"));
        assertThat(world.right.contents()).isEqualTo(world.left.contents());
    }

    @Test
    void aParentIsNotDeletedWhileAChildOfItCannotBeRead() {
        String id = world.left.put(standup);
        world.left.putChild(id, Note.titled("child").childOf(standup));
        world.settles();
        world.left.remove(id);
        world.right.edit(world.rightId(Note.titled("child")), note -> note.withText("edited"));
        world.right.faults().reads().unreadable(world.rightId(Note.titled("child")), "broken (injected)");

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.DELETE)).isZero();
        assertThat(report.steps())
                .filteredOn(step -> step.action() == Action.WAIT)
                .extracting(Step::side)
                .contains(Side.RIGHT);
        world.right.faults().reads().readable(world.rightId(Note.titled("child")));
        world.clock.advance(Duration.ofHours(2));
        world.settles();
        assertThat(world.left.contents()).extracting(Note::text).contains("edited");
    }

    @Test
    void aListingThatShowsNothingMakesNothingTwice() {
        SyncWorld empty = new SyncWorld(side -> side, InMemoryReplicaBuilder::withoutHistory, pair -> pair);
        empty.left.put(Note.titled("known"));
        empty.settles();
        empty.left.put(standup);
        empty.right.put(standup);
        empty.right.faults().reads().emptyListing();

        empty.sync();
        empty.settles();

        assertThat(empty.right.contents()).hasSize(2);
        assertThat(empty.left.contents()).hasSize(2);
    }

    @Test
    void aCreateInDoubtIsNotRepeatedAfterAListingThatLeavesRecordsOut() {
        SyncWorld blind = new SyncWorld(
                side -> side,
                side -> side.recognising(Recognition.NONE).withoutOrigins().withoutHistory(),
                pair -> pair);
        SyncWorld.notes(3).forEach(blind.left::put);
        blind.settles();
        blind.left.put(standup);
        blind.right.faults().writes().loseAnswers(1);
        blind.sync();
        blind.clock.advance(Duration.ofHours(2));
        blind.right.faults().reads().endListingAfter(1, Listing.FULL);

        blind.sync();
        blind.settles();

        assertThat(blind.right.contents()).hasSize(4);
        assertThat(blind.left.contents()).hasSize(4);
    }

    @Test
    void aCreateThatWasNeverMadeIsForgottenWithItsOriginal() {
        String id = world.left.put(standup);
        world.right.faults().writes().loseRequest(1);
        world.sync();
        world.left.remove(id);
        world.clock.advance(Duration.ofHours(2));

        world.settles();

        assertThat(world.store.list(world.pair().id(), null, null, 10)).isEmpty();
    }

    @Test
    void theLinkOfADeletedRecordIsForgottenByAFullRunAfterAMonth() {
        String id = world.left.put(standup);
        world.settles();
        world.left.remove(id);
        world.settles();

        world.clock.advance(Duration.ofDays(29));
        world.engine.sync(world.pair(), Mode.FULL);
        assertThat(deleted()).isEqualTo(1);
        world.clock.advance(Duration.ofDays(2));
        world.sync();
        assertThat(deleted()).as("after an incremental run").isEqualTo(1);
        world.engine.sync(world.pair(), Mode.FULL);

        assertThat(deleted()).isZero();
    }

    private long deleted() {
        return world.engine.status(world.pair()).count(LinkStatus.DELETED);
    }
}
