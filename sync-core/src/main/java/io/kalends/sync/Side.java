package io.kalends.sync;

/** One of the two sides of a pair. Left is the host's, where one of them is. */
public enum Side {
    LEFT,
    RIGHT;

    /** The side across. */
    public Side other() {
        return this == LEFT ? RIGHT : LEFT;
    }

    /** {@code "left"} or {@code "right"}, as it stands in reports. */
    public String label() {
        return this == LEFT ? "left" : "right";
    }
}
