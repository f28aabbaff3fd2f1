package io.kalends.testkit;

import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.SyncStateStore;
import io.kalends.testkit.contract.SyncStateStoreContract;
import java.util.SplittableRandom;

/** The store in memory keeps the contract. */
class InMemorySyncStateStoreTest extends SyncStateStoreContract {

    @Override
    protected SyncStateStore open() {
        return new InMemorySyncStateStore(new SplittableRandom(1));
    }
}
