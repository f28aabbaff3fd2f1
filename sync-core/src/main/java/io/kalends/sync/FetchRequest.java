package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Asks a source for single records.
 *
 * @param ids each once, in the order in which they were first named
 * @param deadline when the caller stops waiting; a call that cannot be done by then fails as transient
 */
public record FetchRequest(Collection<String> ids, Instant deadline) {

    public FetchRequest {
        ids = List.copyOf(new LinkedHashSet<>(ids));
        requireNonNull(deadline, "deadline");
    }

    /** With all the time in the world. */
    public static FetchRequest of(Collection<String> ids) {
        return new FetchRequest(ids, Instant.MAX);
    }

    /** The same, for other records. */
    public FetchRequest with(Collection<String> others) {
        return new FetchRequest(others, deadline);
    }
}
