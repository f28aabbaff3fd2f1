package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.Direction;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Note;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every link comes to an end, if only that of waiting for somebody; what waits costs a run nothing. */
class StuckLinksTest {

    private final Note standup = Note.titled("Standup");

    private static int callsOf(SyncWorld world, SyncReport report) {
        int store = world.calls.calls().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return store + report.left().total() + report.right().total();
    }

    // Scenario 13
    @Test
    void aCopyDeletedOnTheReceivingSideOfAOneWayPairIsSettled() {
        SyncWorld world = SyncWorld.with(pair -> pair.direction(Direction.EXPORT));
        world.left.put(standup);
        world.sync();
        world.right.remove(world.rightId(standup));
        world.sync();

        SyncReport next = world.sync();

        assertThat(next.writes()).isZero();
        assertThat(next.tally().count(Action.LEAVE)).isZero();
        assertThat(world.engine.status(world.pair()).count(LinkStatus.PENDING)).isZero();
    }

    // Scenario 13
    @Test
    void oneBadRecordLetsTheRestOfItsBatchThroughAndIsNotTriedForEver() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(20).forEach(world.left::put);
        world.left.put(Note.titled("bad"));
        world.right.faults().writes().poison(note -> note.title().equals("bad"));
        world.sync();
        assertThat(world.right.contents()).hasSize(20);

        SyncReport next = world.sync();

        assertThat(next.right().writes()).isZero();
        assertThat(world.engine.status(world.pair()).stuck()).singleElement().satisfies(link -> {
            assertThat(link.status()).isEqualTo(LinkStatus.FAILED);
            assertThat(link.problem()).extracting("what").asString().contains("refused as a whole");
        });
    }

    // Scenario 13
    @Test
    void aRecordThatFailedIsTriedAgainWhenItIsEdited() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(Note.titled("bad"));
        world.right.faults().writes().reject(note -> note.title().equals("bad"), "not that title");
        world.sync();
        world.left.edit(id, note -> note.withTitle("good"));

        world.settles();

        assertThat(world.right.contents()).extracting(Note::title).containsExactly("good");
        assertThat(world.engine.status(world.pair()).stuck()).isEmpty();
    }

    // Scenario 13: revisions that change at each look.
    @Test
    void aRecordThatIsAlwaysStaleWaitsInsteadOfBeingTriedWithoutEnd() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.right.faults().writes().stale(1_000);
        world.left.edit(id, note -> note.withTitle("edited"));

        SyncReport report = world.sync();

        assertThat(report.right().writes()).isBetween(1, 3);
        assertThat(report.tally().count(Action.WAIT)).isEqualTo(1);
        assertThat(world.sync().right().writes()).as("before it is due again").isLessThanOrEqualTo(3);
        world.right.faults().clear();
        world.clock.advance(Duration.ofHours(2));
        world.settles();
        world.agreesOn(standup.withTitle("edited"));
    }

    // Scenario 13
    @Test
    void unstableRevisionsCauseNoWrites() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.sync();
        world.right.faults().reads().unstableRevisions();
        world.left.edit(id, note -> note.withTitle("edited"));

        world.settles();

        world.agreesOn(standup.withTitle("edited"));
    }

    // Scenario 13
    @Test
    void whatWaitsForSomebodyCostsARunNothing() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(50).forEach(world.left::put);
        world.sync();
        world.sync();
        world.calls.clearCalls();
        int without = callsOf(world, world.sync());
        world.right.faults().writes().reject(note -> note.title().startsWith("bad"), "not that title");
        for (int i = 0; i < 300; i++) {
            world.left.put(Note.titled("bad " + i));
        }
        world.sync();
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isEqualTo(300);
        world.sync();

        world.calls.clearCalls();
        int with = callsOf(world, world.sync());

        assertThat(with).isEqualTo(without);
    }
}
