package io.kalends.http;

import io.kalends.sync.Place;
import io.kalends.sync.TransientException;

/** The caller stops waiting before the call could begin: nothing was sent. */
public final class NoTimeLeftException extends TransientException {

    private static final long serialVersionUID = 1L;

    public NoTimeLeftException(Place place) {
        super(place, "there is no time left for the call", "it is tried again later");
    }
}
