package io.kalends.sync;

import org.jspecify.annotations.Nullable;

/** A passing failure: the network, a busy server, a lock. Trying again later may help, and the engine does. */
public class TransientException extends SyncException {

    private static final long serialVersionUID = 1L;

    public TransientException(Place place, String what, String action, @Nullable Throwable cause) {
        super(place, what, action, cause);
    }

    public TransientException(Place place, String what, String action) {
        super(place, what, action);
    }
}
