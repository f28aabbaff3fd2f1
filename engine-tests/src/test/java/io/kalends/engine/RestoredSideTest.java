package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.Mode;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.Note;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A side, or the store, is back at yesterday: nobody takes the old state for fresh edits and deletions. */
class RestoredSideTest {

    private final SyncWorld world = new SyncWorld();
    private final Note edited = Note.titled("note 0");

    /** Twelve notes in sync; after the backup one is edited, on the right, and eight are added on the left. */
    private InMemoryReplica.Backup<Note> yesterdayOfLeft() {
        SyncWorld.notes(12).forEach(world.left::put);
        world.sync();
        InMemoryReplica.Backup<Note> backup = world.left.backup();
        world.clock.advance(Duration.ofDays(1));
        world.right.edit(world.rightId(edited), note -> note.withText("since the backup"));
        for (int i = 0; i < 8; i++) {
            world.left.put(Note.titled("new " + i));
        }
        world.sync();
        world.clock.advance(Duration.ofHours(1));
        return backup;
    }

    // Scenario 8
    @Test
    void aSideThatIsBackAtYesterdayDeletesAndOverwritesNothing() {
        InMemoryReplica.Backup<Note> yesterday = yesterdayOfLeft();
        world.left.restore(yesterday);

        SyncReport report = world.sync();
        world.settles();

        assertThat(report.tally().count(Action.DELETE)).isZero();
        assertThat(world.right.contents()).hasSize(20);
        assertThat(world.onRight(edited)).map(Note::text).contains("since the backup");
        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    // Scenario 8: the source itself does not know; its cursor lies in the future.
    @Test
    void aSideWhoseCursorLiesInTheFutureDeletesAndOverwritesNothing() {
        InMemoryReplica.Backup<Note> yesterday = yesterdayOfLeft();
        world.left.restoreUnnoticed(yesterday);

        SyncReport report = world.sync();
        world.settles();

        assertThat(report.tally().count(Action.DELETE)).isZero();
        assertThat(world.right.contents()).hasSize(20);
        assertThat(world.onRight(edited)).map(Note::text).contains("since the backup");
        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    // Scenario 8
    @Test
    void anEditMadeAfterTheRestoreStillTravels() {
        InMemoryReplica.Backup<Note> yesterday = yesterdayOfLeft();
        world.left.restore(yesterday);
        Note later = Note.titled("note 5");
        world.left.edit(world.leftId(later), note -> note.withText("after the restore"));

        world.settles();

        assertThat(world.onRight(later)).map(Note::text).contains("after the restore");
    }

    // Scenario 8
    @Test
    void aRestoredStoreReplaysWhatBothSidesHoldAlreadyWithoutAWrite() {
        SyncWorld.notes(12).forEach(world.left::put);
        world.sync();
        StoreBackup backup = StoreBackup.of(world.store, "pair");
        world.left.edit(world.leftId(edited), note -> note.withText("since the backup"));
        world.left.put(Note.titled("new on the left"));
        world.right.put(Note.titled("new on the right"));
        world.left.remove(world.leftId(Note.titled("note 1")));
        world.sync();
        backup.restore(world.clock.instant());
        world.restarts();

        SyncReport replay = world.sync();
        world.settles();

        assertThat(replay.writes()).isZero();
        assertThat(world.left.contents()).hasSize(13).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    // Scenario 8
    @Test
    void aRestoredStoreWhoseSidesListInFullReplaysWithoutAWrite() {
        SyncWorld.notes(12).forEach(world.left::put);
        world.sync();
        StoreBackup backup = StoreBackup.of(world.store, "pair");
        world.right.edit(world.rightId(edited), note -> note.withText("since the backup"));
        world.left.put(Note.titled("new on the left"));
        world.right.remove(world.rightId(Note.titled("note 1")));
        world.sync();
        backup.restore(world.clock.instant());
        world.restarts();

        SyncReport replay = world.engine.sync(world.pair(), Mode.FULL);
        world.settles();

        assertThat(replay.writes()).isZero();
        assertThat(world.left.contents()).hasSize(12).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    // Scenario 8
    @Test
    void aLostStoreLinksWhatIsThereAgainWithoutAWrite() {
        for (int i = 0; i < 12; i++) {
            world.left.put(Note.titled("note " + i).withoutUid());
        }
        world.sync();
        world.store.forget("pair");
        world.restarts();

        SyncReport again = world.sync();

        assertThat(again.writes()).isZero();
        assertThat(again.tally().count(Action.LINK)).isEqualTo(12);
        assertThat(world.right.contents()).hasSize(12);
    }

    @Test
    void whatARestoredSideHoldsFromBeforeIsNoNewerThanWhatTheOtherHoldsSince() {
        world.left.put(edited);
        world.sync();
        InMemoryReplica.Backup<Note> backup = world.left.backup();
        world.clock.advance(Duration.ofDays(1));
        world.left.edit(world.leftId(edited), note -> note.withText("since the backup"));
        world.sync();
        world.clock.advance(Duration.ofHours(1));
        world.left.restore(backup);

        world.settles();

        assertThat(world.onLeft(edited)).map(Note::text).contains("since the backup");
        assertThat(world.onRight(edited)).map(Note::text).contains("since the backup");
    }
}
