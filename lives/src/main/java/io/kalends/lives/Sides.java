package io.kalends.lives;

import io.kalends.testkit.lives.SideKind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The kinds of sides there are, each life's own but for the database that they share. */
final class Sides {

    private final Path folder;
    private final DataSource database;
    private final AtomicInteger opened = new AtomicInteger();

    /** @param folder for files */
    Sides(Path folder) {
        this.folder = folder;
        database =
                JdbcConnectionPool.create("jdbc:h2:mem:lives-" + folder.getFileName() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    List<SideKind> all() {
        return List.of(app(), file());
    }

    SideKind app() {
        return new SideKind("app", room -> new AppSide(database, "app-" + opened.incrementAndGet(), room));
    }

    SideKind file() {
        return new SideKind(
                "file", room -> new FileSide(folder.resolve("file-" + opened.incrementAndGet() + ".ics"), room));
    }
}
