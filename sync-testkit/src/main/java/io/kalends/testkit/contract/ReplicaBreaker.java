package io.kalends.testkit.contract;

/** Breaks the way between a replica and its side. */
public interface ReplicaBreaker {

    /** No call gets through until {@link #up}. */
    void down();

    void up();

    /** The next write call is made at the side, but its answer does not come back. */
    void loseNextAnswer();

    /** Every cursor given out so far has expired. */
    void expireCursors();
}
