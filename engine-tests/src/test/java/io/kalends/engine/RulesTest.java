package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Direction;
import io.kalends.sync.FirstSync;
import io.kalends.sync.OpenConflict;
import io.kalends.sync.Projection;
import io.kalends.sync.Resolution;
import io.kalends.sync.RetryPolicy;
import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pair's rules do. */
class RulesTest {

    private final Note dentist = Note.titled("Dentist").withText("upper left");

    private static String only(Map<String, Note> records) {
        return records.keySet().iterator().next();
    }

    /** Everything becomes "Busy", as calendars shown to others do. */
    private static SyncPair.Builder<Note> busyOnly(SyncPair.Builder<Note> pair) {
        Projection<Note> busy = note -> note.withTitle("Busy").withText("").withTags();
        return pair.transformTo(Side.RIGHT, "busy", busy);
    }

    @Test
    void anImportBringsTheRightSideAndLeavesItAlone() {
        SyncWorld world = SyncWorld.with(pair -> pair.direction(Direction.IMPORT));
        world.left.put(Note.titled("mine"));
        String theirs = world.right.put(dentist);
        world.sync();

        assertThat(world.left.contents()).containsExactlyInAnyOrder(Note.titled("mine"), dentist);
        assertThat(world.right.contents()).containsExactly(dentist);
        world.right.remove(theirs);
        world.sync();
        assertThat(world.left.contents()).containsExactly(Note.titled("mine"));
    }

    @Test
    void anEditOfAnImportedCopyStaysUntilTheSourceOverrulesItAndIsKept() {
        SyncWorld world = SyncWorld.with(pair -> pair.direction(Direction.IMPORT));
        String theirs = world.right.put(dentist);
        world.sync();
        world.left.edit(only(world.left.records()), note -> note.withTitle("my own words"));
        SyncReport stays = world.sync();
        assertThat(stays.writes()).isZero();
        assertThat(stays.tally().count(Side.LEFT, Action.LEAVE)).isEqualTo(1);

        world.right.edit(theirs, note -> note.withTitle("Surgeon"));
        SyncReport overruled = world.sync();

        assertThat(world.left.contents()).extracting(Note::title).containsExactly("Surgeon");
        assertThat(world.engine.keptVersions(
                        world.pair(), overruled.steps().get(0).link()))
                .extracting(Note::title)
                .containsExactly("my own words");
    }

    @Test
    void anExportedCopyThatWasDeletedThereStaysDeleted() {
        SyncWorld world = SyncWorld.with(pair -> pair.direction(Direction.EXPORT));
        world.left.put(dentist);
        world.sync();
        world.right.remove(only(world.right.records()));

        world.settles();

        assertThat(world.left.contents()).containsExactly(dentist);
        assertThat(world.right.contents()).isEmpty();
    }

    @Test
    void aFieldThatTheReceiverAssignsFlowsBack() {
        SyncWorld world =
                SyncWorld.with(pair -> pair.direction(Direction.IMPORT).flow("text", Direction.EXPORT));
        world.right.put(Note.titled("order 1"));
        world.left.faults().writes().rewrite(note -> note.withText("daily number 7"));

        world.sync();
        world.left.faults().clear();
        world.settles();

        assertThat(world.right.contents()).extracting(Note::text).containsExactly("daily number 7");
    }

    @Test
    void busyOnlyShowsNoDetailsAndBringsNoneBack() {
        SyncWorld world = SyncWorld.with(RulesTest::busyOnly);
        String id = world.left.put(dentist);
        world.sync();
        assertThat(world.right.contents()).extracting(Note::title).containsExactly("Busy");

        world.right.edit(only(world.right.records()), note -> note.withTitle("Busy (call)"));
        SyncReport report = world.sync();

        assertThat(world.left.contents()).containsExactly(dentist);
        assertThat(report.tally().count(Side.RIGHT, Action.LEAVE)).isEqualTo(1);
        world.left.edit(id, note -> note.withText("lower right"));
        world.settles();
        assertThat(world.right.contents()).extracting(Note::text).containsExactly("");
    }

    @Test
    void busyOnlyLinksWhatStandsThereAlreadyWithoutAWrite() {
        SyncWorld world = SyncWorld.with(RulesTest::busyOnly);
        world.left.put(dentist);
        world.right.put(new Note(dentist.uid(), null, "Busy", "", List.of()));

        assertThat(world.sync().writes()).isZero();
    }

    @Test
    void anotherPrivacyIsAppliedToWhatIsLinkedAlready() {
        SyncWorld world = new SyncWorld();
        world.left.put(dentist);
        world.sync();

        world.rules(RulesTest::busyOnly);
        world.settles();
        assertThat(world.right.contents()).extracting(Note::title).containsExactly("Busy");
        assertThat(world.left.contents()).containsExactly(dentist);

        world.rules(pair -> pair);
        world.settles();
        assertThat(world.right.contents()).containsExactly(dentist);
    }

    @Test
    void theFirstSyncRuleDecidesWhatDiffersAndEmptyNeverWins() {
        SyncWorld world = SyncWorld.with(pair -> pair.firstSync(FirstSync.PREFER_LEFT));
        world.left.put(dentist.withTitle("left").withText(""));
        world.right.put(dentist.withTitle("right").withText("kept"));

        world.settles();

        world.agreesOn(dentist.withTitle("left").withText("kept"));
    }

