package io.kalends.store.jdbc;

import io.kalends.sync.Cursor;
import io.kalends.sync.spi.CursorCodec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a calendar's log, or in a listing that was begun at a place in the log.
 *
 * @param number the last change that was read; 0 for none
 * @param mark the random number of that change: proof that it is still the same history
 * @param after the last id of the listing; {@code null} when reading changes
 */
record LogPosition(long number, long mark, @Nullable String after) {

    private static final CursorCodec CODEC = new CursorCodec("log", 2, 3);

    static Optional<LogPosition> of(Cursor cursor) {
        return CODEC.parts(cursor)
                .filter(parts ->
                        parts.get(0).matches("\\d{1,18}") && parts.get(1).matches("[0-9a-f]{1,16}"))
                .map(parts -> new LogPosition(
                        Long.parseLong(parts.get(0)),
                        Long.parseUnsignedLong(parts.get(1), 16),
                        parts.get(2).isEmpty() ? null : parts.get(2).substring(1)));
    }

    LogPosition listedTo(String id) {
        return new LogPosition(number, mark, id);
    }

    LogPosition listed() {
        return new LogPosition(number, mark, null);
    }

    Cursor cursor(String incarnation) {
        // A listing begins after the empty id.
        String listed = after == null ? "" : "/" + after;
        return new Cursor(CODEC.text(String.valueOf(number), Long.toHexString(mark), listed), incarnation);
    }
}
