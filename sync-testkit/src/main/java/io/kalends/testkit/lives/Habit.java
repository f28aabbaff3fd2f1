package io.kalends.testkit.lives;

import java.util.Optional;

/**
 * Something that people or programs of one side do.
 *
 * @param name for the trace
 * @param trick does it
 */
public record Habit(String name, Trick trick) {

    /** Does it. */
    @FunctionalInterface
    public interface Trick {

        /**
         * Does it.
         *
         * @return what was done, for the trace; empty if there was nothing to do it to
         */
        Optional<String> play(Pen pen);
    }
}
