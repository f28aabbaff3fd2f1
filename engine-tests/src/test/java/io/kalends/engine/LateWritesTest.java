package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.Write;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import io.kalends.testkit.RecordedWrite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A write that lands after everybody has given it up makes no second record. */
class LateWritesTest {

    private final Note standup = Note.titled("Standup");

    private static InMemoryReplicaBuilder<Note> recognisingNothing(InMemoryReplicaBuilder<Note> side) {
        return side.recognising(Recognition.NONE).withoutOrigins();
    }

    // Scenario 9
    @Test
    void noCreateIsRepeatedBeforeItsDeadlineAndALateOneIsFound() {
        SyncWorld world = new SyncWorld(side -> side, LateWritesTest::recognisingNothing, pair -> pair);
        world.left.put(standup.withoutUid());
        world.right.faults().writes().delayPastTimeout(1);
        world.sync();
        world.restarts();

        world.sync();

        assertThat(world.right.contents()).as("before the deadline").isEmpty();
        world.right.faults().writes().land();
        world.clock.advance(Duration.ofHours(1));
        world.settles();
        assertThat(world.right.contents()).hasSize(1);
        assertThat(world.left.contents()).hasSize(1);
    }

    // Scenario 9
    @Test
    void aCreateThatNeverLandsIsRepeatedOnceAfterItsDeadline() {
        SyncWorld world = new SyncWorld(side -> side, LateWritesTest::recognisingNothing, pair -> pair);
        world.left.put(standup);
        world.right.faults().writes().loseRequest(1);
        world.sync();
        world.clock.advance(Duration.ofHours(1));

        world.settles();

        world.agreesOn(standup);
    }

    // Scenario 9
    @Test
    void theNodeThatTakesOverAfterTheLeaseMakesNoSecondRecord() {
        SyncWorld world = new SyncWorld(side -> side, LateWritesTest::recognisingNothing, pair -> pair);
        SyncWorld.notes(3).forEach(world.left::put);
        world.right.faults().writes().delayPastTimeout(1);
        world.sync();
        world.clock.advance(Duration.ofMinutes(6));
        world.restarts();
        world.right.faults().writes().land();

        world.settles();

        assertThat(world.right.contents()).hasSize(3);
        assertThat(world.left.contents()).hasSize(3);
    }

    // Scenario 9
    @Test
    void aRecordThatIsMadeAgainGetsAKeyThatWasNeverUsed() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.right.remove(world.rightId(standup));
        world.left.edit(id, note -> note.withTitle("edited"));

        world.settles();

        world.agreesOn(standup.withTitle("edited"));
        List<String> keys = world.right.log().writes().stream()
                .map(RecordedWrite::write)
                .filter(Write.Create.class::isInstance)
                .map(write -> ((Write.Create<Note>) write).key())
                .toList();
        assertThat(keys).hasSizeGreaterThanOrEqualTo(2);
        assertThat(world.right.log().writes())
                .filteredOn(RecordedWrite::made)
                .extracting(made -> made.write() instanceof Write.Create<Note> create ? create.key() : "")
                .doesNotHaveDuplicates();
    }

    // Scenario 9
    @Test
    void anUpdateThatLandsLateIsNoConflict() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("edited"));
        world.right.faults().writes().delayPastTimeout(1);
        world.sync();
        world.right.faults().writes().land();
        world.clock.advance(Duration.ofHours(1));

        world.settles();

        world.agreesOn(standup.withTitle("edited"));
        assertThat(world.engine.status(world.pair()).count(LinkStatus.CONFLICT)).isZero();
    }

    // Scenario 9
    @Test
    void anUpdateThatLandsAfterItsRepetitionIsRefusedByItsRevision() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("first"));
        world.right.faults().writes().delayPastTimeout(1);
        world.sync();
        world.clock.advance(Duration.ofHours(1));
        world.left.edit(id, note -> note.withTitle("second"));
        world.sync();
        world.right.faults().writes().land();

        world.settles();

        world.agreesOn(standup.withTitle("second"));
    }
}
