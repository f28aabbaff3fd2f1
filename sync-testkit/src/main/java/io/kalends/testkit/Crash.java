package io.kalends.testkit;

/**
 * The death of the process, as a test plays it. An error, so that no run takes it for a failed call. What stands above runs
 * takes any error for the fault of one pair, and goes on: there a process is dead only if nothing it calls gets through.
 */
public final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    public Crash(String where) {
        super("killed " + where);
    }
}
