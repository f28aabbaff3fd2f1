package io.kalends.sync;

/** Which way changes travel. Left is the host's side. */
public enum Direction {
    /** Both ways. */
    TWO_WAY,
    /** From left to right only: the host's records are shown elsewhere. */
    EXPORT,
    /** From right to left only: a foreign calendar is shown in the host. */
    IMPORT,
    /**
     * From left to right only, and kept so: what somebody edits or deletes on the right is put back, and the edit is kept as a
     * version. Records that were made on the right stay, as with {@link #EXPORT}, which leaves such differences as they are; but
     * what was made there below a record that is deleted on the left goes with it, and is kept.
     */
    MIRROR;

    /** {@link #EXPORT} by a name that fits two foreign sides. */
    public static final Direction LEFT_TO_RIGHT = EXPORT;

    /** {@link #IMPORT} by a name that fits two foreign sides. */
    public static final Direction RIGHT_TO_LEFT = IMPORT;

    /** Whether a change made on {@code from} travels to the other side. */
    public boolean flowsFrom(Side from) {
        return this == TWO_WAY || (this == IMPORT) == (from == Side.RIGHT);
    }

    /** Whether a change made where none may be made is put back. */
    public boolean putsBack() {
        return this == MIRROR;
    }
}
