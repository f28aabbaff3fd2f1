package io.kalends.sync;

import org.jspecify.annotations.Nullable;

/** The side refuses the account's credentials: somebody has to connect it again. Nothing is lost meanwhile. */
public class AuthorizationException extends SyncException {

    private static final long serialVersionUID = 1L;

    public AuthorizationException(Place place, String what, String action, @Nullable Throwable cause) {
        super(place, what, action, cause);
    }

    public AuthorizationException(Place place, String what, String action) {
        super(place, what, action);
    }
}
