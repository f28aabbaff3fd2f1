package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Action;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Call;
import io.kalends.testkit.Note;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the next run makes of a write whose answer was lost, on the way there or on the way back. */
class LostAnswersTest {

    private final Note standup = Note.titled("Standup");
    private SyncWorld world = new SyncWorld();

    private String inSync() {
        String id = world.left.put(standup);
        world.settles();
        return id;
    }

    private void isMadeWithoutAnAnswer() {
        world.right.faults().writes().loseAnswers(1);
        world.sync();
    }

    private void isLostOnTheWay() {
        world.right.faults().writes().loseRequest(1);
        world.sync();
    }

    private void assertFoundDone(Action action) {
        SyncReport report = world.sync();

        assertThat(report.tally().count(action)).isEqualTo(1);
        assertThat(report.right().writes()).isZero();
        world.settles();
    }

    @Test
    void aCreateThatWasMadeIsToldAndNotMadeAgain() {
        world.left.put(standup);
        isMadeWithoutAnAnswer();

        assertFoundDone(Action.CREATE);
    }

    @Test
    void anUpdateThatWasMadeIsToldAndNotMadeAgain() {
        world.left.edit(inSync(), note -> note.withTitle("edited"));
        isMadeWithoutAnAnswer();

        assertFoundDone(Action.UPDATE);
    }

    @Test
    void aDeletionThatWasMadeIsToldAndNotMadeAgain() {
        world.left.remove(inSync());
        isMadeWithoutAnAnswer();

        assertFoundDone(Action.DELETE);
        world.agreesOn();
    }

    @Test
    void aRecordThatWasLookedAtIsNotFetchedAgainToBePlanned() {
        String id = inSync();
        world.right.edit(world.rightId(standup), note -> note.withTitle("theirs"));
        world.clock.advance(Duration.ofMinutes(1));
        world.left.edit(id, note -> note.withTitle("ours, later"));
        isLostOnTheWay();
        world.clock.advance(Duration.ofHours(1));

        SyncReport report = world.sync();

        assertThat(report.right().fetches()).isEqualTo(1);
        world.agreesOn(standup.withTitle("ours, later"));
    }

    @Test
    void whatIsTakenAwayAfterAMergeThatWasMadeIsTheLastWordAndOverrules() {
        String id = inSync();
        world.left.edit(id, note -> note.withTags("ours"));
        world.right.edit(world.rightId(standup), note -> note.withTags("theirs"));
        DyingRun.afterWriting(world, world.right);
        world.left.edit(id, note -> note.withTags());

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.OVERRULE)).isEqualTo(1);
        world.settles();
        world.agreesOn(standup);
    }

    @Test
    void whatIsEditedOnceMoreAfterAnUpdateThatWasMadeIsNoConflict() {
        world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        String id = inSync();
        world.left.edit(id, note -> note.withTitle("first"));
        isMadeWithoutAnAnswer();
        world.left.edit(id, note -> note.withTitle("second"));

        world.settles();

        assertThat(world.engine.status(world.pair()).count(LinkStatus.CONFLICT)).isZero();
        world.agreesOn(standup.withTitle("second"));
    }

    @Test
    void anEditInThePlaceOfAnUpdateThatWasNotMadeKeepsItsTimeAndWins() {
        world.left.edit(inSync(), note -> note.withTitle("ours"));
        isLostOnTheWay();
        world.clock.advance(Duration.ofHours(1));
        world.right.edit(world.rightId(standup), note -> note.withTitle("theirs, later"));

        SyncReport report = world.sync();

        assertThat(report.right().writes()).isZero();
        world.settles();
        world.agreesOn(standup.withTitle("theirs, later"));
    }

    @Test
    void whatIsEditedInThePlaceOfADeletionThatWasNotMadeComesBack() {
        world.left.remove(inSync());
        isLostOnTheWay();
        world.right.edit(world.rightId(standup), note -> note.withTitle("still needed"));

        world.settles();

        world.agreesOn(standup.withTitle("still needed"));
    }

    @Test
    void anUpdateOfWhatTheSameRunFoundStaysInDoubtUntilTheNext() {
        world = new SyncWorld(side -> side, side -> side.recognising(Recognition.BY_IDENTITY), pair -> pair);
        String id = world.left.put(standup);
        DyingRun.afterWriting(world, world.right);
        world.left.edit(id, note -> note.withTitle("edited"));
        world.right.faults().calls().timeoutAfter(Call.WRITE, 1);

        world.sync();

        assertThat(world.store.intended("pair", null, 10)).hasSize(1);
        assertFoundDone(Action.UPDATE);
        world.agreesOn(standup.withTitle("edited"));
    }

    @Test
    void aSeriesThatWasMadeAgainBringsItsOccurrencesBack() {
        EventWorld events = new EventWorld();
        String series = events.putSeries();
        events.settles();
        events.right.remove(EventWorld.series(events.right));
        EventWorld.retitle(events.left, series, "edited");
        events.right.faults().writes().loseAnswers(1);

        events.settles();

        assertThat(events.right.contents())
                .extracting(CalendarEvent::title)
                .containsExactlyInAnyOrder("edited", "in room 2", "in room 4");
        assertThat(events.left.contents()).containsExactlyInAnyOrderElementsOf(events.right.contents());
    }
}
