package io.kalends.store.jdbc;

import io.kalends.sync.push.PushStore;
import io.kalends.testkit.contract.PushStoreContract;

/** The push store over H2 keeps the contract. */
class JdbcPushStoreTest extends PushStoreContract {

    @Override
    protected PushStore open() {
        return JdbcPushStore.builder(TestDatabases.inMemory())
                .migrate(Migrate.SCRIPTS)
                .build();
    }
}
