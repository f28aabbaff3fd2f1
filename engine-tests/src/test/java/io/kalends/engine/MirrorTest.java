package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.Direction;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.Note;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link Direction#MIRROR}: the right side shows what the left side holds, whatever somebody does to it there. */
class MirrorTest {

    private final Note standup = Note.titled("Standup").withText("every day");
    private final SyncWorld world = SyncWorld.with(pair -> pair.direction(Direction.MIRROR));

    @BeforeEach
    void aNoteThatIsShownOnTheRight() {
        world.left.put(standup);
        world.settles();
    }

    private void editTheCopy() {
        world.right.edit(world.rightId(standup), note -> note.withTitle("Stand-up?"));
    }

    @Test
    void anEditOfTheCopyIsPutBackAndKept() {
        editTheCopy();

        SyncReport report = world.sync();
        world.settles();

        world.agreesOn(standup);
        String link = report.steps().get(0).link();
        assertThat(world.engine.keptVersions(world.pair(), link)).contains(standup.withTitle("Stand-up?"));
        assertThat(report.steps())
                .filteredOn(step -> step.action() == Action.OVERRULE)
                .singleElement()
                .satisfies(step ->
                        assertThat(step.why()).isEqualTo("what is changed there is put back; this version is kept"));
    }

    @Test
    void aDeletionOfTheCopyIsPutBack() {
        world.right.remove(world.rightId(standup));

        world.settles();

        world.agreesOn(standup);
    }

    @Test
    void whatIsEditedOnBothSidesIsWhatTheLeftSays() {
        editTheCopy();
        world.left.edit(world.leftId(standup), note -> note.withTitle("Daily"));

        world.settles();

        world.agreesOn(standup.withTitle("Daily"));
    }

    @Test
    void whatWasMadeOnTheRightStaysThere() {
        Note own = Note.titled("only here");
        world.right.put(own);

        world.settles();

        assertThat(world.right.contents()).containsExactlyInAnyOrder(standup, own);
        assertThat(world.left.contents()).containsExactly(standup);
    }

    @Test
    void anExportThatBecomesAMirrorPutsBackWhatItHadLeft() {
        world.rules(pair -> pair.direction(Direction.EXPORT));
        world.settles();
        editTheCopy();
        world.settles();
        assertThat(world.right.contents()).extracting(Note::title).containsExactly("Stand-up?");

        world.rules(pair -> pair.direction(Direction.MIRROR));
        world.settles();

        world.agreesOn(standup);
    }

    @Test
    void aDeletionThatAnExportHadLeftIsPutBackByAMirror() {
        world.rules(pair -> pair.direction(Direction.EXPORT));
        world.settles();
        world.right.remove(world.rightId(standup));
        world.settles();
        assertThat(world.right.contents()).isEmpty();

        world.rules(pair -> pair.direction(Direction.MIRROR));
        world.settles();

        world.agreesOn(standup);
    }

    @Test
    void whatWasMadeBelowARecordThatGoesIsKept() {
        Note own = Note.titled("made there").childOf(standup);
        world.right.putChild(world.rightId(standup), own);
        world.settles();
        world.left.remove(world.leftId(standup));

        SyncReport report = world.sync();

        assertThat(world.right.contents()).isEmpty();
        assertThat(report.steps())
                .filteredOn(step -> step.action() == Action.DELETE)
                .singleElement()
                .satisfies(step -> assertThat(world.engine.keptVersions(world.pair(), step.link()))
                        .contains(own));
    }

    @Test
    void aSideThatRewritesWhatItGetsIsGivenUpInTheEnd() {
        world.right.faults().writes().rewriteAfterAnswer(note -> note.withTitle("REWRITTEN"));
        world.left.edit(world.leftId(standup), note -> note.withTitle("Daily"));

        int writes = 0;
        for (int run = 0; run < 60; run++) {
            writes += world.sync().writes();
        }

        assertThat(writes).isLessThan(30);
        assertThat(world.engine.status(world.pair()).stuck())
                .singleElement()
                .satisfies(link -> assertThat(String.valueOf(link.problem())).contains("rewrite"));
    }

    @Test
    void aFieldMayBeMirroredAlone() {
        SyncWorld fields = SyncWorld.with(pair -> pair.flow("title", Direction.MIRROR));
        String id = fields.left.put(standup);
        fields.settles();
        fields.right.edit(
                fields.rightId(standup), note -> note.withTitle("Stand-up?").withText("every week"));

        fields.settles();

        fields.agreesOn(standup.withText("every week"));
        assertThat(fields.left.records()).containsKey(id);
    }

    @Test
    void aDeletionOnTheLeftTravels() {
        world.left.remove(world.leftId(standup));

        SyncReport report = world.sync();

        assertThat(report.tally().count(Side.RIGHT, Action.DELETE)).isEqualTo(1);
    }
}
