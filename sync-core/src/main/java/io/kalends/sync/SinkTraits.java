package io.kalends.sync;

import static java.util.Objects.requireNonNull;

/**
 * What a side's writing half can do.
 *
 * @param recognition how a repeated create is recognised
 * @param conditional whether updates and deletes are made only on the revision they name. If not, the engine fetches and
 *     compares first, and the race that remains between the two calls is the side's documented limit
 * @param keepsOrigin whether an origin mark is kept with the record and comes back in {@link Versioned#origin()}
 * @param batchSize how many writes one call takes at most
 */
public record SinkTraits(Recognition recognition, boolean conditional, boolean keepsOrigin, int batchSize) {

    public SinkTraits {
        requireNonNull(recognition, "recognition");
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1, not " + batchSize);
        }
    }

    /** How a side recognises that a create was made before. */
    public enum Recognition {
        /** By {@link Write.Create#key()}: repeating a create is safe and answers with the record that is there. */
        BY_KEY,
        /** By the record's identity (an event's UID): repeating a create is safe and answers with the record that is there. */
        BY_IDENTITY,
        /** Not at all: the engine lists and looks before it repeats a create. */
        NONE
    }
}
