package io.kalends.testkit.contract;

import io.kalends.sync.store.SyncStateStore;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@link SyncStateStore}, numbered S1 and up. A store's own test extends it and opens stores:
 *
 * <pre>{@code
 * class JdbcSyncStateStoreTest extends SyncStateStoreContract {
 *     @Override
 *     protected SyncStateStore open() { ... }
 * }
 * }</pre>
 */
public abstract class SyncStateStoreContract {

    /** A new store that knows nothing. Each test opens one and closes it. */
    protected abstract SyncStateStore open();

    /**
     * A second store over the same data, as another node or a later process has it; empty where data end with the store.
     * The rules that need one are then reported as aborted.
     */
    protected Optional<SyncStateStore> openAgain(SyncStateStore store) {
        return Optional.empty();
    }

    @Nested
    @DisplayName("leases and fencing")
    class Leases extends StoreLeaseRules {
        @Override
        SyncStateStoreContract contract() {
            return SyncStateStoreContract.this;
        }
    }

    @Nested
    @DisplayName("links")
    class Links extends StoreLinkRules {
        @Override
        SyncStateStoreContract contract() {
            return SyncStateStoreContract.this;
        }
    }

    @Nested
    @DisplayName("queries")
    class Queries extends StoreQueryRules {
        @Override
        SyncStateStoreContract contract() {
            return SyncStateStoreContract.this;
        }
    }

    @Nested
    @DisplayName("seen marks")
    class Seen extends StoreSeenRules {
        @Override
        SyncStateStoreContract contract() {
            return SyncStateStoreContract.this;
        }
    }

    @Nested
    @DisplayName("kept versions and requests")
    class Kept extends StoreKeptRules {
        @Override
        SyncStateStoreContract contract() {
            return SyncStateStoreContract.this;
        }
    }

    @Nested
    @DisplayName("commits")
    class Commits extends StoreCommitRules {
        @Override
        SyncStateStoreContract contract() {
            return SyncStateStoreContract.this;
        }
    }

    @Nested
    @DisplayName("forgetting and lasting")
    class Lasting extends StoreLastingRules {
        @Override
        SyncStateStoreContract contract() {
            return SyncStateStoreContract.this;
        }
    }
}
