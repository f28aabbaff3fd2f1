package io.kalends.testkit.lives;

import java.util.Optional;

/**
 * Something that people or programs of one side do.
 *
 * @param name for the trace
 * @param trick does it
 * @param renames whether records go by other names after it, so that nobody can tell what is whose if they are edited elsewhere
 *     at the same time
 */
public record Habit(String name, Trick trick, boolean renames) {

    /** What leaves records their names. */
    public Habit(String name, Trick trick) {
        this(name, trick, false);
    }

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
