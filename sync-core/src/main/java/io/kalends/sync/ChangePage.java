package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One page of what a source holds or of what changed at it.
 *
 * @param entries in no order; of an id that comes twice the last one counts
 * @param next where to go on, stored together with this page's entries so that a stopped listing resumes here;
 *     {@code null} on the last page of a source that keeps no history: the next run lists in full
 * @param more whether another page follows
 * @param listing what the absence of a record means, said by the last page for all of them
 * @param families the parents whose children are told here with nothing left out
 * @param <R> the record
 */
public record ChangePage<R>(
        List<Entry<R>> entries, @Nullable Cursor next, boolean more, Listing listing, Set<Family> families) {

    public ChangePage {
        entries = List.copyOf(entries);
        families = Set.copyOf(families);
        requireNonNull(listing, "listing");
        if (more && next == null) {
            throw new IllegalArgumentException("a page that is followed by another needs the cursor to go on with");
        }
    }

    /** A page that says nothing of whole families. */
    public ChangePage(List<Entry<R>> entries, @Nullable Cursor next, boolean more, Listing listing) {
        this(entries, next, more, listing, Set.of());
    }

    /**
     * All children of one record are on this page: one that the engine knows and does not find here is probably gone, which
     * the engine confirms by a fetch. For sides that tell a parent's change and not that of each child, such as a date that
     * a series leaves out no more.
     *
     * @param parent the parent's id on this side; the parent itself may be gone
     * @param revision says it only of children of this {@linkplain Versioned#revision() revision}; {@code null} for all. A
     *     child told with it that the engine knows by another one is fetched before it is believed: the side may show
     *     the child as a record of its own as well
     */
    public record Family(String parent, @Nullable String revision) {

        public Family {
            requireNonNull(parent, "parent");
        }

        /** Whether this says something of children of a revision. */
        public boolean tellsOf(@Nullable String child) {
            return revision == null || revision.equals(child);
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
