package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Action;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Place;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a batch whose call fails as a whole, and of the run's other calls. */
class FailedCallsTest {

    private static SyncWorld sixNotesInThreeBatches() {
        SyncWorld world = SyncWorld.with(pair -> pair.batchSize(2));
        SyncWorld.notes(6).forEach(world.left::put);
        return world;
    }

    private static AuthorizationException dead() {
        return new AuthorizationException(Place.unknown(), "dead", "reconnect");
    }

    private List<Link> intended(World<?> world) {
        return world.store.intended(world.pair().id(), null, 100);
    }

    @Test
    void aSideThatWasCalledTooOftenIsCalledNoMoreInThisRun() {
        SyncWorld world = sixNotesInThreeBatches();
        world.right.faults().calls().rateLimit(Call.WRITE, 1, Duration.ofMinutes(10));

        SyncReport report = world.sync();

        assertThat(report.right().writes()).isEqualTo(1);
        assertThat(world.right.contents()).isEmpty();
        world.clock.advance(Duration.ofMinutes(10));
        world.settles();
        assertThat(world.right.contents()).hasSize(6);
    }

    @Test
    void aSideThatDoesNotAnswerIsCalledNoMoreInThisRun() {
        SyncWorld world = sixNotesInThreeBatches();
        world.right.faults().calls().timeoutBefore(Call.WRITE, 1);

        assertThat(world.sync().right().writes()).isEqualTo(1);
    }

    @Test
    void theOtherHalfOfABatchIsNotTriedOnceASideIsAway() {
        SyncWorld world = SyncWorld.with(pair -> pair.batchSize(4));
        SyncWorld.notes(4).forEach(world.left::put);
        world.right.faults().writes().poison(note -> note.title().equals("note 3"));
        world.right.faults().calls().rateLimit(Call.WRITE, 2, null);

        SyncReport report = world.sync();

        assertThat(report.right().writes()).isEqualTo(2);
        assertThat(intended(world)).isEmpty();
    }

    @Test
    void aProcessThatStoodStillForTheWholeTimeOfItsIntentMakesNoCall() {
        SyncWorld world = sixNotesInThreeBatches();
        world.calls.hook((call, moment) -> {
            if (moment == Moment.AFTER
                    && call.operation().equals("commit")
                    && !intended(world).isEmpty()) {
                world.clock.advance(Duration.ofMinutes(4));
            }
        });

        SyncReport report = world.sync();

        assertThat(report.right().writes()).isZero();
        assertThat(report.tally().count(Action.WAIT)).isEqualTo(2);
    }

    @Test
    void aCallWhoseTokenIsDeadLeavesNothingOpen() {
        SyncWorld world = sixNotesInThreeBatches();
        world.right.faults().calls().fail(Call.WRITE, 2, Moment.BEFORE, FailedCallsTest::dead);

        assertThatThrownBy(world::sync).isInstanceOf(AuthorizationException.class);

        assertThat(world.right.contents()).hasSize(2);
        assertThat(intended(world)).isEmpty();
    }

    @Test
    void aCopyWhoseCallFoundADeadTokenIsForgotten() {
        EventWorld world = EventWorld.disagreeing();
        world.left.faults().calls().fail(Call.WRITE, 1, Moment.BEFORE, FailedCallsTest::dead);

        assertThatThrownBy(world::sync).isInstanceOf(AuthorizationException.class);

        assertThat(world.store.list(world.pair().id(), null, null, 10)).hasSize(1);
        world.settles();
        assertThat(world.left.contents()).extracting(CalendarEvent::title).containsExactlyInAnyOrder("left", "right");
    }

    @Test
    void whatIsEditedBeforeAWriteThatHasNoConditionIsNotOverwritten() {
        Note note = Note.titled("standup");
        SyncWorld world = new SyncWorld(side -> side, InMemoryReplicaBuilder::withoutRevisions, pair -> pair);
        String id = world.left.put(note);
        world.settles();
        world.left.edit(id, one -> one.withTitle("ours"));
        beforeTheRightIsAsked(world, () -> world.right.edit(world.rightId(note), one -> one.withText("theirs")));

        world.settles();

        world.agreesOn(note.withTitle("ours").withText("theirs"));
    }

    @Test
    void whatIsDeletedBeforeAWriteThatHasNoConditionIsNotWritten() {
        Note note = Note.titled("standup");
        SyncWorld world = new SyncWorld(
                side -> side,
                InMemoryReplicaBuilder::withoutRevisions,
                pair -> pair.onConflict(ConflictPolicy.lastWriteWins()));
        String id = world.left.put(note);
        world.settles();
        world.left.remove(id);
        beforeTheRightIsAsked(world, () -> world.right.edit(world.rightId(note), one -> one.withText("theirs")));

        world.settles();

        world.agreesOn(note.withText("theirs"));
    }

    @Test
    void whatCannotBeReadBeforeAWriteThatHasNoConditionWaits() {
        Note note = Note.titled("standup");
        SyncWorld world = new SyncWorld(side -> side, InMemoryReplicaBuilder::withoutRevisions, pair -> pair);
        String id = world.left.put(note);
        world.settles();
        world.left.edit(id, one -> one.withTitle("ours"));
        beforeTheRightIsAsked(
                world, () -> world.right.faults().reads().unreadable(world.rightId(note), "broken (injected)"));

        SyncReport report = world.sync();

        assertThat(report.right().writes()).isZero();
        assertThat(world.store.list(world.pair().id(), LinkStatus.PENDING, null, 10))
                .singleElement()
                .satisfies(link -> assertThat(link.due()).isAfter(world.clock.instant()));
    }

    /** Does something once, just before the side is asked for single records: the look before a write. */
    private static void beforeTheRightIsAsked(SyncWorld world, Runnable what) {
        boolean[] done = {false};
        world.right.hook((call, moment) -> {
            if (!done[0] && moment == Moment.BEFORE && call.operation().equals(Call.FETCH)) {
                done[0] = true;
                what.run();
            }
        });
    }
}
