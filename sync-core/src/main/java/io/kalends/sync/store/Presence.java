package io.kalends.sync.store;

/** Where a record was when a side was last looked at. */
public enum Presence {
    /** There. */
    PRESENT,
    /** Missing from a listing, or marked as removed, and not confirmed yet: still counts as there. */
    ABSENT,
    /** Gone, and confirmed. */
    DELETED,
    /** There, but outside the pair's window or filter: never a deletion. */
    OUT_OF_SCOPE
}
