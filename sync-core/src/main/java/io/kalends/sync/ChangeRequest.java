package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source for one page.
 *
 * @param cursor where to go on; {@code null} for a listing from the start
 * @param from the first instant of the time window; {@code null} for no window. A source may use it to send less, and may
 *     send what lies outside
 * @param to the end of the window, exclusive; {@code null} for no window
 * @param pageSize how many records the page should hold at most
 * @param deadline when the caller stops waiting; a call that cannot be done by then fails as transient
 */
public record ChangeRequest(
        @Nullable Cursor cursor,
        @Nullable Instant from,
        @Nullable Instant to,
        int pageSize,
        Instant deadline) {

    public ChangeRequest {
        requireNonNull(deadline, "deadline");
        if (pageSize < 1) {
            throw new IllegalArgumentException("pageSize must be at least 1, not " + pageSize);
        }
    }
}
