package io.kalends.testkit;

import io.kalends.sync.ChangePage.Listing;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What an {@link InMemoryReplica} does beyond its traits.
 *
 * @param history whether it tells changes since a cursor; else each run lists in full
 * @param revisions whether records bear revisions
 * @param times whether records bear modification times
 * @param incarnations whether cursors name the source's life
 * @param listing what a full listing says of itself
 * @param windowed whether it leaves out what lies outside the window, and tells what left it as removed
 * @param familyRevisions whether a parent and its children share one revision
 * @param onRenaming what becomes of a record's children when a write changes what names them
 * @param hole what is left of a child that is emptied; the same record where that is not known
 * @param unique a value that only one record may have, as of a unique column; empty text for a record that has none
 * @param parents whether there is a record of this id elsewhere that may be a parent; empty if parents stand here
 * @param identity the collection's lasting identity; empty for a side that is known by its id
 */
record Behaviour<R>(
        boolean history,
        boolean revisions,
        boolean times,
        boolean incarnations,
        Listing listing,
        boolean windowed,
        boolean familyRevisions,
        OnRenaming onRenaming,
        UnaryOperator<R> hole,
        Function<R, String> unique,
        Optional<Predicate<String>> parents,
        Optional<String> identity) {

    /** What a side does to a record's children when a write changes what names them, as a series' schedule does. */
    enum OnRenaming {
        KEEPS,
        DROPS,
        EMPTIES
    }
}
