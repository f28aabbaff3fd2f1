package io.kalends.examples.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A folder for files and an embedded database in it. Both are removed at the end.
 *
 * @param database the app's: its calendar, and what the library keeps
 */
public record Workplace(Path folder, JdbcConnectionPool database) implements AutoCloseable {

    /** An empty one. */
    public static Workplace open() throws IOException {
        Path folder = Files.createTempDirectory("kalends-quickstart");
        return new Workplace(
                folder, JdbcConnectionPool.create("jdbc:h2:" + folder.resolve("app") + ";DB_CLOSE_DELAY=-1", "sa", ""));
    }

    /** Where the key stands that encrypts what the database must not show. */
    public Path key() {
        return folder.resolve("kalends.key");
    }

    @Override
    public void close() {
        database.dispose();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Workplace::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
