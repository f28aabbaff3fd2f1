package io.kalends.testkit.lives;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out steps of a life as long as it still breaks the same promise. */
final class Shrinker {

    private final Predicate<List<Step>> breaks;
    private int patience;

    /** @param patience how many lives may be tried */
    Shrinker(Predicate<List<Step>> breaks, int patience) {
        this.breaks = breaks;
        this.patience = patience;
    }

    List<Step> smallest(List<Step> steps) {
        List<Step> kept = steps;
        for (int size = Math.max(1, steps.size() / 2); size >= 1; size = size == 1 ? 0 : size / 2) {
            boolean shorter = true;
            while (shorter && patience > 0) {
                List<Step> tried = without(kept, size);
                shorter = size == 1 && tried.size() < kept.size();
                kept = tried;
            }
        }
        return kept;
    }

    /** Leaves out each stretch of this length that is not needed, from the end on. */
    private List<Step> without(List<Step> steps, int size) {
        List<Step> kept = new ArrayList<>(steps);
        for (int from = kept.size() - size; from >= 0 && patience > 0; from -= size) {
            List<Step> tried = new ArrayList<>(kept);
            tried.subList(from, Math.min(tried.size(), from + size)).clear();
            patience--;
            if (breaks.test(tried)) {
                kept = tried;
            }
        }
        return kept;
    }
}
