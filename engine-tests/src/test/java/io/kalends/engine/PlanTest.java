package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.SyncPlan;
import io.kalends.testkit.Note;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a run would do, shown step by step; nothing of it is done. */
class PlanTest {

    private final SyncWorld world = new SyncWorld();

    private String inSync(Note note) {
        String id = world.left.put(note);
        world.settles();
        return id;
    }

    private static <R> SyncPlan planOf(World<R> world) {
        Map<String, R> left = world.left.records();
        Map<String, R> right = world.right.records();
        SyncPlan plan = world.engine.plan(world.pair());
        assertThat(world.left.records()).as("left, after the plan").isEqualTo(left);
        assertThat(world.right.records()).as("right, after the plan").isEqualTo(right);
        return plan;
    }

    @Test
    void showsADeletion() {
        world.left.remove(inSync(Note.titled("standup")));

        assertThat(planOf(world).steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(Action.DELETE);
            assertThat(step.side()).isEqualTo(Side.RIGHT);
        });
    }

    @Test
    void showsWhichDeletionsTheGuardWouldHold() {
        SyncWorld.notes(40).forEach(world.left::put);
        world.settles();
        List.copyOf(world.left.records().keySet()).forEach(world.left::remove);

        SyncPlan plan = planOf(world);

        assertThat(plan.steps()).hasSize(40).allMatch(step -> step.action() == Action.HOLD);
        assertThat(plan.heldUnder()).isNotEmpty();
        assertThat(world.sync().heldUnder()).isEqualTo(plan.heldUnder());
    }

    @Test
    void showsAFieldThatWouldBeCleared() {
        String id = inSync(Note.titled("standup").withText("in room 2"));
        world.left.edit(id, note -> note.withText(""));

        assertThat(planOf(world).steps())
                .extracting(Step::action, Step::side, Step::fields)
                .containsExactly(tuple(Action.UPDATE, Side.RIGHT, Set.of("text")));
    }

    @Test
    void showsTheCopyOfAConflictWhereBothVersionsStay() {
        EventWorld events = EventWorld.disagreeing();

        assertThat(planOf(events).steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(Action.CREATE);
            assertThat(step.side()).isEqualTo(Side.LEFT);
        });
        events.settles();
        assertThat(events.left.contents()).extracting(CalendarEvent::title).containsExactlyInAnyOrder("left", "right");
    }

    @Test
    void showsEachStepOnceThoughItIsPlannedTwice() {
        Note parent = Note.titled("parent");
        String id = world.left.put(parent);
        world.left.putChild(id, Note.titled("child").childOf(parent));

        assertThat(planOf(world).steps()).extracting(Step::action).containsExactly(Action.CREATE, Action.CREATE);
    }

    @Test
    void takesNoEditFromTheRunThatFollows() {
        inSync(Note.titled("standup"));
        world.right.edit(world.rightId(Note.titled("standup")), note -> note.withText("edited"));

        planOf(world);

        assertThat(world.sync().tally().count(Side.LEFT, Action.UPDATE)).isEqualTo(1);
    }

    @Test
    void whatAPlanFindsToBeGoneIsNotForgottenByTheNextRun() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(5).forEach(world.left::put);
        world.settles();
        world.right.remove(world.rightId(Note.titled("note 1")));
        world.right.faults().reads().purgeHistory();

        SyncPlan plan = world.engine.plan(world.pair());

        assertThat(plan.tally().count(Side.LEFT, Action.DELETE)).isEqualTo(1);
        world.settles();
        assertThat(world.left.contents()).hasSize(4);
    }
}
