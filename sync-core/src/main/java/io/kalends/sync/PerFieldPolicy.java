package io.kalends.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A side for each field: the host is right about the notes, the other side about the name, from the first sync on.
 * Immutable.
 *
 * @param <R> the record
 */
public final class PerFieldPolicy<R> implements ConflictPolicy<R> {

    private final Map<String, Side> sides;
    private final ConflictPolicy<R> otherwise;

    PerFieldPolicy(Map<String, Side> sides, ConflictPolicy<R> otherwise) {
        this.sides = Map.copyOf(sides);
        this.otherwise = otherwise;
    }

    /** This policy with a side for these fields. */
    public PerFieldPolicy<R> prefer(Side side, String... fields) {
        Map<String, Side> more = new HashMap<>(sides);
        for (String field : fields) {
            Side before = more.put(field, side);
            if (before != null) {
                throw new IllegalStateException("field '" + field + "' has a side already: " + before.label());
            }
        }
        return new PerFieldPolicy<>(more, otherwise);
    }

    /** This policy with another for the fields that have no side, and for deletions. */
    public PerFieldPolicy<R> otherwise(ConflictPolicy<R> policy) {
        return new PerFieldPolicy<>(sides, policy);
    }

    /** The fields that have a side. */
    public Set<String> fields() {
        return sides.keySet();
    }

    @Override
    public Optional<Side> winnerOf(String field) {
        return Optional.ofNullable(sides.get(field)).or(() -> otherwise.winnerOf(field));
    }

    @Override
    public Resolution<R> resolve(Conflict<R> conflict) {
        if (conflict.deletedOn().isPresent() || !sides.keySet().containsAll(conflict.fields())) {
            Resolution<R> rest = otherwise.resolve(conflict);
            if (conflict.deletedOn().isPresent()) {
                return rest;
            }
            return rest.withSides(sides, conflict.fields());
        }
        return Resolution.perField(sides, conflict.fields());
    }
}
