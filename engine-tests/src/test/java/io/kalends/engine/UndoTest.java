package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.OpenConflict;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
import io.kalends.sync.Write;
import io.kalends.testkit.Note;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Decisions by hand and their undoing, on content that may have moved on. */
class UndoTest {

    private final Note standup = Note.titled("Standup");
    private final SyncWorld world = new SyncWorld();

    private OpenConflict<Note> conflict() {
        world.rules(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("left"));
        world.right.edit(world.rightId(standup), note -> note.withTitle("right"));
        world.sync();
        return world.engine.conflicts(world.pair()).get(0);
    }

    // Scenario 21
    @Test
    void aDecisionStandsThoughAnotherFieldMovedOnTheSideThatWins() {
        OpenConflict<Note> seen = conflict();

        world.engine.resolve(world.pair(), seen, Resolution.keep(Side.LEFT));
        world.settles();

        world.agreesOn(standup.withTitle("left"));
        assertThat(world.engine.conflicts(world.pair())).isEmpty();
    }

    // Scenario 21
    @Test
    void theVersionThatLostByADecisionIsKept() {
        OpenConflict<Note> seen = conflict();
        world.engine.resolve(world.pair(), seen, Resolution.keep(Side.LEFT));
        world.settles();

        assertThat(world.engine.keptVersions(world.pair(), seen.link())).contains(standup.withTitle("right"));
    }

    // Scenario 21
    @Test
    void undoingIsAnEditFromTheVersionThatWasKept() {
        String id = world.left.put(standup);
        world.sync();
        world.left.edit(id, note -> note.withTitle("lost"));
        world.clock.advance(Duration.ofSeconds(10));
        world.right.edit(world.rightId(standup), note -> note.withTitle("won"));
        SyncReport report = world.sync();
        String link = report.steps().get(0).link();

        Note kept = world.engine.keptVersions(world.pair(), link).get(0);
        world.left.edit(id, note -> kept);
        world.settles();

        world.agreesOn(standup.withTitle("lost"));
    }

    // Scenario 21
    @Test
    void aRecordThatIsMadeAgainNamesItsFormerIdSoThatItsSideCanRestoreIt() {
        String id = world.left.put(standup);
        world.sync();
        String former = world.rightId(standup);
        world.right.remove(former);
        world.left.edit(id, note -> note.withTitle("still needed"));

        world.settles();

        assertThat(world.right.log().writes())
                .filteredOn(made -> made.made() && made.write() instanceof Write.Create<Note>)
                .extracting(made -> ((Write.Create<Note>) made.write()).formerId())
                .containsExactly(null, former);
    }

    // Scenario 21
    @Test
    void aDecisionCountsForTheVersionsThatWereSeen() {
        OpenConflict<Note> seen = conflict();
        world.right.edit(world.rightId(standup), note -> note.withTitle("right, later"));

        world.engine.resolve(world.pair(), seen, Resolution.keep(Side.LEFT));
        world.sync();

        assertThat(world.onRight(standup)).map(Note::title).contains("right, later");
        assertThat(world.engine.conflicts(world.pair()))
                .singleElement()
                .satisfies(open -> assertThat(open.right()).isEqualTo(standup.withTitle("right, later")));
    }
}
