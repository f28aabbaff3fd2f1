package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.Projection;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.Note;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A report says what a write left out because the side cannot hold it, so that "synced" is never said of half a record. */
class ShortfallsTest {

    /** The right side holds titles of ten characters, and no tags. */
    private static final Projection<Note> SHORT_TITLES = note -> note.withTitle(
            note.title().length() <= 10 ? note.title() : note.title().substring(0, 10));

    private final SyncWorld world = new SyncWorld(
            side -> side,
            side -> side.projection(SHORT_TITLES).holding(Set.of("uid", "parent", "title", "text")),
            pair -> pair);

    private static List<Step> left(SyncReport report) {
        return report.steps().stream()
                .filter(step -> step.action() == Action.LEAVE)
                .toList();
    }

    private static void assertLeft(List<Step> steps, String field, String why) {
        assertThat(steps).singleElement().satisfies(step -> {
            assertThat(step.side()).isEqualTo(Side.LEFT);
            assertThat(step.fields()).containsExactly(field);
            assertThat(step.why()).isEqualTo(why);
        });
    }

    @Test
    void aCreateNamesTheFieldsThatTheSideDoesNotHold() {
        world.left.put(Note.titled("Dentist").withTags("health"));

        assertLeft(left(world.sync()), "tags", "the right side does not hold it");
    }

    @Test
    void aCreateNamesTheFieldsThatTheSideHoldsInPart() {
        world.left.put(Note.titled("Dentist, upper left"));

        assertLeft(left(world.sync()), "title", "the right side holds only a part of it");
    }

    @Test
    void aPlanSaysSoToo() {
        world.left.put(Note.titled("Dentist, upper left"));

        List<Step> steps = world.engine.plan(world.pair()).steps();

        assertThat(steps).extracting(Step::action).containsExactly(Action.LEAVE, Action.CREATE);
    }

    @Test
    void anUpdateNamesThemOfWhatItWrites() {
        String id = world.left.put(Note.titled("Dentist"));
        world.sync();
        world.left.edit(id, note -> note.withTitle("Dentist, upper left"));

        assertLeft(left(world.sync()), "title", "the right side holds only a part of it");
        assertThat(world.right.contents()).extracting(Note::title).containsExactly("Dentist, u");
    }

    @Test
    void anEditThatChangesNothingOnTheOtherSideIsLeftThereAndNotWritten() {
        String id = world.left.put(Note.titled("Dentist, upper left"));
        world.sync();
        world.left.edit(id, note -> note.withTitle("Dentist, upper right"));

        SyncReport report = world.sync();

        assertLeft(left(report), "title", "the right side cannot hold it");
        assertThat(report.writes()).isZero();
        assertThat(world.sync().steps()).isEmpty();
        assertThat(world.left.contents()).extracting(Note::title).containsExactly("Dentist, upper right");
    }

    @Test
    void whatAPairsOwnRulesWithholdIsNoShortfall() {
        SyncWorld busy = SyncWorld.with(pair -> pair.transformTo(
                Side.RIGHT, "busy", note -> note.withTitle("Busy").withText("")));
        busy.left.put(Note.titled("Dentist"));

        assertThat(left(busy.sync())).isEmpty();
    }
}
