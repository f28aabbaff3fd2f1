package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Thrown by a {@link RowWriter} for a write that cannot be made yet: what it needs is not there, and may come by another pair
 * or from the host. Nothing of the write stays, and it is tried again by itself, for as long as it takes.
 */
public final class TryLaterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final Duration SOON = Duration.ofMinutes(1);

    private final Duration after;

    /**
     * Tried again by the first run after a minute.
     *
     * @param what what it waits for, for people: it stands in reports and in the pair's status, so no content
     */
    public TryLaterException(String what) {
        this(what, SOON);
    }

    /**
     * Tried again by the first run after some time.
     *
     * @param what what it waits for, for people: it stands in reports and in the pair's status, so no content
     */
    public TryLaterException(String what, Duration after) {
        super(requireNonNull(what, "what"));
        if (after.isNegative() || after.isZero()) {
            throw new IllegalArgumentException("after must be positive, not " + after);
        }
        this.after = after;
    }

    /** How long to wait at least. */
    public Duration after() {
        return after;
    }
}
