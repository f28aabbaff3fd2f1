package io.kalends.store.jdbc;

import io.kalends.sync.account.EncryptionKey;
import io.kalends.sync.account.KeySource;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2 databases, each one new. */
final class TestDatabases {

    static final KeySource KEYS = KeySource.of(new EncryptionKey("test-1", new byte[32]));

    private TestDatabases() {}

    /** In memory, until the process ends. */
    static DataSource inMemory() {
        return at("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** In a file, closed with its last connection. */
    static DataSource inFile(Path file) {
        return at("file:" + file);
    }

    /** In memory, where nobody waits long for a row that another transaction holds. */
    static DataSource impatient() {
        return at("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", 100);
    }

    private static DataSource at(String location) {
        // Long enough for a loaded machine: a rival is waited for, not given up.
        return at(location, 30_000);
    }

    private static DataSource at(String location, int lockTimeout) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + location + ";LOCK_TIMEOUT=" + lockTimeout);
        return source;
    }

    static JdbcSyncStateStore store(DataSource database) {
        return JdbcSyncStateStore.builder(database)
                .keys(KEYS)
                .migrate(Migrate.SCRIPTS)
                .build();
    }
}
