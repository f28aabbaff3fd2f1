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

    private static DataSource at(String location) {
        JdbcDataSource source = new JdbcDataSource();
        // Long enough for a loaded machine: a rival is waited for, not given up.
        source.setURL("jdbc:h2:" + location + ";LOCK_TIMEOUT=30000");
        return source;
    }

    static JdbcSyncStateStore store(DataSource database) {
        return JdbcSyncStateStore.builder(database)
                .keys(KEYS)
                .migrate(Migrate.SCRIPTS)
                .build();
    }
}
