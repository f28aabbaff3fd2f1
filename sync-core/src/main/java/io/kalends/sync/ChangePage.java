package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what a source holds or of what changed at it.
 *
 * @param entries in no order; of an id that comes twice the last one counts
 * @param next where to go on, stored together with this page's entries so that a stopped listing resumes here;
 *     {@code null} on the last page of a source that keeps no history: the next run lists in full
 * @param more whether another page follows
 * @param listing what the absence of a record means, said by the last page for all of them
 * @param <R> the record
 */
public record ChangePage<R>(
        List<Entry<R>> entries, @Nullable Cursor next, boolean more, Listing listing) {

    public ChangePage {
        entries = List.copyOf(entries);
        requireNonNull(listing, "listing");
        if (more && next == null) {
            throw new IllegalArgumentException("a page that is followed by another needs the cursor to go on with");
        }
    }

    /** What the absence of a record from a listing means. */
    public enum Listing {
        /** Nothing: the pages hold changes only. */
        DELTA,
        /** Everything was listed; what is missing is probably gone, which the engine confirms by a fetch. */
        FULL,
        /** Everything was listed and absence is proof: a complete file, one transaction's snapshot. */
        SNAPSHOT,
        /** Much was listed but not all (a truncated file, a capped query): what is missing says nothing. */
        PARTIAL
    }
}
