package io.kalends.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows a host's own class as another record type.
 *
 * @param <A> the host's class
 * @param <B> the record that is synced
 */
public interface RecordMapping<A, B> {

    /** The host's object as a record. */
    B show(A host);

    /**
     * The host's object with changed fields brought in; everything else on it stays.
     *
     * @param current the host's object as it is now; {@code null} when there is none yet
     * @param record holds the new values
     * @param changed names of the fields to bring in
     */
    A apply(@Nullable A current, B record, Set<String> changed);

    /**
     * {@link Projection#put} for what the host's class can hold only in part, such as an instant in place of a time in a
     * zone. What it would hold of a record needs no word: that is what {@link #apply} and {@link #show} make of it.
     */
    default Optional<JsonNode> put(String field, B old, B returned) {
        return Optional.empty();
    }

    /** The version of this mapping, from 1 upward: a rise re-bases the links instead of writing. */
    default int version() {
        return 1;
    }

    /** Names of the host's fields that these changed fields end up in. */
    Set<String> hostFields(Set<String> changed);
}
