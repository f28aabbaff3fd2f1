package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people asked of a pair is remembered until it is done, and no longer. */
class WishesTest {

    private final SyncWorld world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
    private final Note standup = Note.titled("Standup");
    private final Note dentist = Note.titled("Dentist");

    private void theRightIsBusyOnceFor(Duration time) {
        world.right.faults().writes().defer(note -> true, "busy", time, 1);
    }

    private void theRightRefusesAll() {
        world.right.faults().writes().reject(note -> true, "not now");
    }

    private void bothEditTheTitle() {
        String left = world.left.put(standup);
        world.sync();
        world.left.edit(left, note -> note.withTitle("left"));
        world.right.edit(world.rightId(standup), note -> note.withTitle("right"));
        world.sync();
    }

    private void keeps(Side side) {
        world.engine.resolve(world.pair(), world.engine.conflicts(world.pair()).get(0), Resolution.keep(side));
    }

    private String linkOf(Note note) {
        return world.store
                .linksOf(world.pair().id(), Side.LEFT, List.of(world.leftId(note)))
                .get(0)
                .id();
    }

    @Test
    void aWriteThatWaitsForItsNextTryIsMadeAtOnceWhenEverythingIsRetried() {
        world.left.put(standup);
        theRightIsBusyOnceFor(Duration.ofHours(1));
        world.sync();

        world.engine.retry(world.pair());
        world.sync();

        world.agreesOn(standup);
    }

    @Test
    void aRetryOfOneRecordTriesThatOneAndNoOther() {
        world.left.put(standup);
        world.left.put(dentist);
        theRightRefusesAll();
        world.sync();
        world.right.faults().clear();

        world.engine.retry(world.pair(), linkOf(dentist));
        world.sync();

        assertThat(world.right.contents()).containsExactly(dentist);
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isEqualTo(1);
    }

    @Test
    void aRetryIsMadeOnce() {
        world.left.put(standup);
        theRightRefusesAll();
        world.sync();

        world.engine.retry(world.pair());

        assertThat(world.sync().right().writes()).isEqualTo(1);
        assertThat(world.sync().right().writes()).isZero();
    }

    @Test
    void aRetryOfOneRecordIsMadeOnceThoughItHasToWaitAgain() {
        world.left.put(standup);
        theRightRefusesAll();
        world.sync();
        world.right.faults().clear();
        theRightIsBusyOnceFor(Duration.ofHours(1));

        world.engine.retry(world.pair(), linkOf(standup));

        assertThat(world.sync().right().writes()).isEqualTo(1);
        assertThat(world.sync().right().writes()).as("before its hour is over").isZero();
    }

    // A mark that says whose copy a record is must outlive the wish of somebody who meant other records.
    @Test
    void aCopyThatNobodyTriedToWriteIsStillRecognisedByItsMarkAfterARetry() {
        Note nameless = standup.withoutUid();
        world.left.put(nameless);
        world.sync();
        world.store.forget(world.pair().id());
        world.right.edit(world.right.records().keySet().iterator().next(), note -> note.withTitle("edited"));
        world.left.faults().reads().partialListing(0);
        world.sync();

        world.engine.retry(world.pair());
        world.sync();

        assertThat(world.left.contents()).hasSize(1);
        assertThat(world.right.contents()).hasSize(1);
    }

    @Test
    void aDecisionIsRememberedUntilItsWriteIsMade() {
        bothEditTheTitle();
        keeps(Side.LEFT);
        theRightIsBusyOnceFor(Duration.ofHours(1));
        world.sync();
        world.clock.advance(Duration.ofHours(2));

        world.sync();

        world.agreesOn(standup.withTitle("left"));
    }

    @Test
    void aDecisionIsForgottenOnceItsWriteIsMade() {
        bothEditTheTitle();
        keeps(Side.LEFT);

        world.sync();

        assertThat(world.store.requests(world.pair().id())).isEmpty();
    }
}
