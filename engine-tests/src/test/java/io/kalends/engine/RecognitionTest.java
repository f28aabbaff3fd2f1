package io.kalends.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import org.junit.jupiter.api.Test;

/** Which record a new row is taken for: by its name first, then by its mark, then by its content. */
class RecognitionTest {

    private final Note standup = Note.titled("Standup");

    /** The mark that copies of the only record bear. */
    private static String mark(SyncWorld world) {
        return requireNonNull(world.store.list("pair", null, null, 10).get(0).left())
                .origin();
    }

    private static InMemoryReplicaBuilder<Note> knowingNames(InMemoryReplicaBuilder<Note> side) {
        return side.recognising(Recognition.BY_IDENTITY);
    }

    /** As one that cuts the titles of its notes. */
    private static InMemoryReplicaBuilder<Note> knowingNamesAndCuttingTitles(InMemoryReplicaBuilder<Note> side) {
        return knowingNames(side).projection(note -> note.withTitle(note.title().strip()));
    }

    @Test
    void twoRecordsOfOneNameAreEachLinkedToTheirLike() {
        SyncWorld world = new SyncWorld();
        Note other = standup.withText("another standup");
        world.left.put(standup);
        world.left.put(other);
        world.right.put(other);
        world.right.put(standup);

        SyncReport report = world.sync();

        assertThat(report.writes()).isZero();
        world.agreesOn(standup, other);
    }

    @Test
    void theNameSaysMoreThanTheContent() {
        SyncWorld world = new SyncWorld();
        Note edited = standup.withText("new text");
        world.left.put(standup);
        world.right.put(standup.withUid("another"));
        world.right.put(edited);

        world.settles();

        world.agreesOn(edited, standup.withUid("another"));
    }

    @Test
    void aRecordThatIsPutUnderTheNameOfADeletedOneStays() {
        SyncWorld world = new SyncWorld(side -> side, RecognitionTest::knowingNames, pair -> pair);
        String deleted = world.left.put(standup);
        DyingRun.beforeWriting(world, world.right);
        world.left.remove(deleted);
        world.right.put(standup);

        world.settles();

        world.agreesOn(standup);
    }

    @Test
    void theMarkOfARecordThatWasDeletedEverywhereBringsNothingBack() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.settles();
        String mark = mark(world);
        world.left.remove(id);
        world.settles();
        world.right.mark(world.right.put(standup), mark);

        world.settles();

        assertThat(world.left.contents()).isEmpty();
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isEqualTo(1);
    }

    @Test
    void aCopyUnderAnotherNameIsNotTakenForItsDeletedOriginal() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.settles();
        String original = world.rightId(standup);
        Note copy = standup.withUid("copy").withTitle("Copy");
        world.right.duplicate(original, note -> copy);
        world.right.remove(original);

        world.settles();

        assertThat(world.onLeft(standup)).isEmpty();
        assertThat(world.right.contents()).containsExactly(copy);
    }

    @Test
    void aRecordThatTheSideNamesAnewIsKnownByItsMark() {
        SyncWorld world = new SyncWorld();
        world.right.faults().writes().rewrite(note -> note.withUid("of the server"));
        world.left.put(standup);
        world.settles();
        world.right.remove(world.rightId(standup.withUid("of the server")));
        String anew = world.right.put(standup.withUid("of the server, again").withText("edited"));
        world.right.mark(anew, mark(world));

        world.settles();

        assertThat(world.left.contents()).containsExactly(standup.withText("edited"));
        assertThat(world.right.records()).containsOnlyKeys(anew);
    }

    @Test
    void whatIsFoundOnTheRightOfARecordThatIsDeletedIsDeletedThoughItIsNotTheSame() {
        SyncWorld world = new SyncWorld(side -> side, RecognitionTest::knowingNamesAndCuttingTitles, pair -> pair);
        String id = world.left.put(standup.withTitle(" Standup "));
        DyingRun.afterWriting(world, world.right);
        world.left.remove(id);

        world.settles();

        world.agreesOn();
    }

    @Test
    void whatIsFoundOnTheLeftOfARecordThatIsDeletedIsDeletedThoughItIsNotTheSame() {
        SyncWorld world = new SyncWorld(RecognitionTest::knowingNamesAndCuttingTitles, side -> side, pair -> pair);
        String id = world.right.put(standup.withTitle(" Standup "));
        DyingRun.afterWriting(world, world.left);
        world.right.remove(id);

        world.settles();

        world.agreesOn();
    }

    @Test
    void aRowUnderTheNameOfACreateInDoubtIsLinkedThoughItBearsItsMark() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.right.faults().writes().delayPastTimeout(1);
        world.sync();
        world.right.mark(world.right.put(standup), mark(world));

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.WAIT)).isZero();
        assertThat(report.writes()).isZero();
        assertThat(world.engine.status(world.pair()).count(LinkStatus.SYNCED)).isEqualTo(1);
    }

    @Test
    void aRowIsNotTakenForARecordOfItsContentThatTheRulesLeaveOut() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.settles();
        world.rules(pair -> pair.filter("others", note -> !"uid-Standup".equals(note.uid())));
        world.settles();
        world.right.remove(world.rightId(standup));
        world.settles();
        Note alike = standup.withUid("another");
        world.right.put(alike);

        world.settles();

        assertThat(world.left.contents()).containsExactlyInAnyOrder(standup, alike);
        assertThat(world.right.contents()).containsExactly(alike);
    }
}
