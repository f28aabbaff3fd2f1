package io.kalends.examples.quickstart;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.store.jdbc.JdbcCalendar;
import io.kalends.store.jdbc.JdbcSyncStateStore;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Direction;
import io.kalends.sync.Replica;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the story happens in: a place for copies and for the database with the app's calendar and the sync state, and
 * the pair.
 *
 * @param edits whether the story may edit the other side: a copy, but not the user's own file
 */
record World(
        Workplace place,
        SyncEngine engine,
        ProviderConnection connection,
        JdbcCalendar app,
        SyncPair<CalendarEvent> pair,
        boolean edits)
        implements AutoCloseable {

    static World open(Options options, PrintStream out) throws IOException {
        Workplace place = Workplace.open();
        try {
            return open(options, out, place);
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private static World open(Options options, PrintStream out, Workplace place) throws IOException {
        SyncEngine engine = SyncEngine.builder()
                .store(JdbcSyncStateStore.builder(place.database())
                        .keys(KeySource.inFile(place.key()))
                        .build())
                .listener(new Progress(out))
                .build();
        JdbcCalendar app = JdbcCalendar.builder(place.database(), "app").build();
        ProviderConnection connection = engine.provider("ics").connect(Account.none(), ProviderSettings.defaults());
        Replica<CalendarEvent> other = connection.replica(where(options, place.folder()), CalendarEvents.type());
        SyncPair<CalendarEvent> pair = SyncPair.between(app.replica(), other)
                .id("quickstart")
                .direction(options.isAddress() ? Direction.IMPORT : Direction.TWO_WAY)
                .onConflict(ConflictPolicy.askSomeone())
                .build();
        out.println("left:  the app's calendar, in an embedded H2 database");
        out.println("right: " + describe(options));
        return new World(place, engine, connection, app, pair, !options.isAddress() && !options.write());
    }

    /** Where the right side is: a copy, unless it is an address or may be written to. */
    private static String where(Options options, Path folder) throws IOException {
        String given = options.calendar();
        if (given == null) {
            Path copy = folder.resolve("team.ics");
            try (InputStream sample =
                    Objects.requireNonNull(World.class.getResourceAsStream("/quickstart/team.ics"), "team.ics")) {
                Files.copy(sample, copy);
            }
            return copy.toString();
        }
        if (options.isAddress() || options.write()) {
            return given;
        }
        return copied(Path.of(given), folder.resolve("copy"));
    }

    private static String copied(Path given, Path folder) throws IOException {
        Files.createDirectory(folder);
        if (!Files.isDirectory(given)) {
            Path copy = folder.resolve("calendar.ics");
            if (Files.exists(given)) {
                Files.copy(given, copy);
                return copy.toString();
            }
            // The provider says best what is wrong with a path.
            return given.toString();
        }
        try (Stream<Path> files = Files.list(given)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return folder.toString();
    }

    private static String describe(Options options) {
        @Nullable String given = options.calendar();
        if (given == null) {
            return "team.ics, a copy of the calendar that comes along";
        }
        if (options.isAddress()) {
            return "the feed, which can only be read";
        }
        return options.write()
                ? given + ", which is written to"
                : "a copy of " + given + " (add --write to write to it)";
    }

    @Override
    public void close() {
        connection.close();
        engine.close();
        place.close();
    }
}
