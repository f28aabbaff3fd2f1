package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Why a link does not move.
 *
 * @param what what is wrong, in the side's own words where it gave some; never content
 * @param action what to do about it
 * @param since since when
 */
public record Problem(String what, String action, Instant since) {

    private static final String ARROW = " → ";

    /**
     * What somebody told, which may say after an arrow what to do about it.
     *
     * @param told "what is wrong", or "what is wrong → what to do"
     * @param otherwise what to do where it says nothing of that
     */
    public static Problem told(String told, String otherwise, Instant since) {
        int arrow = told.lastIndexOf(ARROW);
        return arrow < 0
                ? new Problem(told, otherwise, since)
                : new Problem(told.substring(0, arrow), told.substring(arrow + ARROW.length()), since);
    }

    public Problem {
        requireNonNull(what, "what");
        requireNonNull(action, "action");
        requireNonNull(since, "since");
    }
}
