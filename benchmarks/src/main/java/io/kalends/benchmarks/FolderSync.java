package io.kalends.benchmarks;

import java.io.IOException;

/** A program that keeps two folders in sync. */
interface FolderSync {

    /** Syncs two folders, the state being kept beside them, and says how long it took in nanoseconds, its start left out. */
    long nanos(EventFolder left, EventFolder right) throws IOException, InterruptedException;
}
