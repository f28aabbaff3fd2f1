package io.kalends.sync;

import org.jspecify.annotations.Nullable;

/** The side refuses the call for good: repeating it will not help. */
public class RejectedException extends SyncException {

    private static final long serialVersionUID = 1L;

    public RejectedException(Place place, String what, String action, @Nullable Throwable cause) {
        super(place, what, action, cause);
    }

    public RejectedException(Place place, String what, String action) {
        super(place, what, action);
    }
}
