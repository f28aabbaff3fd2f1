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

    /**
     * The code of a host (its writer, its mapping) threw at one record, of which {@code step} was told.
     *
     * @param cause what it threw, as it was thrown: its message may hold content, which no log of this library shows
     */
    default void threw(String pair, Step step, Throwable cause) {}

    /** A run ended. */
    default void finished(SyncReport report) {}

    /** A run was stopped by an error, one of the JVM too; the next run goes on where it stopped. */
    default void failed(String pair, Throwable error) {}
}
