package io.kalends.store.jdbc;

import io.kalends.sync.account.AccountStore;
import io.kalends.testkit.contract.AccountStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

/** The account store over H2 in a file keeps the contract. */
class JdbcAccountStoreTest extends AccountStoreContract {

    @TempDir
    private Path folder;

    @Override
    protected AccountStore open() {
        return over(TestDatabases.inFile(folder.resolve("accounts")));
    }

    @Override
    protected Optional<AccountStore> openAgain(AccountStore store) {
        return Optional.of(open());
    }

    private static AccountStore over(DataSource database) {
        return JdbcAccountStore.builder(database).migrate(Migrate.SCRIPTS).build();
    }
}
