package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a collection is busy.
 *
 * @param collection the provider's id of it
 * @param busy in order of time, not touching each other
 * @param problem why the provider could not tell, in its words; {@code null} if it could
 */
public record BusyTimes(
        String collection, List<Span> busy, @Nullable String problem) {

    public BusyTimes {
        requireNonNull(collection, "collection");
        busy = List.copyOf(busy);
    }

    /** Why the provider could not tell, if it could not. */
    public Optional<String> error() {
        return Optional.ofNullable(problem);
    }

    /**
     * A busy stretch.
     *
     * @param to exclusive
     */
    public record Span(Instant from, Instant to) {
        public Span {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a busy time starts before it ends, not " + from + " to " + to);
            }
        }
    }
}
