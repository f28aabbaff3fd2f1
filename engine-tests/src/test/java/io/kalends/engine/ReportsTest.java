package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.RecordMapping;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncListener;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncRun;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.Note;
import io.kalends.testkit.logs.LogCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What reports, plans and listeners say, so that nobody is left in the dark. */
class ReportsTest {

    private final Note standup = Note.titled("Standup");
    private final SyncWorld world = new SyncWorld();

    private void emptiesTheLeft(int notes) {
        SyncWorld.notes(notes).forEach(world.left::put);
        world.sync();
        List.copyOf(world.left.records().keySet()).forEach(world.left::remove);
    }

    @Test
    void everyReportNamesWhatIsHeldAndNotOnlyTheFirst() {
        emptiesTheLeft(40);
        List<String> held = world.sync().heldUnder();

        SyncReport next = world.sync();

        assertThat(held).hasSize(1);
        assertThat(next.heldUnder()).isEqualTo(held);
        assertThat(next.describe()).contains("not at rest: 40 held", "held for approval: " + held.get(0));
    }

    @Test
    void aPlanNamesWhatIsHeldAlready() {
        emptiesTheLeft(40);
        List<String> held = world.sync().heldUnder();

        assertThat(world.engine.plan(world.pair()).heldUnder()).isEqualTo(held);
    }

    @Test
    void whatWasGivenUpIsNamedByEveryReportUntilItIsMended() {
        world.left.put(standup);
        world.right.faults().writes().reject(note -> true, "the server is full");
        assertThat(world.sync().hasFailures()).isTrue();

        SyncReport next = world.sync();

        assertThat(next.hasFailures()).isTrue();
        assertThat(next.standing().count(LinkStatus.FAILED)).isEqualTo(1);
        world.right.faults().clear();
        world.engine.retry(world.pair());
        assertThat(world.sync().hasFailures()).isFalse();
    }

    @Test
    void aStepNamesTheRecordThatIsStillToBeMadeByItsIdOnTheOtherSide() {
        String id = world.left.put(standup);

        List<Step> steps = world.engine.plan(world.pair()).steps();

        assertThat(steps).singleElement().satisfies(step -> {
            assertThat(step.across()).isEqualTo(id);
            assertThat(step).hasToString("create right (left " + id + "): new on the left side");
        });
    }

    @Test
    void aStepIsOneLineWhateverASidePutIntoItsIds() {
        Step step = new Step(Action.DELETE, Side.LEFT, "link", "a\nuid\u001b[31m", null, Set.of(), "so\r\nit is");

        assertThat(step).hasToString("delete left a\\u000auid\\u001b[31m: so\\u000d\\u000ait is");
    }

    @Test
    void aRestoreIsTold() {
        world.left.put(standup);
        world.sync();
        InMemoryReplica.Backup<Note> backup = world.left.backup();
        world.left.put(Note.titled("since"));
        world.sync();
        world.left.restore(backup);

        SyncReport report = world.sync();

        assertThat(report.tally().count(Side.LEFT, Action.RESTORED)).isEqualTo(1);
        assertThat(report.describe()).contains("find restored left: the left side was restored or made anew");
    }

    @Test
    void aConflictThatLapsesWithItsCollectionIsTold() {
        world.rules(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
        String id = world.left.put(standup);
        world.settles();
        world.left.edit(id, note -> note.withTitle("left"));
        world.right.edit(world.rightId(standup), note -> note.withTitle("right"));
        world.settles();
        InMemoryReplica<Note> other =
                InMemoryReplica.builder("other", Note.type()).clock(world.clock).build();
        world.rightThrough(former -> other);

        List<Step> planned = world.engine.plan(world.pair()).steps();
        SyncReport report = world.sync();

        for (List<Step> steps : List.of(planned, report.steps())) {
            assertThat(steps)
                    .filteredOn(step -> step.action() == Action.LEAVE)
                    .singleElement()
                    .satisfies(step -> assertThat(step.why()).contains("lapses", "both versions stay kept"));
        }
    }

    @Nested
    class OfAHostsOwnCode {

        private static final String CONTENT = "Lunch with Eve";

        private final List<String> told = new ArrayList<>();
        private final SyncEngine engine = SyncEngine.builder()
                .store(world.store)
                .clock(world.clock)
                .listener(new SyncListener() {
                    @Override
                    public void threw(SyncRun run, Step step, Throwable cause) {
                        told.add(run.pair() + " " + step.action() + " " + cause.getMessage());
                    }
                })
                .build();

        private SyncReport sync(RecordMapping<Note, Note> mapping) {
            return engine.sync(SyncPair.between(world.left, world.right.mapped(Note.type(), mapping))
                    .id("broken")
                    .build());
        }

        @Test
        void whatItThrewAtAWriteGoesToTheListener() {
            world.left.put(Note.titled(CONTENT));

            SyncReport report = sync(new Broken(false));

            assertThat(told).containsExactly("broken FAIL " + CONTENT);
            assertThat(report.hasFailures()).isTrue();
            assertThat(report.describe())
                    .contains("the mapping cannot bring the record in")
                    .doesNotContain(CONTENT);
        }

        @Test
        void whatItThrewAtARecordThatItReadsGoesToTheListener() {
            world.right.put(Note.titled(CONTENT));

            sync(new Broken(true));

            assertThat(told).isNotEmpty().containsOnly("broken UNREADABLE " + CONTENT);
        }

        @Test
        void theLogShowsWhereItThrewAndNotWhatItSaid() {
            String id = world.left.put(Note.titled(CONTENT));

            sync(new Broken(false));

            assertThat(log())
                    .contains(
                            "WARN io.kalends.sync.run - pair broken: fail right (left " + id + "): the mapping cannot")
                    .contains("at " + Broken.class.getName() + ".apply(ReportsTest.java:")
                    .contains("Caused by: java.io.IOException")
                    .doesNotContain(CONTENT);
        }

        private static String log() {
            try (LogCapture capture =
                    LogCapture.builder().file(Path.of("target", "logged.txt")).start()) {
                return String.join("\n", capture.lines());
            }
        }
    }

    /** A host's mapping that throws with content in its message. */
    private record Broken(boolean onReading) implements RecordMapping<Note, Note> {

        @Override
        public Note show(Note host) {
            if (onReading) {
                throw new IllegalStateException(host.title(), new IOException(host.title()));
            }
            return host;
        }

        @Override
        public Note apply(@Nullable Note current, Note record, Set<String> changed) {
            throw new IllegalStateException(record.title(), new IOException(record.title()));
        }

        @Override
        public Set<String> hostFields(Set<String> changed) {
            return changed;
        }
    }
}
