package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SyncReport;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.Note;
import org.junit.jupiter.api.Test;

/** A row that comes up under the name of a known record. */
class NamesakesTest {

    /** More than are planned at once. */
    private static final int MANY = 250;

    private final Note standup = Note.titled("Standup");

    @Test
    void aRecordThatGotAnotherIdIsNotMadeAgainThoughItsRowsArePlannedFarApart() {
        SyncWorld world = new SyncWorld();
        String edited = world.left.put(standup);
        SyncWorld.notes(MANY).forEach(world.left::put);
        world.settles();
        world.right.remove(world.rightId(standup));
        for (Note note : SyncWorld.notes(MANY)) {
            world.right.edit(world.rightId(note), one -> one.withText("edited"));
        }
        world.right.put("anew", standup);
        world.left.edit(edited, note -> note.withText("edited"));

        world.settles();

        assertThat(world.right.records()).hasSize(MANY + 1).containsKey("anew");
        assertThat(world.onRight(standup)).contains(standup.withText("edited"));
        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    @Test
    void aRecordWhoseNamesakeCannotBeReadWaits() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.settles();
        String known = world.rightId(standup);
        world.right.faults().reads().unreadable(known, "broken (injected)");
        world.right.put("anew", standup.withText("of another"));

        assertThat(world.sync().writes()).isZero();
        world.right.faults().reads().readable(known);
        world.settles();

        world.agreesOn(standup, standup.withText("of another"));
    }

    @Test
    void aRecordWhoseNamesakeComesUpIsWrittenAsItWasJustSeen() {
        SyncWorld world = new SyncWorld();
        String left = world.left.put(standup);
        world.settles();
        String known = world.rightId(standup);
        world.right.put("anew", standup.withTitle("of another"));
        world.left.edit(left, note -> note.withText("edited"));
        afterTheChangesWereRead(world, () -> world.right.edit(known, note -> note.withTags("edited meanwhile")));

        SyncReport report = world.sync();

        assertThat(report.right().writes()).isEqualTo(1);
        world.settles();
        world.agreesOn(standup.withText("edited").withTags("edited meanwhile"), standup.withTitle("of another"));
    }

    private static void afterTheChangesWereRead(SyncWorld world, Runnable what) {
        world.right.hook((call, moment) -> {
            if (moment == Moment.AFTER && call.operation().equals(Call.CHANGES)) {
                world.right.hook(CallHook.NONE);
                what.run();
            }
        });
    }

    @Test
    void anEditAsksTheStoreForNoNamesakes() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(standup);
        world.settles();
        world.left.edit(id, note -> note.withText("edited"));
        int[] asked = {0};
        world.calls.hook((call, moment) -> {
            if (moment == Moment.BEFORE && call.operation().equals("alike")) {
                asked[0]++;
            }
        });

        world.sync();

        assertThat(asked[0]).isZero();
        world.agreesOn(standup.withText("edited"));
    }
}
