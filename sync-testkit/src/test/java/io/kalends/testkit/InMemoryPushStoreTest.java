package io.kalends.testkit;

import io.kalends.sync.push.InMemoryPushStore;
import io.kalends.sync.push.PushStore;
import io.kalends.testkit.contract.PushStoreContract;

/** The push store in memory keeps the contract. */
class InMemoryPushStoreTest extends PushStoreContract {

    @Override
    protected PushStore open() {
        return new InMemoryPushStore();
    }
}
