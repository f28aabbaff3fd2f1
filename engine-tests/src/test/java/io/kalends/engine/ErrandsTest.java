package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.RunBudget;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.sync.Write;
import io.kalends.sync.store.Request;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked for while a pair runs is not lost, and a long run lets it go first. */
class ErrandsTest {

    private static final Note APPOINTMENT = Note.titled("today's appointment");

    private static void atCall(SyncWorld world, String operation, int nth, Runnable what) {
        int[] calls = {0};
        world.right.hook((call, moment) -> {
            if (moment == Moment.AFTER && call.operation().equals(operation) && ++calls[0] == nth) {
                what.run();
            }
        });
    }

    private static List<String> createdOnLeft(SyncWorld world) {
        return world.left.log().writes().stream()
                .filter(made -> made.write() instanceof Write.Create<Note>)
                .map(made -> ((Write.Create<Note>) made.write()).record().title())
                .toList();
    }

    // Scenario 19
    @Test
    void aRecordThatIsNamedBeforeTheOtherSideIsReadIsNotMadeThereTwice() {
        SyncWorld both = new SyncWorld();
        both.settles();
        Note standup = Note.titled("Standup");
        String id = both.left.put(standup);
        both.right.put(standup);
        both.store.request("pair", Request.record(Side.LEFT, id));

        both.settles();

        both.agreesOn(standup);
    }

    @Test
    void aRecordThatIsNamedDuringALongFirstSyncIsSyncedBetweenItsBatches() {
        SyncWorld world = SyncWorld.with(pair -> pair.pageSize(5).batchSize(5));
        SyncWorld.notes(60).forEach(world.right::put);
        String[] named = new String[1];
        SyncReport[] answer = new SyncReport[1];
        atCall(world, Call.CHANGES, 2, () -> {
            named[0] = world.right.put(APPOINTMENT);
            answer[0] = world.engine.sync(world.pair(), Side.RIGHT, named[0]);
        });

        world.sync();

        assertThat(answer[0].outcome()).isEqualTo(Outcome.BUSY);
        assertThat(createdOnLeft(world).indexOf(APPOINTMENT.title())).isBetween(0, 20);
        assertThat(world.left.contents()).hasSize(61);
        world.right.hook(CallHook.NONE);
        world.settles();
        assertThat(world.left.contents()).hasSize(61);
    }

    // Scenario 19
    @Test
    void aPushAfterTheObservationIsNotLeftToTheNextPoll() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(5).forEach(world.left::put);
        world.sync();
        world.left.put(Note.titled("makes a write"));
        atCall(world, Call.WRITE, 1, () -> {
            world.right.put(APPOINTMENT);
            assertThat(world.engine.sync(world.pair()).outcome()).isEqualTo(Outcome.BUSY);
        });

        world.sync();

        assertThat(world.onLeft(APPOINTMENT)).isPresent();
    }

    // Scenario 19
    @Test
    void aRecordThatWasNamedInVainIsSyncedByTheRunThatWasUnderWay() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(5).forEach(world.left::put);
        world.sync();
        Note named = Note.titled("note 3");
        String id = world.rightId(named);
        world.left.put(Note.titled("makes a write"));
        atCall(world, Call.WRITE, 1, () -> {
            world.right.edit(id, note -> note.withText("moved"));
            world.engine.sync(world.pair(), Side.RIGHT, id);
        });

        world.sync();

        assertThat(world.onLeft(named)).map(Note::text).contains("moved");
    }

    // Scenario 19
    @Test
    void aBudgetOfTimeEndsARunAtABorderAndTheRestComesWithTheNext() {
        SyncWorld world =
                SyncWorld.with(pair -> pair.pageSize(5).batchSize(5).budget(RunBudget.ofTime(Duration.ofMinutes(10))));
        SyncWorld.notes(40).forEach(world.right::put);
        world.left.hook((call, moment) -> {
            if (moment == Moment.BEFORE && call.operation().equals(Call.WRITE)) {
                world.clock.advance(Duration.ofMinutes(3));
            }
        });

        SyncReport first = world.sync();

        assertThat(first.outcome()).isEqualTo(Outcome.MORE);
        assertThat(world.left.contents()).hasSizeBetween(5, 35);
        for (int run = 0; run < 6; run++) {
            world.sync();
        }
        world.settles();
        assertThat(world.left.contents()).hasSize(40);
    }

    // Scenario 19
    @Test
    void aFirstSyncThatWasDividedLetsANamedRecordGoInBetween() {
        SyncWorld world = SyncWorld.with(pair -> pair.pageSize(5).budget(RunBudget.ofPages(1)));
        SyncWorld.notes(40).forEach(world.right::put);
        assertThat(world.sync().outcome()).isEqualTo(Outcome.MORE);
        String named = world.right.put(APPOINTMENT);

        world.engine.sync(world.pair(), Side.RIGHT, named);

        assertThat(world.onLeft(APPOINTMENT)).isPresent();
        for (int run = 0; run < 12; run++) {
            world.sync();
        }
        world.settles();
        assertThat(world.left.contents()).hasSize(41);
    }
}
