package io.kalends.store.jdbc;

import io.kalends.sync.Cursor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a calendar's log, or in a listing that was begun at a place in the log.
 *
 * @param number the last change that was read; 0 for none
 * @param mark the random number of that change: proof that it is still the same history
 * @param after the last id of the listing; {@code null} when reading changes
 */
record LogPosition(long number, long mark, @Nullable String after) {

    private static final Pattern TOKEN =
            Pattern.compile("(?<number>\\d{1,18})\\.(?<mark>[0-9a-f]{1,16})(?:/(?<after>.*))?", Pattern.DOTALL);

    static Optional<LogPosition> of(Cursor cursor) {
        Matcher token = TOKEN.matcher(cursor.token());
        return token.matches()
                ? Optional.of(new LogPosition(
                        Long.parseLong(token.group("number")),
                        Long.parseUnsignedLong(token.group("mark"), 16),
                        token.group("after")))
                : Optional.empty();
    }

    LogPosition listedTo(String id) {
        return new LogPosition(number, mark, id);
    }

    LogPosition listed() {
        return new LogPosition(number, mark, null);
    }

    Cursor cursor(String incarnation) {
        String token = number + "." + Long.toHexString(mark);
        return new Cursor(after == null ? token : token + "/" + after, incarnation);
    }
}
