package io.kalends.provider.ics.internal;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import io.kalends.sync.calendar.CalendarEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run's dealings with a folder. Where the cursor tells what the files were like, only those are read that changed since;
 * whatever does not fit is found out by reading all of them.
 */
final class FolderSession
        implements ReplicaSession<CalendarEvent>, ChangeSource<CalendarEvent>, ChangeSink<CalendarEvent> {

    /** In the place of a version, where the manifest alone tells. */
    private static final String BY_MANIFEST = "m";

    private final IcsFolder owner;

    /** What a listing of several pages tells. */
    private @Nullable Listed listed;

    private record Listed(FolderContent content, List<Entry<CalendarEvent>> entries, boolean proof) {

        static Listed of(FolderContent content) {
            return new Listed(content, content.entries(), content.isProof());
        }
    }

    private FolderScan scanned = new FolderScan(new TreeMap<>());

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
    public ChangeSink<CalendarEvent> sink() {
        return this;
    }

    @Override
    public ChangePage<CalendarEvent> changes(ChangeRequest request) {
        Cursor cursor = request.cursor();
        int manifestAt =
                cursor == null ? -1 : cursor.token().indexOf(':', cursor.token().indexOf(':') + 1);
        IcsFile.Position position = IcsFile.Position.of(
                cursor == null || manifestAt < 0
                        ? cursor
                        : Cursor.of(cursor.token().substring(0, manifestAt)),
                owner.place());
        if (position.offset() > 0) {
            return goOn(position, request);
        }
        scanned = owner.scan();
        homes = null;
        if (cursor != null && manifestAt > 0) {
            Optional<ChangePage<CalendarEvent>> delta = FolderManifest.read(
                            cursor.token().substring(manifestAt + 1), scanned)
                    .flatMap(before -> delta(before, cursor, request.pageSize()));
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

    private ChangePage<CalendarEvent> goOn(IcsFile.Position position, ChangeRequest request) {
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

    private ChangePage<CalendarEvent> page(Listed all, IcsFile.Position position, int size) {
        listed = all;
        FolderContent content = all.content();
        ChangePage<CalendarEvent> page =
                IcsFile.Position.page(all.entries(), all.proof(), position.in(content.version()), size);
        Cursor end = page.next();
        if (page.more() || end == null) {
            return page;
        }
        Optional<FolderManifest> manifest = FolderManifest.of(scanned, content.byName());
        homes = manifest.map(FolderHomes::of).orElse(null);
        return manifest.map(
                        known -> new ChangePage<>(page.entries(), cursor(end.token(), known), false, page.listing()))
                .orElse(page);
    }

    private static Cursor cursor(String place, FolderManifest manifest) {
        return Cursor.of(place + ":" + manifest.text());
    }

    /** The changed files alone; empty where a file is gone, or one's records are no longer the same or not its own. */
    private Optional<ChangePage<CalendarEvent>> delta(FolderManifest before, Cursor cursor, int size) {
        FolderChanges changes = new FolderChanges(owner, before);
        if (!changes.read(scanned) || changes.entries().size() > size) {
            return Optional.empty();
        }
        FolderManifest now = changes.manifest();
        homes = FolderHomes.of(now);
        Cursor next = now.equals(before) ? cursor : cursor(BY_MANIFEST + ":0", now);
        return Optional.of(new ChangePage<>(changes.entries(), next, false, Listing.DELTA));
    }

    @Override
    public List<Entry<CalendarEvent>> fetch(Collection<String> ids) {
        FolderScan now = owner.scan();
        return Optional.ofNullable(homes)
                .flatMap(known -> known.at(owner, now))
                .flatMap(known -> known.fetch(owner, ids))
                .orElseGet(() -> {
                    FolderContent content = owner.read(now);
                    return ids.stream().distinct().map(content::entry).toList();
                });
    }

    @Override
    public WriteResponse<CalendarEvent> write(WriteRequest<CalendarEvent> request) {
        return WriteResponse.of(write(request.writes()));
    }

    private List<WriteResult<CalendarEvent>> write(List<Write<CalendarEvent>> writes) {
        return owner.alone(() -> {
            if (homes != null) {
                Optional<List<WriteResult<CalendarEvent>>> results = homes.write(owner, writes);
                if (results.isPresent()) {
                    return results.get();
                }
                homes = null;
            }
            return owner.writeAlone(writes, owner.read(owner.scan()));
        });
    }

    @Override
    public void close() {
        listed = null;
        homes = null;
    }
}
