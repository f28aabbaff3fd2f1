package io.kalends.store.jdbc;

import io.kalends.sync.store.SyncStateStore;
import io.kalends.testkit.contract.SyncStateStoreContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The store over H2 keeps the contract. */
class JdbcSyncStateStoreTest extends SyncStateStoreContract {

    private final Map<SyncStateStore, DataSource> databases = new HashMap<>();

    @Override
    protected SyncStateStore open() {
        DataSource database = TestDatabases.inMemory();
        SyncStateStore store = TestDatabases.store(database);
        databases.put(store, database);
        return store;
    }

    @Override
    protected Optional<SyncStateStore> openAgain(SyncStateStore store) {
        return Optional.ofNullable(databases.get(store)).map(TestDatabases::store);
    }
}
