package io.kalends.sync;

/**
 * Is told how runs go, on the run's thread and in order. What it throws is logged and changes nothing. It sees ids, never
 * content.
 */
public interface SyncListener {

    /** A run began. */
    default void started(SyncRun run) {}

    /** A side was called. */
    default void called(SyncRun run, SideCall call) {}

    /** A page of a side was read and stored; an empty page is not told of. */
    default void read(SyncRun run, Side side, int records) {}

    /** A step was done. */
    default void did(SyncRun run, Step step) {}

    /**
     * The code of a host (its writer, its mapping) threw at one record, of which {@code step} was told.
     *
     * @param cause what it threw, as it was thrown: its message may hold content, which no log of this library shows
     */
    default void threw(SyncRun run, Step step, Throwable cause) {}

    /** A run ended. */
    default void finished(SyncRun run, SyncReport report) {}

    /** A run was stopped by an error, one of the JVM too; the next run goes on where it stopped. */
    default void failed(SyncRun run, Throwable error) {}
}
