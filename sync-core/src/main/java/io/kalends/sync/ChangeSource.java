package io.kalends.sync;

import java.util.Collection;
import java.util.List;

/**
 * The reading half of a side. Used by one run at a time, on the run's thread.
 *
 * @param <R> the record
 */
public interface ChangeSource<R> {

    /**
     * One page of what changed since a cursor, or of everything when there is none. The caller stores the page together
     * with its {@linkplain ChangePage#next() cursor}, and goes on there, also after a crash.
     *
     * @throws CursorExpiredException when the cursor is not (or no longer) usable, garbage included: the caller lists in
     *     full. Never answered by an empty page
     * @throws SyncException in every other case in which the page is not complete
     */
    ChangePage<R> changes(ChangeRequest request);

    /**
     * The records asked for as they are now, each id answered once, in any order. An id that the source cannot speak
     * for is {@link Entry.Unreadable}, never left out; one that is proven to be gone is {@link Entry.Removed}.
     */
    List<Entry<R>> fetch(FetchRequest request);

    /**
     * A source over a host that cannot log changes: every run lists in full, and the engine finds by fingerprint what
     * changed. Absence is a hint only and is confirmed by {@code loader}.
     */
    static <R> ChangeSource<R> listing(RecordPages<R> pages, RecordLoader<R> loader) {
        return new ListingSource<>(pages, loader);
    }

    /**
     * A source over a host that numbers its changes: a column that rises with each write (a version, a time), and a row that
     * stays where a record was deleted. The first listing reads from the start, each later one what came since.
     *
     * <p>A number must not become visible after a higher one: with numbers drawn before the commit, a change that is
     * committed late is missed until the next listing in full.
     */
    static <R> ChangeSource<R> since(RecordChanges<R> changes, RecordLoader<R> loader) {
        return new NumberedSource<>(changes, loader);
    }

    /** Lists a host's changes by number. */
    @FunctionalInterface
    interface RecordChanges<R> {

        /**
         * Up to {@code max} changes in rising order of their numbers, those above {@code number}; from the first when that is
         * empty text. Fewer than {@code max} means that the end is reached.
         */
        List<NumberedChange<R>> after(String number, int max);
    }

    /** Lists a host's records by id. */
    @FunctionalInterface
    interface RecordPages<R> {

        /**
         * Up to {@code max} records in ascending order of id, those with an id greater than {@code after}; from the first
         * when {@code after} is empty text. Fewer than {@code max} means that the end is reached.
         */
        List<Versioned<R>> after(String after, int max);
    }

    /** Loads a host's records by id. */
    @FunctionalInterface
    interface RecordLoader<R> {

        /** The records of these ids that exist. */
        List<Versioned<R>> load(Collection<String> ids);
    }
}
