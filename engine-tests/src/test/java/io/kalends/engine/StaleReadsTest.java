package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Action;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Mode;
import io.kalends.sync.RunBudget;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.sync.TransientException;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.CallScript;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a side tells late, twice or not yet is no news. */
class StaleReadsTest {

    private final Note standup = Note.titled("Standup");

    /** What a side can do that tells old versions from new ones. */
    enum Kind {
        WITH_REVISIONS,
        WITHOUT_REVISIONS,
        WITHOUT_REVISIONS_AND_TIMES;

        private InMemoryReplicaBuilder<Note> set(InMemoryReplicaBuilder<Note> side) {
            return switch (this) {
                case WITH_REVISIONS -> side;
                case WITHOUT_REVISIONS -> side.withoutRevisions();
                case WITHOUT_REVISIONS_AND_TIMES -> side.withoutRevisions().withoutTimes();
            };
        }
    }

    // Scenario 5
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aStateFromBeforeOurOwnWriteDoesNotComeBack(Kind kind) {
        SyncWorld world = new SyncWorld(side -> side, kind::set, pair -> pair);
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("second"));
        world.sync();
        world.right.faults().reads().deliverLate(world.rightId(standup), 1);

        world.settles();

        world.agreesOn(standup.withTitle("second"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aStateFromBeforeSeveralOfOurOwnWritesDoesNotComeBack(Kind kind) {
        SyncWorld world = new SyncWorld(side -> side, kind::set, pair -> pair);
        String id = world.left.put(standup);
        world.sync();
        for (String title : List.of("second", "third", "fourth")) {
            world.left.edit(id, note -> note.withTitle(title));
            world.sync();
        }
        world.right.faults().reads().deliverLate(world.rightId(standup), 3);

        world.settles();

        world.agreesOn(standup.withTitle("fourth"));
    }

    // Scenario 5
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aStateFromBeforeAnEditThereDoesNotComeBack(Kind kind) {
        SyncWorld world = new SyncWorld(side -> side, kind::set, pair -> pair);
        world.left.put(standup);
        world.sync();
        world.right.edit(world.rightId(standup), note -> note.withTitle("second"));
        world.sync();
        world.right.edit(world.rightId(standup), note -> note.withTitle("third"));
        world.sync();
        world.right.faults().reads().deliverLate(world.rightId(standup), 1);

        world.settles();

        world.agreesOn(standup.withTitle("third"));
    }

    // Scenario 5
    @ParameterizedTest
    @EnumSource(Kind.class)
    void anOlderPageAfterANewerOneOfAFullListingIsNoNews(Kind kind) {
        SyncWorld world = new SyncWorld(side -> side, kind::set, pair -> pair);
        world.left.put(standup);
        world.sync();
        world.right.edit(world.rightId(standup), note -> note.withTitle("second"));
        world.right.faults().reads().deliverLate(world.rightId(standup), 1);

        world.engine.sync(world.pair(), Mode.FULL);
        world.settles();

        world.agreesOn(standup.withTitle("second"));
    }

    // Scenario 5
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aDeletedRecordInAStalePageIsNotANewOne(Kind kind) {
        SyncWorld world = new SyncWorld(side -> side, kind::set, pair -> pair);
        String id = world.left.put(standup);
        world.left.put(Note.titled("other"));
        world.sync();
        String there = world.rightId(standup);
        world.left.remove(id);
        world.sync();
        world.right.faults().reads().deliverLate(there, 1);

        world.settles();

        world.agreesOn(Note.titled("other"));
    }

    // Scenario 5
    @Test
    void aRepeatedPageBringsNothingBack() {
        SyncWorld world = new SyncWorld(side -> side, side -> side, pair -> pair.pageSize(2));
        SyncWorld.notes(6).forEach(world.left::put);
        world.sync();
        world.right.edit(world.rightId(Note.titled("note 1")), note -> note.withTitle("second"));
        world.sync();
        world.right.faults().reads().repeatPage();

        world.engine.sync(world.pair(), Mode.FULL);
        world.settles();

        assertThat(world.onLeft(Note.titled("note 1"))).map(Note::title).contains("second");
        assertThat(world.left.contents()).hasSize(6);
    }

    // Scenario 5
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aPersonWhoTakesAWriteBackIsHeard(Kind kind) {
        SyncWorld world = new SyncWorld(side -> side, kind::set, pair -> pair);
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("second"));
        world.sync();
        world.right.edit(world.rightId(standup), note -> note.withTitle("Standup"));

        world.settles();

        world.agreesOn(standup);
    }

    // Scenario 6
    @Test
    void aRecordThatTheIndexDoesNotShowYetIsNotSwept() {
        SyncWorld world = new SyncWorld(side -> side, InMemoryReplicaBuilder::withoutHistory, pair -> pair);
        world.right.faults().reads().hideCreatesFor(3);
        SyncWorld.notes(5).forEach(world.left::put);
        world.sync();

        for (int run = 0; run < 5; run++) {
            SyncReport report = world.engine.sync(world.pair(), Mode.FULL);
            assertThat(report.tally().count(Action.DELETE)).isZero();
            assertThat(report.tally().count(Action.CREATE)).isZero();
        }

        assertThat(world.left.contents()).hasSize(5);
        assertThat(world.right.contents()).hasSize(5);
    }

    // Scenario 6
    @Test
    void absenceIsNoProofOnOneSideBecauseTheOtherVouchesForIts() {
        SyncWorld world = new SyncWorld(
                side -> side.withoutHistory().snapshots(), InMemoryReplicaBuilder::withoutHistory, pair -> pair);
        SyncWorld.notes(5).forEach(world.left::put);
        world.settles();
        world.right.faults().reads().endListingAfter(2, Listing.FULL);
        world.calls.faults().fail("unseen", 2, Moment.BEFORE, CallScript::timeout);
        assertThatThrownBy(world::sync).isInstanceOf(TransientException.class);
        world.clock.advance(Duration.ofMinutes(1));
        world.right.faults().reads().endListingAfter(2, Listing.FULL);

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.DELETE)).isZero();
        assertThat(world.left.contents()).hasSize(5);
        assertThat(world.right.contents()).hasSize(5);
    }

    // Scenario 6
    @Test
    void aListingThatGoesOnAfterADaySweepsNothingThatIsThere() {
        SyncWorld world = SyncWorld.with(pair -> pair.pageSize(2).budget(RunBudget.ofPages(1)));
        SyncWorld.notes(6).forEach(world.right::put);
        for (int run = 0; run < 12; run++) {
            world.sync();
        }
        assertThat(world.left.contents()).hasSize(6);
        assertThat(world.engine.sync(world.pair(), Mode.FULL).outcome()).isEqualTo(Outcome.MORE);
        world.clock.advance(Duration.ofDays(1));
        world.left.put(Note.titled("made meanwhile on the left"));
        world.right.put(Note.titled("made meanwhile on the right"));
        world.right.edit(world.rightId(Note.titled("note 0")), note -> note.withTitle("moved meanwhile"));

        for (int run = 0; run < 12; run++) {
            world.sync();
        }

        assertThat(world.left.contents()).hasSize(8).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    // Scenario 6
    @Test
    void aFullRunThatIsMadeInPartsComesToItsEnd() {
        SyncWorld world = SyncWorld.with(pair -> pair.pageSize(2).budget(RunBudget.ofPages(1)));
        SyncWorld.notes(6).forEach(world.right::put);
        for (int run = 0; run < 12; run++) {
            world.sync();
        }

        int runs = 1;
        while (world.engine.sync(world.pair(), Mode.FULL).outcome() == Outcome.MORE && runs < 30) {
            world.clock.advance(Duration.ofMinutes(1));
            runs++;
        }

        assertThat(runs).isLessThan(30);
    }

    // Scenario 6
    @Test
    void aBudgetSmallerThanAListingComesToItsEndOnASideWithoutHistory() {
        SyncWorld world = new SyncWorld(
                side -> side,
                InMemoryReplicaBuilder::withoutHistory,
                pair -> pair.pageSize(2).budget(RunBudget.ofPages(1)));
        SyncWorld.notes(6).forEach(world.left::put);
        for (int i = 0; i < 6; i++) {
            world.right.put(Note.titled("right " + i));
        }

        int runs = 1;
        while (world.sync().outcome() == Outcome.MORE && runs < 30) {
            runs++;
        }

        assertThat(runs).isLessThan(30);
        world.agreesOn(world.left.contents().toArray(Note[]::new));
        assertThat(world.left.contents()).hasSize(12);
    }
}
