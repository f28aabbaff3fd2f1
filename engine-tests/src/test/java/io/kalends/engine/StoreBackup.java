package io.kalends.engine;

import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.SyncStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a store kept of a pair at a moment, to be put back later. */
record StoreBackup(SyncStateStore store, String pair, PairState state, List<Link> links) {

    static StoreBackup of(SyncStateStore store, String pair) {
        return new StoreBackup(store, pair, store.state(pair), store.list(pair, null, null, 10_000));
    }

    void restore(Instant now) {
        store.forget(pair);
        PairLease lease =
                store.acquire(pair, "restore", now, Duration.ofMinutes(1)).orElseThrow();
        Changes all = new Changes().state(state);
        links.forEach(all::put);
        store.commit(lease, all);
        store.release(lease);
    }
}
