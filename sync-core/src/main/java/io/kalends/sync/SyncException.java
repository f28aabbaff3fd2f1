package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The root of what goes wrong in a sync. The subtype says what the caller does next; the message says what happened,
 * where, and what to do, and never holds content or a secret.
 */
public class SyncException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String action;

    /**
     * @param what what happened, without content
     * @param action what to do about it
     */
    public SyncException(Place place, String what, String action, @Nullable Throwable cause) {
        super(message(place, what, action), cause);
        this.place = requireNonNull(place, "place");
        this.action = requireNonNull(action, "action");
    }

    public SyncException(Place place, String what, String action) {
        this(place, what, action, null);
    }

    private static String message(Place place, String what, String action) {
        String where = place.toString();
        return (where.isEmpty() ? "" : where + ": ") + what + " → " + action;
    }

    /** Where it happened. */
    public Place place() {
        return place;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
