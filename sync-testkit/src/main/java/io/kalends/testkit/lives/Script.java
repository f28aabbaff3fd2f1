package io.kalends.testkit.lives;

import java.util.List;

/**
 * A life that may be lived, again and again.
 *
 * @param scene where
 * @param steps what happens
 */
record Script(Scene scene, List<Step> steps) {

    Script {
        steps = List.copyOf(steps);
    }
}
