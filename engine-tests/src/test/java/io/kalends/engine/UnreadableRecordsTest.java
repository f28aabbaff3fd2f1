package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What cannot be read is asked for together, and only when it may have changed. */
class UnreadableRecordsTest {

    private static final List<Note> BROKEN = SyncWorld.notes(10);

    private final SyncWorld world = new SyncWorld();

    private void areBroken() {
        BROKEN.forEach(world.right::put);
        world.right
                .records()
                .keySet()
                .forEach(id -> world.right.faults().reads().unreadable(id, "broken"));
        world.right.log().clear();
    }

    private int fetchesOf(Runnable runs) {
        world.right.log().clear();
        runs.run();
        return world.right.log().requests().fetches();
    }

    /** Broken ones, after a day of runs. */
    private void areKnownLong() {
        areBroken();
        for (int run = 0; run < 24; run++) {
            world.clock.advance(Duration.ofHours(1));
            world.sync();
        }
    }

    @Test
    void areAskedForTogetherByTheNextRun() {
        areBroken();

        assertThat(fetchesOf(world::sync)).isZero();
        assertThat(fetchesOf(world::sync)).isEqualTo(1);
    }

    @Test
    void areAskedForMoreAndMoreRarely() {
        areBroken();

        int fetches = fetchesOf(() -> {
            for (int run = 0; run < 3 * 24 * 60; run++) {
                world.sync();
            }
        });

        assertThat(fetches).as("in three days of runs").isBetween(3, 10);
    }

    @Test
    void comeAcrossByTheNextRunIfTheyCanBeReadThen() {
        areBroken();
        world.sync();
        world.right.faults().clear();

        world.sync();

        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(BROKEN);
    }

    @Test
    void comeAcrossWithinADayOnceTheyCanBeRead() {
        areKnownLong();
        world.right.faults().clear();
        world.clock.advance(Duration.ofDays(1));

        world.sync();

        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(BROKEN);
        assertThat(world.store.requests(world.pair().id())).isEmpty();
    }

    @Test
    void comeAcrossAtOnceWhenTheirSideTellsThemAnew() {
        areKnownLong();
        world.right.faults().clear();
        world.right.records().keySet().forEach(id -> world.right.edit(id, note -> note.withText("mended")));

        assertThat(fetchesOf(world::sync)).isZero();

        assertThat(world.left.contents()).hasSize(10);
        assertThat(world.store.requests(world.pair().id())).isEmpty();
    }

    @Test
    void areLookedAtAtOnceByALibraryThatReadsOtherwise() {
        areKnownLong();
        world.right.faults().clear();
        world.rightThrough(side -> AlteredReplica.upgraded(side, UnaryOperator.identity()));

        assertThat(fetchesOf(world::sync)).isEqualTo(1);

        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(BROKEN);
    }

    @Test
    void areLookedAtAtOnceWhenSomebodyAsksToTryAgain() {
        areKnownLong();
        world.right.faults().clear();
        world.engine.retry(world.pair());

        world.sync();

        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(BROKEN);
    }

    @Test
    void areNamedByEachReport() {
        areKnownLong();

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.UNREADABLE)).isEqualTo(10);
        assertThat(report.steps()).allSatisfy(step -> assertThat(step.why()).contains("looked at again after 2026-"));
    }

    @Test
    void stillKeepTheirParentsFromDeletionThoughNobodyAsksForThem() {
        Note parent = Note.titled("parent");
        Note child = Note.titled("child").childOf(parent);
        String id = world.left.put(parent);
        world.left.putChild(id, child);
        world.settles();
        world.right.edit(world.rightId(child), note -> note.withText("edited"));
        world.right.faults().reads().unreadable(world.rightId(child), "broken");
        world.sync();
        world.sync();
        world.left.remove(id);

        assertThat(fetchesOf(world::sync)).isZero();

        assertThat(world.right.contents()).hasSize(2);
    }

    @Test
    void areKnownOnceWhereverARunDies() {
        boolean killed = true;
        for (int place = 1; killed; place++) {
            UnreadableRecordsTest life = new UnreadableRecordsTest();
            life.areBroken();
            life.world.sync();
            killed = life.world.killedAt(place);

            life.world.clock.advance(Duration.ofHours(2));
            life.world.sync();

            assertThat(life.world.store.requests(life.world.pair().id())).hasSize(10);
        }
    }
}
