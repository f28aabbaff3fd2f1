package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Mode;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Note;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every user of the engine expects first. */
class SyncTest {

    private final Note standup = Note.titled("Standup");
    private final Note lunch = Note.titled("Lunch");

    @Test
    void bringsTheRecordsOfBothSidesTogether() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.right.put(lunch);

        world.sync();

        world.agreesOn(standup, lunch);
    }

    @Test
    void writesNothingWhenNothingChanged() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.right.put(lunch);
        world.sync();

        SyncReport second = world.sync();

        assertThat(second.writes()).isZero();
        assertThat(second.left().total() + second.right().total()).as("calls").isEqualTo(2);
    }

    @Test
    void linksTwoCalendarsThatAgreeWithoutOneWrite() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(25).forEach(note -> {
            world.left.put(note);
            world.right.put(note);
        });

        SyncReport first = world.sync();

        assertThat(first.writes()).isZero();
        assertThat(first.tally().count(Action.LINK)).isEqualTo(25);
    }

    @Test
    void carriesAnEditAcross() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("Stand-up"));

        world.sync();

        world.agreesOn(standup.withTitle("Stand-up"));
    }

    @Test
    void carriesADeletionAcross() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.left.remove(id);

        world.sync();

        world.agreesOn();
        assertThat(world.engine.status(world.pair()).count(LinkStatus.DELETED)).isEqualTo(1);
    }

    @Test
    void mergesEditsOfDifferentFields() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        String other = world.right.records().keySet().iterator().next();
        world.left.edit(id, note -> note.withTitle("Stand-up"));
        world.right.edit(other, note -> note.withText("bring coffee"));

        SyncReport report = world.sync();

        world.agreesOn(standup.withTitle("Stand-up").withText("bring coffee"));
        assertThat(report.tally().count(Action.OVERRULE)).isZero();
    }

    @Test
    void keepsTheLoserWhenBothSidesMoved() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        String other = world.right.records().keySet().iterator().next();
        world.left.edit(id, note -> note.withTitle("Left"));
        world.clock.advance(Duration.ofSeconds(5));
        world.right.edit(other, note -> note.withTitle("Right"));

        SyncReport report = world.sync();

        world.agreesOn(standup.withTitle("Right"));
        String link = report.steps().get(0).link();
        assertThat(world.engine.keptVersions(world.pair(), link)).containsExactly(standup.withTitle("Left"));
    }

    @Test
    void parksAConflictUntilSomebodyDecides() {
        SyncWorld world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        String id = world.left.put(standup);
        world.sync();
        String other = world.right.records().keySet().iterator().next();
        world.left.edit(id, note -> note.withTitle("Left"));
        world.right.edit(other, note -> note.withTitle("Right"));
        world.sync();

        var conflict = world.engine.conflicts(world.pair()).get(0);
        assertThat(conflict.left()).isEqualTo(standup.withTitle("Left"));
        assertThat(conflict.right()).isEqualTo(standup.withTitle("Right"));
        assertThat(world.sync().writes()).as("while it waits").isZero();
        world.engine.resolve(world.pair(), conflict, Resolution.keep(Side.LEFT));
        world.sync();

        world.agreesOn(standup.withTitle("Left"));
        assertThat(world.engine.conflicts(world.pair())).isEmpty();
    }

    @Test
    void letsAnEditWinOverADeletion() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        String other = world.right.records().keySet().iterator().next();
        world.left.remove(id);
        world.right.edit(other, note -> note.withTitle("Moved"));

        world.settles();

        world.agreesOn(standup.withTitle("Moved"));
    }

    @Test
    void holdsADeletionOfEverything() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(40).forEach(world.left::put);
        world.sync();
        world.left.records().keySet().forEach(world.left::remove);

        SyncReport report = world.sync();

        assertThat(world.right.contents()).hasSize(40);
        assertThat(report.tally().count(Action.HOLD)).isEqualTo(40);
        world.engine.approve(world.pair(), report.heldUnder().get(0));
        world.sync();
        assertThat(world.right.contents()).isEmpty();
    }

    @Test
    void findsInAFullRunWhatIncrementalOnesWereNeverTold() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.sync();

        SyncReport full = world.engine.sync(world.pair(), Mode.FULL);

        assertThat(full.writes()).isZero();
        world.agreesOn(standup);
    }

    @Test
    void createsChildrenBelowTheirParents() {
        SyncWorld world = new SyncWorld();
        String parent = world.left.put(standup);
        Note child = Note.titled("Standup, moved").childOf(standup);
        world.left.putChild(parent, child);

        world.settles();

        world.agreesOn(standup, child);
    }

    @Test
    void showsInThePlanWhatTheRunThenDoes() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.right.put(lunch);

        var plan = world.engine.plan(world.pair());

        assertThat(world.right.contents()).containsExactly(lunch);
        assertThat(plan.tally()).isEqualTo(world.sync().tally());
    }
}
