package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.Crash;
import io.kalends.testkit.InMemoryReplica;
import java.time.Duration;

/** A run whose process dies at a side's next write; another takes over after the lease, and nobody knows the outcome. */
final class DyingRun {

    private DyingRun() {}

    /** Nothing was written. */
    static void beforeWriting(World<?> world, InMemoryReplica<?> side) {
        dies(world, side, Moment.BEFORE);
    }

    /** All was written, and no answer stored. */
    static void afterWriting(World<?> world, InMemoryReplica<?> side) {
        dies(world, side, Moment.AFTER);
    }

    private static void dies(World<?> world, InMemoryReplica<?> side, Moment when) {
        side.hook((call, moment) -> {
            if (moment == when && call.operation().equals(Call.WRITE)) {
                throw new Crash(when + " the write");
            }
        });
        assertThatThrownBy(world::sync).isInstanceOf(Crash.class);
        side.hook(CallHook.NONE);
        world.clock.advance(Duration.ofMinutes(10));
        world.restarts();
    }
}
