package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.OpenConflict;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.Crash;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A base advances for what was written and for nothing else, whatever happens around the write. */
class SettlingTest {

    private final Note standup = Note.titled("Standup");

    /** Does something once, when the side's next write is at this moment. */
    private static void atNextWrite(InMemoryReplica<Note> side, Moment when, Runnable what) {
        boolean[] done = {false};
        side.hook((call, moment) -> {
            if (!done[0] && call.operation().equals(Call.WRITE) && moment == when) {
                done[0] = true;
                what.run();
            }
        });
    }

    // Scenario 1: the side writes unconditionally, and the answer holds the write and the edit.
    @Test
    void anEditMadeJustBeforeTheWriteArrivesStillTravels() {
        SyncWorld world = new SyncWorld(side -> side, InMemoryReplicaBuilder::unconditional, pair -> pair);
        String id = world.left.put(standup);
        world.sync();
        String there = world.rightId(standup);
        world.left.edit(id, note -> note.withTitle("Stand-up"));
        atNextWrite(
                world.right, Moment.BEFORE, () -> world.right.edit(there, note -> note.withText("edited meanwhile")));

        world.settles();

        world.agreesOn(standup.withTitle("Stand-up").withText("edited meanwhile"));
    }

    // Scenario 1
    @Test
    void anEditMadeBeforeTheAnswerArrivesStillTravels() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        String there = world.rightId(standup);
        world.left.edit(id, note -> note.withTitle("Stand-up"));
        atNextWrite(world.right, Moment.AFTER, () -> world.right.edit(there, note -> note.withTitle("Daily")));

        world.settles();

        world.agreesOn(standup.withTitle("Daily"));
    }

    // Scenario 1
    @Test
    void aNumberThatTheReceivingSideAssignsWithAnUpdateFlowsBack() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("Stand-up"));
        world.right.faults().writes().rewrite(note -> note.withText("number 7"));

        world.settles();

        world.agreesOn(standup.withTitle("Stand-up").withText("number 7"));
    }

    // Scenario 1
    @Test
    void anEditOfTheSourceWhileItsFormerOneIsWrittenStillTravels() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("first"));
        atNextWrite(world.right, Moment.BEFORE, () -> world.left.edit(id, note -> note.withTitle("second")));

        world.settles();

        world.agreesOn(standup.withTitle("second"));
    }

    // Scenario 1
    @Test
    void anEditOfARecordThatIsJustBeingCreatedStillTravels() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        atNextWrite(world.right, Moment.AFTER, () -> {
            world.left.edit(id, note -> note.withText("added here"));
            world.right.edit(world.rightId(standup), note -> note.withTags("added there"));
        });

        world.settles();

        world.agreesOn(standup.withText("added here").withTags("added there"));
    }

    // Scenario 4: the process dies between the side's answer and the note of it.
    @Test
    void anUpdateMadeBeforeACrashIsNoConflictThoughTheServerRewroteIt() {
        SyncWorld world = new SyncWorld(
                side -> side,
                side -> side.projection(note -> note.withTitle(note.title().strip())),
                pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        world.right
                .faults()
                .writes()
                .rewrite(note -> note.withTitle(note.title().strip()));
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("  Stand-up "));
        diesAfterTheWrite(world);

        SyncReport next = world.sync();

        assertThat(next.tally().count(Action.CONFLICT)).isZero();
        assertThat(next.writes() + world.sync().writes())
                .as("writes after the restart, but the one found done")
                .isLessThanOrEqualTo(1);
        assertThat(world.onLeft(standup)).contains(standup.withTitle("  Stand-up "));
        assertThat(world.onRight(standup)).contains(standup.withTitle("Stand-up"));
    }

    // Scenario 4
    @Test
    void whatAServerAddedToAnUpdateBeforeACrashIsAnEditAndNotLost() {
        SyncWorld world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        String id = world.left.put(standup);
        world.sync();
        world.right.faults().writes().rewrite(note -> note.withText("stamped by the server"));
        world.left.edit(id, note -> note.withTitle("Stand-up"));
        diesAfterTheWrite(world);

        world.settles();

        assertThat(world.engine.conflicts(world.pair())).isEmpty();
        world.agreesOn(standup.withTitle("Stand-up").withText("stamped by the server"));
    }

    // Scenario 4
    @Test
    void aValueRewrittenInAnUnknownWayBeforeACrashIsInDoubtAndNothingElseIs() {
        SyncWorld world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        String id = world.left.put(standup);
        world.sync();
        world.right
                .faults()
                .writes()
                .rewrite(note -> note.withTitle(note.title().toUpperCase(Locale.ROOT)));
        world.left.edit(id, note -> note.withTitle("Stand-up").withText("upstairs"));
        diesAfterTheWrite(world);

        world.settles();

        OpenConflict<Note> conflict = world.engine.conflicts(world.pair()).get(0);
        assertThat(conflict.fields()).containsExactly("title");
        assertThat(conflict.left()).isEqualTo(standup.withTitle("Stand-up").withText("upstairs"));
        assertThat(world.left.contents()).hasSize(1);
    }

    // Scenario 4
    @Test
    void aFieldEditedOnTheOtherSideAfterACrashWinsByItsTimeAndNotAsAnEcho() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("sent"));
        diesAfterTheWrite(world);
        world.left.edit(id, note -> note.withTitle("after the crash"));

        world.settles();

        world.agreesOn(standup.withTitle("after the crash"));
    }

    // Scenario 14
    @Test
    void aPersonWhoChangesHisMindAFewTimesIsNotTakenForASwing() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        for (int i = 0; i < 3; i++) {
            world.left.edit(id, note -> note.withTitle("this"));
            world.sync();
            world.left.edit(id, note -> note.withTitle("that"));
            world.sync();
            world.clock.advance(Duration.ofHours(20));
        }

        world.settles();

        world.agreesOn(standup.withTitle("that"));
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isZero();
    }

    private static void diesAfterTheWrite(SyncWorld world) {
        atNextWrite(world.right, Moment.AFTER, () -> {
            throw new Crash("after the write");
        });
        try {
            world.sync();
        } catch (Crash expected) {
            world.clock.advance(Duration.ofMinutes(10));
            world.restarts();
            return;
        }
        throw new AssertionError("the run was not killed, so nothing is tested");
    }

    // Scenario 14
    @Test
    void twoSidesThatBothRewriteWhatTheyGetAreGivenUpWithThatReason() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup.withText("plain"));
        world.sync();
        world.left.faults().writes().rewriteAfterAnswer(note -> note.withText("with a join link"));
        world.right.faults().writes().rewriteAfterAnswer(note -> note.withText("plain"));
        world.left.edit(id, note -> note.withText("with a join link"));

        for (int run = 0; run < 20; run++) {
            world.sync();
        }

        assertThat(world.sync().writes()).isZero();
        List<Link> stuck = world.engine.status(world.pair()).stuck();
        assertThat(stuck).singleElement().satisfies(link -> {
            assertThat(link.status()).isEqualTo(LinkStatus.FAILED);
            assertThat(link.problem()).extracting("what").asString().contains("swings");
        });
    }
}
