package io.kalends.engine;

import io.kalends.sync.SyncPair;
import io.kalends.sync.record.RecordType;
import io.kalends.testkit.InMemoryReplicaBuilder;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Something a run has to do, to be broken off anywhere in it.
 *
 * @param name what is under way
 * @param type the record
 * @param rules the pair's
 * @param before puts the world into the state that the run begins with; the first sync is part of it where one is needed
 * @param under what people do before the run that is broken off
 * @param run that run
 * @param essence what is compared of a record: all of it, but for names that are drawn at random
 */
record CrashScenario<R>(
        String name,
        RecordType<R> type,
        UnaryOperator<SyncPair.Builder<R>> rules,
        Consumer<World<R>> before,
        Consumer<World<R>> under,
        Consumer<World<R>> run,
        Function<R, Object> essence) {

    /** What the right side can do. */
    World<R> world(UnaryOperator<InMemoryReplicaBuilder<R>> right) {
        World<R> world = new World<>(type, side -> side, right, rules);
        before.accept(world);
        world.clock.advance(Duration.ofMinutes(1));
        under.accept(world);
        world.clock.advance(Duration.ofMinutes(1));
        return world;
    }

    /** Identity, for the check that nothing is there twice. */
    @Nullable
    Object identity(R record) {
        return type.identity(record).orElse(null);
    }

    void begin(World<R> world) {
        run.accept(world);
    }

    @Override
    public String toString() {
        return name;
    }
}
