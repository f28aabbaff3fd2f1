package io.kalends.testkit.lives;

/**
 * Makes sides of one kind.
 *
 * @param name for the trace, as {@code google}
 * @param opening opens one
 */
public record SideKind(String name, Opening opening) {

    /** Opens a side. */
    @FunctionalInterface
    public interface Opening {

        /** An empty calendar of a life's own. */
        LifeSide open(Room room);
    }

    @Override
    public String toString() {
        return name;
    }
}
