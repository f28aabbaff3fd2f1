package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.sync.Action;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Direction;
import io.kalends.sync.Mode;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.TransientException;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Disasters of real tools ({@code shared/failures.md}), and what must hold instead. The number is the failure's. */
class FailuresTest {

    private final Note standup = Note.titled("Standup");

    private static SyncWorld inSync(int notes) {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(notes).forEach(world.left::put);
        world.sync();
        return world;
    }

    // 1
    @Test
    void aFailedReadDeletesNothing() {
        SyncWorld world = inSync(5);
        world.right.faults().calls().down();

        assertThatThrownBy(world::sync).isInstanceOf(TransientException.class);

        assertThat(world.left.contents()).hasSize(5);
        world.right.faults().clear();
        assertThat(world.sync().writes()).isZero();
    }

    // 1
    @Test
    void anEmptyListingDeletesNothingThatIsStillThere() {
        SyncWorld world = inSync(5);
        world.right.faults().reads().emptyListing();

        world.engine.sync(world.pair(), Mode.FULL);

        assertThat(world.left.contents()).hasSize(5);
        assertThat(world.right.contents()).hasSize(5);
    }

    // 1
    @Test
    void aPartialReadDeletesNothing() {
        SyncWorld world = inSync(5);
        world.right.faults().reads().endListingAfter(2, Listing.PARTIAL);

        world.engine.sync(world.pair(), Mode.FULL);

        assertThat(world.left.contents()).hasSize(5);
    }

    // 3
    @Test
    void aDeletionIsFoundByTheFullListingAfterAnExpiredCursor() {
        SyncWorld world = inSync(5);
        String gone = world.right.records().keySet().iterator().next();
        world.right.remove(gone);
        world.right.faults().reads().expireCursor();

        world.sync();

        assertThat(world.left.contents()).hasSize(4);
        assertThat(world.right.contents()).hasSize(4);
    }

    // 4
    @Test
    void aRemovalMarkOfWhatOnlyLeftTheWindowDeletesNothing() {
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        InMemoryReplica<CalendarEvent> left = InMemoryReplica.builder("left", CalendarEvents.type())
                .clock(clock)
                .build();
        InMemoryReplica<CalendarEvent> right = InMemoryReplica.builder("right", CalendarEvents.type())
                .clock(clock)
                .windowed()
                .build();
        SyncPair<CalendarEvent> pair = SyncPair.between(left, right)
                .id("pair")
                .window(SyncWindow.around(Period.ofDays(30), Period.ofDays(30)))
                .build();
        SyncEngine engine = SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .clock(clock)
                .build();
        left.put(EventSamples.inUtc());
        engine.sync(pair);
        String id = right.records().keySet().iterator().next();
        Instant far = Instant.parse("2027-03-01T09:00:00Z");

        right.edit(
                id,
                event -> event.toBuilder()
                        .start(EventTime.utc(far))
                        .end(EventTime.utc(far.plusSeconds(60)))
                        .build());
        engine.sync(pair);
        engine.sync(pair);

        assertThat(left.contents()).hasSize(1);
        assertThat(right.contents()).hasSize(1);
    }

    // 6
    @Test
    void sameContentUnderNewIdsRelinksAndCreatesNothing() {
        AtomicInteger download = new AtomicInteger();
        SyncWorld world = new SyncWorld(
                side -> side, side -> side.readOnly().withoutHistory(), pair -> pair.direction(Direction.IMPORT));
        SyncWorld.notes(6).forEach(world.right::put);
        world.sync();
        world.right.faults().reads().rotateIds(note -> note.withUid("uid-" + download.incrementAndGet()));

        SyncReport second = world.sync();
        SyncReport third = world.sync();

        assertThat(second.writes() + third.writes()).isZero();
        assertThat(world.left.contents()).hasSize(6);
    }

    // 8
    @Test
    void noiseOfAServerThatRewritesNeverCounts() {
        SyncWorld world = new SyncWorld();
        world.right.faults().writes().rewrite(note -> note.withText(note.text().toUpperCase(Locale.ROOT)));
        String id = world.left.put(standup.withText("text"));
        world.sync();

        assertThat(world.sync().writes()).isZero();
        world.left.edit(id, note -> note.withTitle("Stand-up"));
        world.sync();
        assertThat(world.sync().writes()).isZero();
        assertThat(world.left.contents())
                .containsExactly(standup.withText("text").withTitle("Stand-up"));
    }

