package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A call to a side, as a listener is told of it.
 *
 * @param kind what was asked
 * @param records how many records it was about: listed, fetched, written; 0 where it failed
 * @param took how long it took by the engine's clock
 * @param answered whether it was answered, and did not throw
 */
public record SideCall(Side side, Kind kind, int records, Duration took, boolean answered) {

    /** What is asked of a side. */
    public enum Kind {
        /** A page of what changed. */
        LIST,
        /** Single records. */
        FETCH,
        /** Writes. */
        WRITE
    }

    public SideCall {
        requireNonNull(side, "side");
        requireNonNull(kind, "kind");
        requireNonNull(took, "took");
    }
}
