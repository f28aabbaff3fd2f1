package io.kalends.provider.google.internal;

import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a calendar's history: the sync token that a listing began with, and the page it has come to. Google wants both
 * in every request of a listing, next to the same parameters.
 *
 * @param syncToken {@code null} in a listing from the start
 * @param pageToken {@code null} on its first page
 * @param told the excluded dates that were told up to here
 */
record GoogleCursor(@Nullable String syncToken, @Nullable String pageToken, ToldExclusions told) {

    /** Names the parameters that a token is good for: raised when {@link GoogleSource} asks in another way. */
    private static final String QUERY = "g2";

    private static final Pattern FORM =
            Pattern.compile(QUERY + "\\.([A-Za-z0-9_-]*)\\.([A-Za-z0-9_-]*)\\.([A-Za-z0-9_-]*)");

    static final GoogleCursor START = new GoogleCursor(null, null, ToldExclusions.NONE);

    /**
     * Reads a cursor.
     *
     * @throws CursorExpiredException if it is none of ours, or one for another way of asking
     */
    static GoogleCursor of(@Nullable Cursor cursor, Place place) {
        if (cursor == null) {
            return START;
        }
        var parts = FORM.matcher(cursor.token());
        if (!parts.matches()) {
            throw new CursorExpiredException(place, "the cursor is not one of this query", "the run lists in full");
        }
        try {
            GoogleCursor read = new GoogleCursor(
                    decoded(parts.group(1)), decoded(parts.group(2)), ToldExclusions.read(parts.group(3)));
            if (read.syncToken() != null || read.pageToken() != null) {
                return read;
            }
        } catch (IllegalArgumentException damaged) {
            throw new CursorExpiredException(place, "the cursor is damaged", "the run lists in full", damaged);
        }
        throw new CursorExpiredException(place, "the cursor is empty", "the run lists in full");
    }

    /** The next page of the same listing. */
    Cursor page(String token, ToldExclusions told) {
        return new GoogleCursor(syncToken, token, told).cursor();
    }

    /** Where the next run begins. */
    static Cursor since(String syncToken, ToldExclusions told) {
        return new GoogleCursor(syncToken, null, told).cursor();
    }

    private Cursor cursor() {
        return Cursor.of(QUERY + "." + encoded(syncToken) + "." + encoded(pageToken) + "." + told.text());
    }

    private static String encoded(@Nullable String token) {
        return token == null
                ? ""
                : Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String decoded(String text) {
        return text.isEmpty() ? null : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }

    /** Tokens are long and say nothing. */
    @Override
    public String toString() {
        return "GoogleCursor[" + (syncToken == null ? "full" : "delta") + (pageToken == null ? "" : ", next page")
                + "]";
    }
}
