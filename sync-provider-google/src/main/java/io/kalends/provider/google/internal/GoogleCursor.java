package io.kalends.provider.google.internal;

import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Place;
import io.kalends.sync.spi.CursorCodec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a calendar's history: the sync token that a listing began with, and the page it has come to. Google wants both
 * in every request of a listing, next to the same parameters.
 *
 * @param syncToken {@code null} in a listing from the start
 * @param pageToken {@code null} on its first page
 */
record GoogleCursor(@Nullable String syncToken, @Nullable String pageToken) {

    /** The version names the parameters that a token is good for: raised when {@link GoogleSource} asks in another way. */
    private static final CursorCodec CODEC = new CursorCodec("google", 4, 2);

    static final GoogleCursor START = new GoogleCursor(null, null);

    /**
     * Reads a cursor.
     *
     * @throws CursorExpiredException if it is none of ours, or one for another way of asking
     */
    static GoogleCursor of(@Nullable Cursor cursor, Place place) {
        if (cursor == null) {
            return START;
        }
        List<String> parts = CODEC.parts(cursor, place);
        GoogleCursor read = new GoogleCursor(token(parts.get(0)), token(parts.get(1)));
        if (read.syncToken() == null && read.pageToken() == null) {
            throw new CursorExpiredException(place, "the cursor is empty", "the run lists in full");
        }
        return read;
    }

    private static @Nullable String token(String part) {
        return part.isEmpty() ? null : part;
    }

    /** The next page of the same listing. */
    Cursor page(String token) {
        return new GoogleCursor(syncToken, token).cursor();
    }

    /** Where the next run begins. */
    static Cursor since(String syncToken) {
        return new GoogleCursor(syncToken, null).cursor();
    }

    private Cursor cursor() {
        return CODEC.cursor(Objects.requireNonNullElse(syncToken, ""), Objects.requireNonNullElse(pageToken, ""));
    }

    /** Tokens are long and say nothing. */
    @Override
    public String toString() {
        return "GoogleCursor[" + (syncToken == null ? "full" : "delta") + (pageToken == null ? "" : ", next page")
                + "]";
    }
}
