package io.kalends.testkit;

import io.kalends.sync.account.AccountStore;
import io.kalends.sync.account.InMemoryAccountStore;
import io.kalends.testkit.contract.AccountStoreContract;

/** The account store in memory keeps the contract. */
class InMemoryAccountStoreTest extends AccountStoreContract {

    @Override
    protected AccountStore open() {
        return new InMemoryAccountStore();
    }
}
