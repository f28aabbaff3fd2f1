package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conflict that waits for somebody.
 *
 * @param link the link's id
 * @param fields names of the fields both sides changed; empty when one side deleted the record
 * @param left the left version; {@code null} if it was deleted there
 * @param right the right version; {@code null} if it was deleted there
 * @param since since when it waits
 * @param seen names the versions shown here: a decision on versions that moved on since is refused
 * @param <R> the record
 */
public record OpenConflict<R>(
        String link,
        Set<String> fields,
        @Nullable R left,
        @Nullable R right,
        Instant since,
        String seen) {

    public OpenConflict {
        requireNonNull(link, "link");
        fields = Set.copyOf(fields);
        requireNonNull(since, "since");
        requireNonNull(seen, "seen");
    }

    /** The link and the fields, never content. */
    @Override
    public String toString() {
        return "OpenConflict[" + link + " " + fields + " since " + since + "]";
    }
}
