package io.kalends.benchmarks;

import io.kalends.store.jdbc.JdbcSyncStateStore;
import io.kalends.store.jdbc.Migrate;
import io.kalends.sync.account.EncryptionKey;
import io.kalends.sync.account.KeySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** An H2 database in a file of its own, behind a pool as hosts have one; gone when it is closed. */
final class StateDatabase implements AutoCloseable {

    private final Path folder;
    private final JdbcConnectionPool pool;

    private StateDatabase(Path folder) {
        this.folder = folder;
        this.pool = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("state"), "sa", "");
    }

    static StateDatabase create() throws IOException {
        return new StateDatabase(Files.createTempDirectory("kalends-benchmark"));
    }

    DataSource source() {
        return pool;
    }

    /** The store, with its tables made where they are missing. */
    JdbcSyncStateStore store() {
        return JdbcSyncStateStore.builder(pool)
                .keys(KeySource.of(new EncryptionKey("benchmark", new byte[32])))
                .migrate(Migrate.SCRIPTS)
                .build();
    }

    /** What the database takes on the disk now. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Override
    public void close() {
        pool.dispose();
        remove(folder);
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
