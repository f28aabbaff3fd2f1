package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.BelowSeries;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run's dealings with a folder. Where the cursor tells what the files were like, only those are read that changed since;
 * whatever does not fit is found out by reading all of them.
 */
final class FolderSession
        implements ReplicaSession<CalendarEvent>, ChangeSource<CalendarEvent>, ChangeSink<CalendarEvent> {

    private final IcsFolder owner;

    /** What a listing of several pages tells. */
    private @Nullable Listed listed;

    private record Listed(FolderContent content, List<Entry<CalendarEvent>> entries, boolean proof) {

        static Listed of(FolderContent content) {
            return new Listed(content, content.entries(), content.isProof());
        }
    }

    /** What was written while a listing was under way: it ends where these left the folder. */
    private final List<FileChange> sinceListed = new ArrayList<>();

    private FolderScan scanned = FolderScan.NOTHING;

    /** Where events stand, as far as this session knows; {@code null} where all files must be read to tell. */
    private @Nullable FolderHomes homes;

    FolderSession(IcsFolder owner) {
        this.owner = owner;
    }

    @Override
    public ChangeSource<CalendarEvent> source() {
        return this;
    }

    @Override
    public Optional<ChangeSink<CalendarEvent>> sink() {
        return Optional.of(this);
    }

    @Override
    public ChangePage<CalendarEvent> changes(ChangeRequest request) {
        Cursor cursor = request.cursor();
        FolderCursor from = cursor == null ? null : FolderCursor.of(cursor);
        Position position = Position.of(from == null ? null : from.place(), owner.place());
        if (position.offset() > 0) {
            return goOn(position, request);
        }
        scanned = owner.scan();
        homes = null;
        sinceListed.clear();
        String manifest = from == null ? null : from.manifest();
        if (cursor != null && manifest != null) {
            Optional<ChangePage<CalendarEvent>> delta =
                    FolderManifest.read(manifest, scanned).flatMap(before -> delta(before, cursor, request.pageSize()));
            if (delta.isPresent()) {
                return delta.get();
            }
        }
        FolderContent content = owner.read(scanned);
        if (content.version().equals(position.version())) {
            return new ChangePage<>(List.of(), cursor, false, Listing.DELTA);
        }
        return page(Listed.of(content), position, request.pageSize());
    }

    private ChangePage<CalendarEvent> goOn(Position position, ChangeRequest request) {
        Listed all = listed;
        if (all == null) {
            scanned = owner.scan();
            all = Listed.of(owner.read(scanned));
        }
        if (!all.content().version().equals(position.version())) {
            throw new CursorExpiredException(
                    owner.place(), "the folder was changed since its listing was stopped", "it is listed anew");
        }
        return page(all, position, request.pageSize());
    }

    private ChangePage<CalendarEvent> page(Listed all, Position position, int size) {
        listed = all;
        FolderContent content = all.content();
        ChangePage<CalendarEvent> page =
                Position.page(all.entries(), all.proof(), position.in(content.version()), size);
        Cursor end = page.next();
        if (page.more() || end == null) {
            return page;
        }
        Optional<FolderManifest> manifest = FolderManifest.of(scanned, content.byName());
        homes = sinceListed.isEmpty() ? manifest.map(FolderHomes::of).orElse(null) : null;
        Cursor listedTo = manifest.map(known -> FolderCursor.of(end, known)).orElse(end);
        Cursor after = FolderCursor.after(listedTo, sinceListed);
        return new ChangePage<>(page.entries(), after == null ? listedTo : after, false, page.listing());
    }

    /** The changed files alone; empty where a file is gone, or one's records are no longer the same or not its own. */
    private Optional<ChangePage<CalendarEvent>> delta(FolderManifest before, Cursor cursor, int size) {
        FolderChanges changes = new FolderChanges(owner, before);
        if (!changes.read(scanned) || changes.entries().size() > size) {
            return Optional.empty();
        }
        FolderManifest now = changes.manifest();
        homes = FolderHomes.of(now);
        Cursor next = now.equals(before) ? cursor : FolderCursor.of(now);
        return Optional.of(new ChangePage<>(changes.entries(), next, false, Listing.DELTA));
    }

    @Override
    public List<Entry<CalendarEvent>> fetch(FetchRequest request) {
        FolderScan now = owner.scan();
        return Optional.ofNullable(homes)
                .flatMap(known -> known.at(owner, now))
                .flatMap(known -> known.fetch(owner, request.ids()))
                .orElseGet(() -> {
                    FolderContent content = owner.read(now);
                    return request.ids().stream().map(content::entry).toList();
                });
    }

    @Override
    public WriteResponse<CalendarEvent> write(WriteRequest<CalendarEvent> request) {
        Written written = owner.alone(() -> {
            IcsFile.checkInTime(owner.place(), request.deadline(), owner.clock());
            return writeAlone(BelowSeries.named(request.writes()), request.deadline());
        });
        if (request.cursor() == null) {
            sinceListed.addAll(written.changes());
        }
        return new WriteResponse<>(written.results(), FolderCursor.after(request.cursor(), written.changes()));
    }

    /** Writes, and decides anew what another program's saves got in the way of. */
    private Written writeAlone(List<Write<CalendarEvent>> writes, Instant deadline) throws IOException {
        Written first =
                homes == null ? null : homes.write(owner, writes, deadline).orElse(null);
        Written written = first != null ? first : readAndWrite(writes, deadline);
        List<WriteResult<CalendarEvent>> results = new ArrayList<>(written.results());
        List<FileChange> changes = new ArrayList<>(written.changes());
        for (int tries = 1; tries < IcsFile.MOST_TRIES; tries++) {
            List<Integer> again = IntStream.range(0, results.size())
                    .filter(i -> results.get(i).equals(IcsErrors.savedMeanwhile()))
                    .boxed()
                    .toList();
            if (again.isEmpty()) {
                break;
            }
            Written more = readAndWrite(again.stream().map(writes::get).toList(), deadline);
            for (int i = 0; i < again.size(); i++) {
                results.set(again.get(i), more.results().get(i));
            }
            changes.addAll(more.changes());
        }
        return new Written(results, changes);
    }

    private Written readAndWrite(List<Write<CalendarEvent>> writes, Instant deadline) {
        homes = null;
        FolderScan now = owner.scan();
        return new FolderWriter(owner, owner.read(now), new FileNames(now.taken()), deadline).write(writes);
    }

    @Override
    public void close() {
        listed = null;
        homes = null;
    }
}
