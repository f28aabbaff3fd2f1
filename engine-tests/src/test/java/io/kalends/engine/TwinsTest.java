package io.kalends.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.Direction;
import io.kalends.sync.Mode;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Invariant {@code makesNoDuplicate}: new rows are recognised before anything is created. */
class TwinsTest {

    private final Note standup = Note.titled("Standup").withoutUid();

    // Scenario 10
    @Test
    void theRowOfACreateThatTimedOutIsNotCopiedBack() {
        SyncWorld world = new SyncWorld(
                side -> side, side -> side.recognising(Recognition.NONE).withoutOrigins(), pair -> pair);
        world.left.put(standup);
        world.right.faults().writes().loseAnswers(1);
        world.sync();

        for (int run = 0; run < 3; run++) {
            world.sync();
            assertThat(world.left.contents()).hasSize(1);
        }
        world.clock.advance(Duration.ofHours(1));
        world.settles();

        world.agreesOn(standup);
    }

    // Scenario 10
    @Test
    void uidsThatTheFeedMakesAnewNeitherCreateNorDelete() {
        AtomicInteger number = new AtomicInteger();
        SyncWorld world = new SyncWorld(
                side -> side,
                side -> side.readOnly().withoutHistory().snapshots(),
                pair -> pair.direction(Direction.IMPORT).pageSize(3));
        SyncWorld.notes(20).forEach(world.right::put);
        world.sync();
        world.right.faults().reads().rotateIds(note -> note.withUid("uid-" + number.incrementAndGet()));

        for (int run = 0; run < 3; run++) {
            SyncReport report = world.sync();
            assertThat(report.tally().count(Action.CREATE) + report.tally().count(Action.DELETE))
                    .isZero();
        }
        assertThat(world.left.contents()).hasSize(20);
    }

    // Scenario 10
    @Test
    void ofTwoEqualRecordsOneIsLinkedAndTheOtherCreated() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.left.put(standup);
        world.right.put(standup);

        SyncReport first = world.sync();
        world.settles();

        assertThat(first.tally().count(Action.LINK)).isEqualTo(1);
        assertThat(first.tally().count(Action.CREATE)).isEqualTo(1);
        world.agreesOn(standup, standup);
    }

    // Scenario 10
    @Test
    void equalRecordsStayApartOnceTheyAreLinked() {
        SyncWorld world = new SyncWorld();
        String older = world.left.put(standup);
        String younger = world.left.put(standup);
        world.right.put(standup);
        world.sync();
        world.left.edit(younger, note -> note.withTitle("Retrospective"));
        world.settles();
        world.agreesOn(standup, standup.withTitle("Retrospective"));

        world.left.remove(older);
        world.settles();

        world.agreesOn(standup.withTitle("Retrospective"));
    }

    // Scenario 10
    @Test
    void twinsAreLinkedInTheOrderOfTheirCreation() {
        SyncWorld world = new SyncWorld();
        List<String> left = List.of(world.left.put(standup), world.left.put(standup), world.left.put(standup));
        List<String> right = List.of(world.right.put(standup), world.right.put(standup), world.right.put(standup));
        assertThat(world.sync().writes()).isZero();

        for (int i = 0; i < 3; i++) {
            int number = i;
            world.left.edit(left.get(i), note -> note.withText("number " + number));
        }
        world.settles();

        Map<String, Note> there = world.right.records();
        assertThat(right)
                .extracting(id -> requireNonNull(there.get(id)).text())
                .containsExactly("number 0", "number 1", "number 2");
    }

    // Scenario 10
    @Test
    void aRowOnALaterPageIsKnownBeforeAnEqualOneIsCreated() {
        SyncWorld world = SyncWorld.with(pair -> pair.pageSize(2));
        SyncWorld.notes(9).forEach(note -> world.left.put(note.withoutUid()));
        List<Note> backwards = new ArrayList<>(SyncWorld.notes(9));
        Collections.reverse(backwards);
        backwards.forEach(note -> world.right.put(note.withoutUid()));

        SyncReport report = world.engine.sync(world.pair(), Mode.FULL);

        assertThat(report.writes()).isZero();
        assertThat(report.tally().count(Action.LINK)).isEqualTo(9);
    }
}
