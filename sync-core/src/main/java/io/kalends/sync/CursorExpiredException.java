package io.kalends.sync;

import org.jspecify.annotations.Nullable;

/** The source cannot go on from the cursor it was given: the engine lists in full. */
public class CursorExpiredException extends SyncException {

    private static final long serialVersionUID = 1L;

    public CursorExpiredException(Place place, String what, String action, @Nullable Throwable cause) {
        super(place, what, action, cause);
    }

    public CursorExpiredException(Place place, String what, String action) {
        super(place, what, action);
    }
}