    @Test
    void existingRecordsAreNotOverwrittenWhereTheRuleSaysSo() {
        SyncWorld world = SyncWorld.with(pair -> pair.firstSync(FirstSync.KEEP_BOTH_AS_THEY_ARE));
        String left = world.left.put(dentist.withTitle("left"));
        world.right.put(dentist.withTitle("right"));

        assertThat(world.sync().writes()).isZero();
        world.left.edit(left, note -> note.withTitle("left, edited"));
        world.settles();
        world.agreesOn(dentist.withTitle("left, edited"));
    }

    @Test
    void aSideForEachFieldDecidesFieldByField() {
        SyncWorld world = SyncWorld.with(pair -> pair.onConflict(
                ConflictPolicy.<Note>perField().prefer(Side.LEFT, "text").prefer(Side.RIGHT, "title")));
        String left = world.left.put(dentist);
        world.sync();
        world.left.edit(left, note -> note.withTitle("left").withText("left"));
        world.right.edit(
                only(world.right.records()), note -> note.withTitle("right").withText("right"));

        world.settles();

        world.agreesOn(dentist.withTitle("right").withText("left"));
    }

    @Test
    void listsAreMergedElementByElement() {
        SyncWorld world = new SyncWorld();
        String left = world.left.put(dentist.withTags("a", "b", "c"));
        world.sync();
        world.left.edit(left, note -> note.withTags("a", "b", "c", "left"));
        world.right.edit(only(world.right.records()), note -> note.withTags("a", "c", "right"));

        world.settles();

        assertThat(world.left.contents().get(0).tags()).containsExactlyInAnyOrder("a", "c", "left", "right");
        assertThat(world.right.contents().get(0).tags()).containsExactlyInAnyOrder("a", "c", "left", "right");
    }

    @Test
    void aDecisionMadeByHandIsWrittenToBothSides() {
        SyncWorld world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        String left = world.left.put(dentist);
        world.sync();
        world.left.edit(left, note -> note.withTitle("left"));
        world.right.edit(only(world.right.records()), note -> note.withTitle("right"));
        world.sync();
        OpenConflict<Note> conflict = world.engine.conflicts(world.pair()).get(0);

        world.engine.resolve(world.pair(), conflict, Resolution.merged(dentist.withTitle("left and right")));
        world.settles();

        world.agreesOn(dentist.withTitle("left and right"));
    }

    @Test
    void aDecisionOnVersionsThatMovedOnIsNotActedOn() {
        SyncWorld world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        String left = world.left.put(dentist);
        world.sync();
        world.left.edit(left, note -> note.withTitle("left"));
        world.right.edit(only(world.right.records()), note -> note.withTitle("right"));
        world.sync();
        OpenConflict<Note> stale = world.engine.conflicts(world.pair()).get(0);
        world.left.edit(left, note -> note.withTitle("left, once more"));
        world.sync();

        world.engine.resolve(world.pair(), stale, Resolution.keep(Side.RIGHT));
        world.sync();

        assertThat(world.left.contents()).extracting(Note::title).containsExactly("left, once more");
        assertThat(world.engine.conflicts(world.pair()))
                .singleElement()
                .satisfies(
                        open -> assertThat(open.left()).extracting(Note::title).isEqualTo("left, once more"));
    }

    @Test
    void onlyWhatPassesTheFilterTravelsAndWhatLeavesItStays() {
        SyncWorld world = SyncWorld.with(
                pair -> pair.filter("no drafts", note -> !note.title().startsWith("draft")));
        String id = world.left.put(dentist);
        world.left.put(Note.titled("draft of something"));
        world.sync();
        assertThat(world.right.contents()).containsExactly(dentist);

        world.left.edit(id, note -> note.withTitle("draft again"));
        world.settles();

        assertThat(world.right.contents()).hasSize(1);
        assertThat(world.left.contents()).hasSize(2);
    }

    @Test
    void aRecordThatANotificationNamesIsSyncedAlone() {
        SyncWorld world = new SyncWorld();
        world.left.put(dentist);
        world.sync();
        String named = only(world.right.records());
        world.right.edit(named, note -> note.withTitle("moved"));
        world.right.put(Note.titled("not named"));

        SyncReport report = world.engine.sync(world.pair(), Side.RIGHT, named);

        assertThat(world.left.contents()).extracting(Note::title).containsExactly("moved");
        assertThat(report.right().pages()).isZero();
    }

    @Test
    void aWriteIsTriedThreeTimesThenFailsAndCanBeRetriedByHand() {
        SyncWorld world =
                SyncWorld.with(pair -> pair.retry(new RetryPolicy(3, Duration.ofMinutes(1), Duration.ofHours(1))));
        world.left.put(dentist);
        world.right.faults().writes().defer(note -> true, "busy", null, 3);
        for (int run = 0; run < 3; run++) {
            world.sync();
            world.clock.advance(Duration.ofHours(2));
        }
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isEqualTo(1);
        assertThat(world.sync().writes()).isZero();

        world.engine.retry(world.pair());
        world.sync();

        world.agreesOn(dentist);
    }

    @Test
    void recordsWithoutIdentityAreRecognisedByTheMatcher() {
        SyncWorld world = SyncWorld.with(pair -> pair.matcher(note -> Optional.of(note.text())));
        world.left.put(new Note(null, null, "Ada", "+49 1", List.of()));
        world.right.put(new Note(null, null, "Ada Lovelace", "+49 1", List.of()));

        world.settles();

        assertThat(world.left.contents()).hasSize(1);
        assertThat(world.right.contents()).hasSize(1);
    }
}
