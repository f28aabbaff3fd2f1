package io.kalends.sync;

/** Why a run was made. */
public enum Trigger {
    /** The host called. */
    HOST,
    /** A side notified of a change. */
    NOTIFICATION,
    /** It was time to look again. */
    POLL
}
