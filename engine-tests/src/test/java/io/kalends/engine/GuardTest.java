package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariant {@code noMassDeletion}: what the guard counts, holds and lets pass. */
class GuardTest {

    private static final int NOTES = 100;

    private final SyncWorld world = new SyncWorld();

    GuardTest() {
        SyncWorld.notes(NOTES).forEach(world.left::put);
        world.sync();
    }

    private void removeOnLeft(int from, int to) {
        for (int i = from; i < to; i++) {
            world.left.remove(world.leftId(Note.titled("note " + i)));
        }
    }

    // Scenario 15
    @Test
    void anAccountThatIsEmptiedByNineAtATimeIsHeldAllTheSame() {
        for (int poll = 0; poll < 10; poll++) {
            removeOnLeft(poll * 9, poll * 9 + 9);
            world.sync();
        }

        assertThat(world.right.contents()).hasSize(NOTES - 9);
        assertThat(world.engine.status(world.pair()).count(LinkStatus.HELD)).isEqualTo(81);
    }

    // Scenario 15
    @Test
    void aFewDeletionsEachDayAreNeverHeld() {
        for (int day = 0; day < 5; day++) {
            removeOnLeft(day * 9, day * 9 + 9);
            assertThat(world.sync().heldUnder()).isEmpty();
            world.clock.advance(Duration.ofHours(25));
        }

        assertThat(world.right.contents()).hasSize(NOTES - 45);
    }

    // Scenario 15
    @Test
    void anApprovalCoversNoLaterDeletions() {
        removeOnLeft(0, 40);
        SyncReport held = world.sync();
        world.engine.approve(world.pair(), held.heldUnder().get(0));
        removeOnLeft(40, 70);

        SyncReport next = world.sync();

        assertThat(world.right.contents()).hasSize(NOTES - 40);
        assertThat(next.tally().count(Action.HOLD)).isEqualTo(30);
        assertThat(next.heldUnder()).isNotEmpty().isNotEqualTo(held.heldUnder());
    }

    // Scenario 15
    @Test
    void anOldApprovalIsWorthNothing() {
        removeOnLeft(0, 40);
        String first = world.sync().heldUnder().get(0);
        world.engine.approve(world.pair(), first);
        world.sync();
        removeOnLeft(40, 80);
        world.sync();

        world.engine.approve(world.pair(), first);
        world.sync();

        assertThat(world.right.contents()).hasSize(NOTES - 40);
    }

    // Scenario 15
    @Test
    void whatIsHeldKeepsNoEditsAndNoNewRecordsFromTravelling() {
        removeOnLeft(0, 40);
        world.left.edit(world.leftId(Note.titled("note 50")), note -> note.withText("edited"));
        world.left.put(Note.titled("new"));

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.HOLD)).isEqualTo(40);
        assertThat(report.writes()).isEqualTo(2);
        assertThat(world.onRight(Note.titled("note 50"))).map(Note::text).contains("edited");
    }

    // Scenario 15
    @Test
    void whatComesBackWhileItIsHeldIsKept() {
        List<String> ids = List.copyOf(world.left.records().keySet()).subList(0, 40);
        List<Note> notes = ids.stream().map(id -> world.left.records().get(id)).toList();
        ids.forEach(world.left::remove);
        SyncReport held = world.sync();
        for (int i = 0; i < 20; i++) {
            world.left.put(ids.get(i), notes.get(i));
        }
        world.settles();

        world.engine.approve(world.pair(), held.heldUnder().get(0));
        world.settles();

        assertThat(world.left.contents()).hasSize(NOTES - 20);
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }

    // Scenario 15
    @Test
    void anEditOfWhatIsHeldTakesItOutOfTheHold() {
        removeOnLeft(0, 40);
        world.sync();
        Note edited = Note.titled("note 7");
        world.right.edit(world.rightId(edited), note -> note.withText("still needed"));

        world.sync();

        assertThat(world.onLeft(edited)).map(Note::text).contains("still needed");
        assertThat(world.engine.status(world.pair()).count(LinkStatus.HELD)).isEqualTo(39);
    }

    // Scenario 15
    @Test
    void everythingHeldSaysWhatWhySinceWhenAndWhatToDo() {
        removeOnLeft(0, 40);
        String approval = world.sync().heldUnder().get(0);

        assertThat(world.engine.status(world.pair()).stuck()).hasSize(40).allSatisfy(link -> {
            assertThat(link.problem()).isNotNull();
            assertThat(String.valueOf(link.problem()))
                    .contains("40 removals in 24 hours")
                    .contains("approve " + approval);
        });
    }

    // Scenario 15
    @Test
    void deletionsThatAServerPutOffAreNotCountedTwice() {
        world.right.faults().writes().stale(8);
        removeOnLeft(0, 8);
        world.sync();
        assertThat(world.right.contents()).as("while the server is busy").hasSize(NOTES);
        world.clock.advance(Duration.ofHours(2));

        SyncReport next = world.sync();

        assertThat(next.heldUnder()).isEmpty();
        assertThat(world.right.contents()).hasSize(NOTES - 8);
    }

    // Scenario 15
    @Test
    void deletionsWhoseCallFailedAreNotCountedTwice() {
        world.right.faults().calls().timeoutBefore("write", 1);
        removeOnLeft(0, 8);
        world.sync();
        assertThat(world.right.contents()).as("after the call that failed").hasSize(NOTES);
        world.clock.advance(Duration.ofHours(2));

        SyncReport next = world.sync();

        assertThat(next.heldUnder()).isEmpty();
        assertThat(world.right.contents()).hasSize(NOTES - 8);
    }
}
