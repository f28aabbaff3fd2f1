package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A place in a source's history, given out by the source and understood by it alone.
 *
 * @param token opaque; kept in the store as it is, so it must hold no secret
 * @param incarnation names the life of the source the token belongs to; when a source that was restored or re-created
 *     gives another one, what was agreed before is not trusted and nothing is deleted; {@code null} where the source
 *     cannot tell
 */
public record Cursor(String token, @Nullable String incarnation) {

    public Cursor {
        requireNonNull(token, "token");
    }

    /** A cursor of a source that knows no incarnations. */
    public static Cursor of(String token) {
        return new Cursor(token, null);
    }
}