    // 10
    @Test
    void theSameRecordTwiceInARunIsOneRecord() {
        SyncWorld world = new SyncWorld();
        world.right.put(standup);
        world.right.faults().reads().repeatPage();

        world.settles();

        world.agreesOn(standup);
    }

    // 11
    @Test
    void aWriteWhoseAnswerWasLostIsNotMadeTwice() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.right.faults().writes().loseAnswers(1);
        world.sync();
        world.clock.advance(Duration.ofHours(1));

        SyncReport next = world.sync();

        world.agreesOn(standup);
        assertThat(next.tally().count(Action.OVERRULE) + next.tally().count(Action.CONFLICT))
                .isZero();
        assertThat(world.sync().writes()).isZero();
    }

    // 12
    @Test
    void anEditAgainstARemoteDeletionSettlesWithinThreeRuns() {
        SyncWorld world = inSync(1);
        String left = world.left.records().keySet().iterator().next();
        world.right.remove(world.right.records().keySet().iterator().next());
        world.left.edit(left, note -> note.withTitle("edited"));

        world.settles();

        assertThat(world.right.contents()).extracting(Note::title).containsExactly("edited");
    }

    // 13
    @Test
    void oneRefusedRecordFailsAloneWithTheServersReason() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(9).forEach(world.left::put);
        world.left.put(Note.titled("bad"));
        world.right.faults().writes().reject(note -> note.title().equals("bad"), "title is not allowed");

        world.sync();

        assertThat(world.right.contents()).hasSize(9);
        List<Link> stuck = world.engine.status(world.pair()).stuck();
        assertThat(stuck).singleElement().satisfies(link -> {
            assertThat(link.status()).isEqualTo(LinkStatus.FAILED);
            assertThat(link.problem()).extracting("what").isEqualTo("title is not allowed");
        });
    }

    // 13
    @Test
    void aRecordThatTakesItsWholeBatchDownIsFoundByHalving() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(9).forEach(world.left::put);
        world.left.put(Note.titled("poison"));
        world.right.faults().writes().poison(note -> note.title().equals("poison"));

        world.sync();

        assertThat(world.right.contents()).hasSize(9);
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isEqualTo(1);
    }

    // 14
    @Test
    void whatARunCreatedItNeverDeletes() {
        SyncWorld world = new SyncWorld(side -> side, InMemoryReplicaBuilder::withoutHistory, pair -> pair);
        world.right.faults().reads().hideCreatesFor(2);
        SyncWorld.notes(5).forEach(world.left::put);

        SyncReport first = world.sync();
        SyncReport second = world.sync();

        assertThat(first.tally().count(Action.DELETE) + second.tally().count(Action.DELETE))
                .isZero();
        assertThat(world.left.contents()).hasSize(5);
        assertThat(world.right.contents()).hasSize(5);
    }

    // 17
    @Test
    void ofADeletionExactlyOneRecordGoesAndNoneComesBack() {
        SyncWorld world = inSync(5);
        world.left.remove(world.left.records().keySet().iterator().next());

        world.sync();
        world.sync();
        world.sync();

        assertThat(world.left.contents()).hasSize(4);
        assertThat(world.right.contents()).hasSize(4);
    }

    // 17
    @Test
    void anUnreadableRecordIsNotTakenForADeletedOne() {
        SyncWorld world = inSync(3);
        String id = world.right.records().keySet().iterator().next();
        world.right.faults().reads().unreadable(id, "malformed");

        SyncReport report = world.engine.sync(world.pair(), Mode.FULL);

        assertThat(world.left.contents()).hasSize(3);
        assertThat(report.tally().count(Action.UNREADABLE)).isEqualTo(1);
    }

    // a role that was lost: scenario 3
    @Test
    void fieldsThatASideHidesAreNotCleared() {
        SyncWorld world = inSync(3);
        world.right.faults().reads().loseRole();

        world.engine.sync(world.pair(), Mode.FULL);

        assertThat(world.left.contents()).extracting(Note::title).noneMatch(String::isEmpty);
        assertThat(world.right.contents()).extracting(Note::title).noneMatch(String::isEmpty);
    }

    @Test
    void aFirstListingThatLeavesSomethingOutMakesNothingTwice() {
        SyncWorld world = new SyncWorld();
        Note note = Note.titled("Standup");
        world.left.put(note);
        world.right.put(note);
        world.left.faults().reads().partialListing(0);

        world.sync();
        world.settles();

        assertThat(world.left.contents()).hasSize(1);
        assertThat(world.right.contents()).hasSize(1);
    }
}
