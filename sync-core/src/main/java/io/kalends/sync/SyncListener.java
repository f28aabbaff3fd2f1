package io.kalends.sync;

/**
 * Is told how runs go, on the run's thread and in order. What it throws is logged and changes nothing. It sees ids, never
 * content.
 */
public interface SyncListener {

    /** A run began. */
    default void started(String pair) {}

    /** A page of a side was read and stored; an empty page is not told of. */
    default void read(String pair, Side side, int records) {}

    /** A step was done. */
    default void did(String pair, Step step) {}

    /** A run ended. */
    default void finished(SyncReport report) {}

    /** A run was stopped by an error; the next one goes on where it stopped. */
    default void failed(String pair, RuntimeException error) {}
}
