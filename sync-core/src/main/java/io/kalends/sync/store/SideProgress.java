package io.kalends.sync.store;

import io.kalends.sync.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a side has been read.
 *
 * @param committed where the next incremental run goes on; {@code null} before the first complete listing
 * @param listing the listing under way; {@code null} for none
 * @param incarnation the life of the source that the base belongs to; {@code null} where the source cannot tell
 * @param query fingerprint of what was asked for (window, filter): a cursor belongs to its query
 * @param listedAt when the last complete listing ended; {@code null} for never
 * @param collection what the side is: its {@linkplain io.kalends.sync.ReplicaSession#identity() lasting identity}, or its
 *     replica's id where it has none; {@code null} before it was met. Another one is another life of the pair
 * @param foundEmpty whether the first complete listing showed nothing; said until the pair's first run is done
 */
public record SideProgress(
        @Nullable Cursor committed,
        @Nullable Listing listing,
        @Nullable String incarnation,
        long query,
        @Nullable Instant listedAt,
        @Nullable String collection,
        boolean foundEmpty) {

    public static final SideProgress NONE = new SideProgress(null, null, null, 0, null, null, false);

    /** Nothing was read of this collection yet. */
    public static SideProgress of(String collection) {
        return new SideProgress(null, null, null, 0, null, collection, false);
    }

    /** The same side, read on from other places. */
    public SideProgress at(@Nullable Cursor goesOn, @Nullable Listing underWay) {
        return new SideProgress(goesOn, underWay, incarnation, query, listedAt, collection, foundEmpty);
    }

    /** The same side, known to be this collection. */
    public SideProgress known(String collection) {
        return new SideProgress(committed, listing, incarnation, query, listedAt, collection, foundEmpty);
    }

    /** The same side once the pair's first run is done: what it was like before does not matter any more. */
    public SideProgress met() {
        return new SideProgress(committed, listing, incarnation, query, listedAt, collection, false);
    }

    /**
     * A listing under way.
     *
     * @param generation its number; seen marks belong to it
     * @param next the place to go on at, none at the start
     * @param since when it began: what was linked or written later is spared by its sweep
     * @param full whether it lists everything; else it reads changes
     * @param complete whether all its pages were read, so that only the sweep remains
     */
    public record Listing(long generation, @Nullable Cursor next, Instant since, boolean full, boolean complete) {}
}
