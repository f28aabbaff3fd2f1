package io.kalends.emulators.google;

/**
 * What becomes of an exception whose series has no occurrence at its original start any more, since it starts at another
 * time or by another rule now. Google does not say.
 */
public enum UnscheduledExceptions {
    /** It is cancelled, and the next delta tells that; one that was cancelled before vanishes. */
    CANCELLED,

    /** It vanishes without a word: no row tells of it, and who asks for it is told 404. */
    VANISHED,

    /** It stays as it is, at a time of its own; of an event that is no series any more it is cancelled. */
    KEPT
}
