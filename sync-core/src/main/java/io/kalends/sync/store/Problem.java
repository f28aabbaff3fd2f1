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

    public Problem {
        requireNonNull(what, "what");
        requireNonNull(action, "action");
        requireNonNull(since, "since");
    }
}
