package io.kalends.store.jdbc;

/** Names what the code of a host threw by its class and place: its message may quote a row. */
final class HostCode {

    private HostCode() {}

    /** @param part of the host's code, such as "writer" */
    static String failed(String part, RuntimeException e) {
        StackTraceElement[] frames = e.getStackTrace();
        String place = frames.length == 0 ? "" : " at " + frames[0];
        return "the " + part + " failed (" + e.getClass().getName() + place + ")";
    }
}
