package io.kalends.provider.ics.internal;

import io.kalends.icalendar.EventIds;
import io.kalends.provider.ics.internal.FolderManifest.Line;
import io.kalends.sync.Cursor;
import io.kalends.sync.spi.CursorCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a folder is read on: a place in a listing, and at its end the manifest, if the folder has one.
 *
 * @param place what {@link Position} reads
 * @param manifest what {@link ManifestText} reads; {@code null} if there is none
 */
record FolderCursor(Cursor place, @Nullable String manifest) {

    /** In the place of a version, where the manifest alone tells. */
    private static final Cursor BY_MANIFEST = new Position("m", 0).cursor();

    private static final CursorCodec CODEC = new CursorCodec("folder", 2, 2);

    /** A place in a listing, with a manifest beside it or not. */
    static FolderCursor of(Cursor cursor) {
        return CODEC.parts(cursor)
                .map(parts -> new FolderCursor(Cursor.of(parts.get(0)), parts.get(1)))
                .orElseGet(() -> new FolderCursor(cursor, null));
    }

    static Cursor of(Cursor place, FolderManifest manifest) {
        return CODEC.cursor(place.token(), manifest.text());
    }

    static Cursor of(FolderManifest manifest) {
        return of(BY_MANIFEST, manifest);
    }

    /**
     * Where a folder is read on after we wrote there.
     *
     * @return {@code null} for where it was read on before
     */
    static @Nullable Cursor after(@Nullable Cursor cursor, List<FileChange> changes) {
        if (cursor == null || changes.isEmpty()) {
            return null;
        }
        String manifest = of(cursor).manifest();
        if (manifest == null) {
            // All files are read anyway: it tells what they hold now, ours among them.
            return Position.isPlace(cursor) ? Position.outdated() : null;
        }
        Map<Long, Line> lines = ManifestText.read(manifest).orElse(null);
        if (lines == null) {
            return null;
        }
        boolean fits = true;
        for (FileChange change : changes) {
            fits &= count(change, lines);
        }
        return fits && FolderManifest.canHold(lines.values())
                ? CODEC.cursor(BY_MANIFEST.token(), ManifestText.of(lines))
                : Position.outdated();
    }

    /** Counts a write in; false if no manifest can hold what the file holds now. */
    private static boolean count(FileChange change, Map<Long, Line> lines) {
        long name = EventIds.number(change.name());
        Line known = lines.get(name);
        if (known == null && !change.before().isMissing()) {
            // Somebody else's new file: it is still to be told.
            return true;
        }
        if (known != null && known.content() != EventIds.number(change.before().version())) {
            // Somebody else's edit came before ours: the file fits nothing, until it was read.
            lines.put(name, known.unlikeAny());
            return true;
        }
        if (change.after().isMissing()) {
            lines.remove(name);
            return true;
        }
        Optional<Line> line = Line.of(FolderScan.UNSURE, change.after());
        line.ifPresent(now -> lines.put(name, now));
        return line.isPresent();
    }
}
