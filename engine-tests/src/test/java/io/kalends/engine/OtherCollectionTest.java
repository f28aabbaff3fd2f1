package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.SyncPlan;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A pair's id is given another collection, as when a user picks another calendar: that is another life of the pair. */
class OtherCollectionTest {

    private final SyncWorld world = new SyncWorld();
    private final InMemoryReplica<Note> other = replica("other", side -> side);
    private final List<Note> notes = SyncWorld.notes(5);

    private InMemoryReplica<Note> replica(String id, UnaryOperator<InMemoryReplicaBuilder<Note>> traits) {
        return traits.apply(InMemoryReplica.builder(id, Note.type()).clock(world.clock))
                .build();
    }

    private void isSynced() {
        notes.forEach(world.left::put);
        world.settles();
    }

    private void picks(InMemoryReplica<Note> side) {
        world.rightThrough(former -> side);
    }

    private void comesToRest() {
        world.sync();
        SyncReport last = world.sync();
        assertThat(last.writes()).as(last.describe()).isZero();
    }

    @Test
    void nothingIsDeletedForACollectionThatNeverHeldIt() {
        isSynced();
        picks(other);

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.DELETE)).isZero();
        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(notes);
        assertThat(other.contents()).containsExactlyInAnyOrderElementsOf(notes);
        comesToRest();
    }

    @Test
    void theFormerCollectionIsLeftAsItWas() {
        isSynced();
        world.right.log().clear();
        picks(other);

        comesToRest();

        assertThat(world.right.log().recordsWritten()).isZero();
        assertThat(world.right.contents()).hasSize(5);
    }

    @Test
    void whatTheNewCollectionHoldsIsBroughtTogetherByTheFirstSyncRule() {
        isSynced();
        other.put(notes.get(0).withText("of the other"));
        other.put(Note.titled("only there"));
        world.clock.advance(Duration.ofHours(1));
        picks(other);

        comesToRest();

        assertThat(other.contents()).hasSize(6).containsExactlyInAnyOrderElementsOf(world.left.contents());
        assertThat(world.onLeft(notes.get(0))).map(Note::text).contains("of the other");
    }

    @Test
    void theReportSaysThatItIsAnotherCollection() {
        isSynced();
        picks(other);

        assertThat(world.sync().steps())
                .filteredOn(step -> step.action() == Action.BEGIN_ANEW)
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.side()).isEqualTo(Side.RIGHT);
                    assertThat(step.why()).contains("other").contains("nothing is deleted");
                });
        assertThat(world.sync().steps()).extracting(Step::action).doesNotContain(Action.BEGIN_ANEW);
    }

    @Test
    void aPlanShowsItAndForgetsNothingOfTheFormerOne() {
        isSynced();
        picks(other);

        SyncPlan plan = world.engine.plan(world.pair());

        assertThat(plan.tally().count(Side.RIGHT, Action.BEGIN_ANEW)).isEqualTo(1);
        assertThat(plan.tally().count(Side.RIGHT, Action.CREATE)).isEqualTo(5);
        assertThat(plan.tally().count(Action.DELETE)).isZero();
        assertThat(other.contents()).isEmpty();
        // It was a mistake: a deletion in the former collection travels as ever.
        picks(world.right);
        world.right.remove(world.rightId(notes.get(3)));
        SyncReport report = world.sync();
        assertThat(report.tally().count(Side.LEFT, Action.DELETE)).isEqualTo(1);
        assertThat(report.steps()).extracting(Step::action).doesNotContain(Action.BEGIN_ANEW);
    }

    @Test
    void whoComesBackToTheFormerOneDoublesNothing() {
        isSynced();
        picks(other);
        comesToRest();
        picks(world.right);

        comesToRest();

        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(notes);
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(notes);
    }

    @Test
    void whatWasDeletedBeforeTheChangeStaysDeletedAndWhatWaitedTravels() {
        isSynced();
        world.left.remove(world.leftId(notes.get(0)));
        world.left.edit(world.leftId(notes.get(1)), note -> note.withText("edited"));
        picks(other);

        comesToRest();

        assertThat(other.contents())
                .containsExactlyInAnyOrder(notes.get(1).withText("edited"), notes.get(2), notes.get(3), notes.get(4));
        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(other.contents());
    }

    @Test
    void whatWasGivenUpOnTheFormerOneIsTriedOnTheNew() {
        isSynced();
        world.right.faults().writes().reject(note -> note.title().equals("refused"), "not here");
        world.left.put(Note.titled("refused"));
        world.sync();
        picks(other);

        comesToRest();

        assertThat(other.contents()).extracting(Note::title).contains("refused");
    }

    @Test
    void aCollectionMadeAnewUnderTheSameNameIsAnother() {
        InMemoryReplica<Note> first = replica("bookings", side -> side.identity("1"));
        InMemoryReplica<Note> second = replica("bookings", side -> side.identity("2"));
        picks(first);
        notes.forEach(world.left::put);
        comesToRest();
        picks(second);

        SyncReport report = world.sync();

        assertThat(report.tally().count(Side.RIGHT, Action.BEGIN_ANEW)).isEqualTo(1);
        assertThat(world.left.contents()).hasSize(5);
        assertThat(second.contents()).containsExactlyInAnyOrderElementsOf(notes);
    }

    @Test
    void aCollectionThatBearsAnotherNameButKeepsItsIdentityIsTheSame() {
        InMemoryReplica<Note> side = replica("bookings", one -> one.identity("1"));
        picks(side);
        notes.forEach(world.left::put);
        comesToRest();
        InMemoryReplica<Note> renamed = replica("bookings of today", one -> one.identity("1"));
        renamed.restore(side.backup());
        picks(renamed);

        SyncReport report = world.sync();

        assertThat(report.steps()).extracting(Step::action).doesNotContain(Action.BEGIN_ANEW);
        assertThat(report.writes()).isZero();
    }

    @Test
    void aRunThatDiesAnywhereWhileItBeginsAnewLosesAndDoublesNothing() {
        boolean killed = true;
        for (int place = 1; killed; place++) {
            OtherCollectionTest life = new OtherCollectionTest();
            life.isSynced();
            life.picks(life.other);
            killed = life.world.killedAt(place);

            life.comesToRest();

            assertThat(life.world.left.contents()).as("killed at %d", place).containsExactlyInAnyOrderElementsOf(notes);
            assertThat(life.other.contents()).as("killed at %d", place).containsExactlyInAnyOrderElementsOf(notes);
        }
    }

    @Test
    void aRunForOneRecordBeginsAnewAsWell() {
        isSynced();
        picks(other);

        SyncReport report = world.engine.sync(world.pair(), Side.LEFT, world.leftId(notes.get(0)));

        assertThat(report.tally().count(Side.RIGHT, Action.BEGIN_ANEW)).isEqualTo(1);
        comesToRest();
        assertThat(other.contents()).containsExactlyInAnyOrderElementsOf(notes);
    }
}
