package io.kalends.sync.store;

import io.kalends.sync.Place;
import io.kalends.sync.TransientException;

/** The lease was lost to another node: nothing was changed, and the run ends. */
public class FencedException extends TransientException {

    private static final long serialVersionUID = 1L;

    public FencedException(String pair) {
        super(new Place("store", pair), "the lease of this pair was lost to another node", "the other node goes on");
    }
}
