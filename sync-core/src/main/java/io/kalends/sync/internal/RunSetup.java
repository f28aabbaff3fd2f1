package io.kalends.sync.internal;

import io.kalends.sync.Mode;
import io.kalends.sync.SyncPair;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.SyncStateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * What an engine gives a run.
 *
 * @param listeners who is told of the run
 * @param dryRun whether nothing is written
 * @param stopping whether the engine is being closed
 */
record RunSetup<R>(
        SyncPair<R> pair,
        SyncStateStore store,
        PairLease lease,
        Clock clock,
        RandomGenerator random,
        Duration leaseLength,
        Listeners listeners,
        boolean dryRun,
        BooleanSupplier stopping) {

    /** Whether everything is listed, whatever cursors there are. */
    boolean full() {
        return listeners.run().mode() == Mode.FULL;
    }

    /** The same run over another store. */
    RunSetup<R> over(SyncStateStore other, PairLease held) {
        return new RunSetup<>(pair, other, held, clock, random, leaseLength, listeners, dryRun, stopping);
    }
}
