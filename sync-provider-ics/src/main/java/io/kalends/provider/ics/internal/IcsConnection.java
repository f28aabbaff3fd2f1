package io.kalends.provider.ics.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.RejectedException;
import io.kalends.sync.Replica;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Finds out what a collection's name means: a file, a folder or a feed. */
public final class IcsConnection implements ProviderConnection {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|webcals?)://.*");

    private final ProviderSettings settings;
    private final FeedClient client;

    public IcsConnection(ProviderSettings settings) {
        this.settings = requireNonNull(settings, "settings");
        this.client = new FeedClient(settings);
    }

    @Override
    public <R> Replica<R> replica(String collection, RecordType<R> type) {
        return calendar(collection).as(type);
    }

    private Replica<CalendarEvent> calendar(String collection) {
        if (collection.isBlank()) {
            // As a path it would be the folder that the process was started in.
            throw new RejectedException(
                    IcsErrors.place("calendar"),
                    "the name of the calendar is empty",
                    "give the path of a file or folder, or the address of a feed");
        }
        if (ADDRESS.matcher(collection).matches()) {
            return new IcsFeed(FeedAddress.of(collection), client, settings.zone(), settings.clock());
        }
        Path path = path(collection);
        if (Files.isDirectory(path)) {
            return new IcsFolder(path, AtomicFile.Disk.LAZY, settings.zone(), settings.clock());
        }
        boolean mayBeMade = FileNames.isCalendar(collection)
                && path.toAbsolutePath().getParent() != null
                && Files.isDirectory(path.toAbsolutePath().getParent());
        if (!Files.exists(path) && !mayBeMade) {
            throw new RejectedException(
                    IcsErrors.place(String.valueOf(path.getFileName())),
                    path.isAbsolute()
                            ? "there is no such file or folder"
                            : "there is no such file or folder in "
                                    + Path.of("").toAbsolutePath() + ", where this process was started",
                    "correct the path; a new calendar needs the name of a file that ends in .ics, in a folder that exists");
        }
        return new IcsFile(new AtomicFile(path, AtomicFile.Disk.REAL), settings.zone(), settings.clock());
    }

    private static Path path(String collection) {
        try {
            return Path.of(collection);
        } catch (InvalidPathException e) {
            throw new RejectedException(
                    IcsErrors.place("calendar"),
                    "this is neither a path nor an http(s) or webcal(s) address",
                    "give the path of a file or folder, or the address of a feed",
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
