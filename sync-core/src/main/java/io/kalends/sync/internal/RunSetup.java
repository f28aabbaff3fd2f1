package io.kalends.sync.internal;

import io.kalends.sync.SyncListener;
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
 * @param full whether everything is listed, whatever cursors there are
 * @param dryRun whether nothing is written
 * @param stopping whether the engine is being closed
 */
public record RunSetup<R>(
        SyncPair<R> pair,
        SyncStateStore store,
        PairLease lease,
        Clock clock,
        RandomGenerator random,
        Duration leaseLength,
        SyncListener listener,
        boolean full,
        boolean dryRun,
        BooleanSupplier stopping) {

    /** The same run over another store. */
    RunSetup<R> over(SyncStateStore other, PairLease held) {
        return new RunSetup<>(pair, other, held, clock, random, leaseLength, listener, full, dryRun, stopping);
    }
}
