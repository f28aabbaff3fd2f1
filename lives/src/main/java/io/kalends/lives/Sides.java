package io.kalends.lives;

import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.store.jdbc.JdbcCalendar;
import io.kalends.store.jdbc.Migrate;
import io.kalends.testkit.lives.SideKind;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The kinds of sides there are, each life's own but for the database that they share. */
final class Sides {

    private final Path folder;
    private final UnaryOperator<GoogleEmulatorBuilder> reading;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DataSource database;
    private final AtomicInteger opened = new AtomicInteger();

    /** @param folder for files */
    Sides(Path folder) {
        this(folder, google -> google);
    }

    /**
     * The kinds of sides.
     *
     * @param folder for files
     * @param reading what Google is taken to do where it is silent
     */
    Sides(Path folder, UnaryOperator<GoogleEmulatorBuilder> reading) {
        this.folder = folder;
        this.reading = reading;
        database =
                JdbcConnectionPool.create("jdbc:h2:mem:lives-" + folder.getFileName() + ";DB_CLOSE_DELAY=-1", "sa", "");
        // Once, for all the calendars that many threads make in it.
        JdbcCalendar.builder(database, "first").migrate(Migrate.SCRIPTS).build();
    }

    List<SideKind> all() {
        return List.of(app(), file(), folder(), google());
    }

    SideKind app() {
        return new SideKind("app", room -> new AppSide(database, "app-" + opened.incrementAndGet(), room));
    }

    SideKind folder() {
        return new SideKind(
                "folder",
                room -> new FolderSide(new IcsFolder(folder.resolve("folder-" + opened.incrementAndGet())), room));
    }

    SideKind google() {
        return new SideKind("google", room -> new GoogleSide(http, reading, room));
    }

    SideKind file() {
        return new SideKind(
                "file", room -> new FileSide(folder.resolve("file-" + opened.incrementAndGet() + ".ics"), room));
    }
}
