package io.kalends.sync.store;

/** Where a link stands, as an app shows it. */
public enum LinkStatus {
    /** Both sides agree. */
    SYNCED,
    /** A change waits for the next run, or for its next try. */
    PENDING,
    /** A removal waits for approval. */
    HELD,
    /** Both sides changed the same thing and somebody is asked. */
    CONFLICT,
    /** Given up, with the reason kept, until the record changes or a retry is asked for. */
    FAILED,
    /** On one side only, and meant to be. */
    LOCAL_ONLY,
    /** Deleted on both sides; forgotten after 30 days. */
    DELETED
}
