package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.CalendarText;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.Place;
import io.kalends.sync.spi.CursorCodec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a listing.
 *
 * @param version of the calendar that is listed, or was
 * @param offset how many entries were told; 0 for all
 */
record Position(String version, int offset) {

    private static final CursorCodec CODEC = new CursorCodec("ics", 2, 2);

    private static final Position START = new Position("", 0);

    /** In the place of a version: another program wrote since the last listing, so that the next one must tell all. */
    private static final Position OUTDATED = new Position("outdated", 0);

    static Position of(@Nullable Cursor cursor, Place place) {
        if (cursor == null) {
            return START;
        }
        return read(cursor).orElseThrow(() -> CursorCodec.foreign(place));
    }

    /** Empty for a cursor of another form. */
    private static Optional<Position> read(Cursor cursor) {
        return CODEC.parts(cursor).flatMap(parts -> of(parts.get(0), parts.get(1)));
    }

    /** Empty if the offset is no number. */
    static Optional<Position> of(String version, String offset) {
        return offset.matches("\\d{1,9}")
                ? Optional.of(new Position(version, Integer.parseInt(offset)))
                : Optional.empty();
    }

    /** Whether a cursor is of this form, at the end of a listing. */
    static boolean isPlace(Cursor cursor) {
        return read(cursor).filter(place -> place.offset() == 0).isPresent();
    }

    /** Whether there was a file when the cursor was made. */
    boolean isOfAFile() {
        return !version.isEmpty() && !version.equals(CalendarText.NO_FILE);
    }

    /** The same place in this version; a listing of another begins at its start. */
    Position in(String current) {
        return new Position(current, offset);
    }

    Cursor cursor() {
        return CODEC.cursor(version, String.valueOf(offset));
    }

    /** A cursor from which on all is told anew. */
    static Cursor outdated() {
        return OUTDATED.cursor();
    }

    /**
     * Where a file is read on after we wrote it.
     *
     * @return {@code null} for where it was read on before
     */
    static @Nullable Cursor after(@Nullable Cursor cursor, List<FileChange> changes) {
        Position before = cursor == null ? null : read(cursor).orElse(null);
        if (before == null || before.offset() > 0 || changes.isEmpty()) {
            return null;
        }
        Position now = before;
        for (FileChange change : changes) {
            boolean known = now.version().equals(change.before().version());
            now = known ? new Position(change.after().version(), 0) : OUTDATED;
        }
        return now.cursor();
    }

    static ChangePage<CalendarEvent> page(List<Entry<CalendarEvent>> all, boolean proof, Position from, int size) {
        int end = Math.min(all.size(), from.offset() + size);
        boolean more = end < all.size();
        return new ChangePage<>(
                all.subList(Math.min(from.offset(), end), end),
                new Position(from.version(), more ? end : 0).cursor(),
                more,
                proof ? Listing.SNAPSHOT : Listing.PARTIAL);
    }
}
