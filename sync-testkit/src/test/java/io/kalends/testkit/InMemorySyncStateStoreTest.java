package io.kalends.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.SyncStateStore;
import io.kalends.testkit.contract.SyncStateStoreContract;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The store in memory keeps the contract. */
class InMemorySyncStateStoreTest extends SyncStateStoreContract {

    @Override
    protected SyncStateStore open() {
        return new InMemorySyncStateStore(new SplittableRandom(1));
    }

    @Test
    void needsNothingToBeMadeAndHasAKeyOfItsOwn() {
        assertThat(new InMemorySyncStateStore().fingerprintKey())
                .hasSize(32)
                .isNotEqualTo(new InMemorySyncStateStore().fingerprintKey());
    }
}
