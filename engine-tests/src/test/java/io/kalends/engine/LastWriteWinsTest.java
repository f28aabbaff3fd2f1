package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SyncReport;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who was last, where clocks are wrong, coarse or mean something else: in doubt the loser is kept, never lost. */
class LastWriteWinsTest {

    private final Note standup = Note.titled("Standup");
    private final SyncWorld world = new SyncWorld();
    private final String left = world.left.put(standup);

    LastWriteWinsTest() {
        world.sync();
        world.clock.advance(Duration.ofMinutes(5));
    }

    private void editLeft(String title) {
        world.left.edit(left, note -> note.withTitle(title));
        world.clock.advance(Duration.ofSeconds(40));
    }

    private void editRight(String title) {
        world.right.edit(world.rightId(standup), note -> note.withTitle(title));
        world.clock.advance(Duration.ofSeconds(40));
    }

    private List<String> kept(SyncReport report) {
        return report.steps().stream()
                .flatMap(step -> world.engine.keptVersions(world.pair(), step.link()).stream())
                .map(Note::title)
                .distinct()
                .toList();
    }

    // Scenario 18
    @Test
    void theLaterEditWinsAndTheOtherIsKept() {
        editLeft("first");
        editRight("second");

        SyncReport report = world.sync();

        world.agreesOn(standup.withTitle("second"));
        assertThat(kept(report)).containsExactly("first");
        assertThat(world.sync().writes()).isZero();
    }

    // Scenario 18
    @Test
    void aTimeThatHasNotComeYetIsNotLaterThanNow() {
        world.right.faults().reads().skewTimes(Duration.ofDays(400));
        editRight("from the future");
        world.sync();
        editLeft("edited a day later");
        world.sync();
        world.agreesOn(standup.withTitle("edited a day later"));
        editRight("right again");
        world.clock.advance(Duration.ofDays(1));
        world.sync();
        editLeft("left again");

        world.settles();

        world.agreesOn(standup.withTitle("left again"));
    }

    // Scenario 18
    @Test
    void withinTheCoarserGrainTheLoserIsKeptAndBothSidesAgree() {
        world.right.faults().reads().coarseTimes(Duration.ofMinutes(1));
        editLeft("left");
        editRight("right");

        SyncReport report = world.sync();

        assertThat(world.left.contents()).isEqualTo(world.right.contents());
        String won = world.left.contents().get(0).title();
        assertThat(kept(report)).containsExactly(won.equals("left") ? "right" : "left");
        assertThat(world.sync().writes()).isZero();
    }

    // Scenario 18: a feed's DTSTAMP is the time of its download.
    @Test
    void aTimeThatMovesAtEveryLookIsNoEdit() {
        world.rightThrough(side -> AlteredReplica.telling(side, row -> row.modifiedAt(world.clock.instant())));
        editLeft("edited");

        world.settles();

        world.agreesOn(standup.withTitle("edited"));
        editRight("edited there");
        world.settles();
        world.agreesOn(standup.withTitle("edited there"));
    }

    // Scenario 18
    @Test
    void whereNeitherSideTellsTheTimeOneSideWinsAlwaysAndTheOtherIsKept() {
        SyncWorld timeless = new SyncWorld(side -> side.withoutTimes(), side -> side.withoutTimes(), pair -> pair);
        String id = timeless.left.put(standup);
        timeless.sync();
        timeless.left.edit(id, note -> note.withTitle("left"));
        timeless.clock.advance(Duration.ofMinutes(1));
        timeless.right.edit(timeless.rightId(standup), note -> note.withTitle("right"));

        SyncReport report = timeless.sync();

        timeless.agreesOn(standup.withTitle("left"));
        assertThat(timeless.engine.keptVersions(
                        timeless.pair(), report.steps().get(0).link()))
                .extracting(Note::title)
                .containsExactly("right");
    }

    // Scenario 18: the edit is younger than the last look at the record, whatever its clock says.
    @Test
    void aTimeBeforeTheLastLookIsNotBelieved() {
        world.right.faults().writes().defer(note -> true, "busy", Duration.ofMinutes(30), 1);
        editLeft("waits since long");
        world.sync();
        world.clock.advance(Duration.ofMinutes(40));
        world.right.faults().reads().skewTimes(Duration.ofDays(-400));
        editRight("the later one");

        world.sync();

        world.agreesOn(standup.withTitle("the later one"));
    }
}
