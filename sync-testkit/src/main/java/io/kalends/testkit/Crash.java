package io.kalends.testkit;

/** The death of the process, as a test plays it. An error, so that nothing on the way takes it for a failed call. */
public final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    public Crash(String where) {
        super("killed " + where);
    }
}
