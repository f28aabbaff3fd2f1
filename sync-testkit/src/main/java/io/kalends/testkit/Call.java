package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

/**
 * A call to a replica or a store, as a {@link CallHook} sees it.
 *
 * @param target the replica's id, or {@code "store"}
 * @param operation what was called: {@code "open"}, {@code "changes"}, {@code "fetch"}, {@code "write"}, or the name of the
 *     store's method
 * @param number how many calls of this operation the target has had, this one included
 */
public record Call(String target, String operation, int number) {

    public static final String OPEN = "open";
    public static final String CHANGES = "changes";
    public static final String FETCH = "fetch";
    public static final String WRITE = "write";

    public Call {
        requireNonNull(target, "target");
        requireNonNull(operation, "operation");
    }

    @Override
    public String toString() {
        return target + "." + operation + "#" + number;
    }
}
