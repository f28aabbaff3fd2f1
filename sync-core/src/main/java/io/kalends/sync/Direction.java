package io.kalends.sync;

/** Which way changes travel. Left is the host's side. */
public enum Direction {
    /** Both ways. */
    TWO_WAY,
    /** From left to right only: the host's records are shown elsewhere. */
    EXPORT,
    /** From right to left only: a foreign calendar is shown in the host. */
    IMPORT;

    /** {@link #EXPORT} by a name that fits two foreign sides. */
    public static final Direction LEFT_TO_RIGHT = EXPORT;

    /** {@link #IMPORT} by a name that fits two foreign sides. */
    public static final Direction RIGHT_TO_LEFT = IMPORT;

    /** Whether a change made on {@code from} travels to the other side. */
    public boolean flowsFrom(Side from) {
        return this == TWO_WAY || (this == EXPORT) == (from == Side.LEFT);
    }
}
