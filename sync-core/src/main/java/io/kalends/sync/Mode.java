package io.kalends.sync;

/** How much a run reads. */
public enum Mode {
    /** What changed since the last run, where the source can tell. */
    INCREMENTAL,
    /** Everything, compared with what is stored: finds what an incremental run was never told of. */
    FULL
}
