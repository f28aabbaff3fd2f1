package io.kalends.emulators.google;

/**
 * What becomes of an exception that is given the very content, time and status again that its series gives to that
 * occurrence. Google has no call that puts an occurrence back, and does not say whether one that was ever changed follows
 * its series again.
 */
public enum ResetOccurrences {
    /** It stays an exception: it is listed for good, and a later change of its series does not reach it. */
    KEPT,

    /**
     * It is an occurrence like any other again, without properties of its own: the next delta tells it once more, a full
     * listing does not, and later changes of its series reach it.
     */
    FOLDED
}
