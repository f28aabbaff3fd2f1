package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Side;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import org.junit.jupiter.api.Test;

/** A record that is named while a long run is under way costs one look. */
class NamedRecordsTest {

    @Test
    void aRecordThatWasServedBetweenTwoPagesIsNotLookedAtAgain() {
        SyncWorld world = SyncWorld.with(pair -> pair.pageSize(5));
        SyncWorld.notes(40).forEach(world.right::put);
        world.settles();
        SyncWorld.notes(40).forEach(note -> world.right.edit(world.rightId(note), one -> one.withText("edited")));
        String named = world.rightId(SyncWorld.notes(40).get(39));
        atTheFirstPageOf(world, () -> world.engine.sync(world.pair(), Side.RIGHT, named));
        world.right.log().clear();

        world.sync();
        world.sync();

        assertThat(world.right.log().requests().fetches()).isEqualTo(1);
        assertThat(world.left.contents()).allMatch(note -> note.text().equals("edited"));
    }

    private static void atTheFirstPageOf(SyncWorld world, Runnable what) {
        world.right.hook((call, moment) -> {
            if (moment == Moment.AFTER && call.operation().equals(Call.CHANGES)) {
                world.right.hook(CallHook.NONE);
                what.run();
            }
        });
    }
}
