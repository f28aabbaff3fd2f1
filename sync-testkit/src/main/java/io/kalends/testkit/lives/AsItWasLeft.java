package io.kalends.testkit.lives;

import io.kalends.testkit.lives.BrokenPromise.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the people of one side alone changed is everywhere as they left it, and what nobody changed as it was. */
final class AsItWasLeft {

    /** Of each component, by its first side: what was seen of a family in the last peace. */
    private final Map<Integer, Map<String, List<DayEntry>>> atRest = new HashMap<>();

    /** A family that one side alone changed since the last peace is as it was left there; one that nobody changed, as it was. */
    void check(Peace peace) {
        for (int side = 0; side < peace.views().size(); side++) {
            List<Integer> component = peace.stage().scene.alike(side);
            if (component.get(0) == side) {
                check(peace, component, peace.views().get(side));
            }
        }
    }

    private void check(Peace peace, List<Integer> component, List<DayEntry> view) {
        int side = component.get(0);
        Map<String, List<DayEntry>> last = atRest.getOrDefault(side, Map.of());
        Map<String, List<DayEntry>> now = new HashMap<>();
        for (String family : peace.ledger().families()) {
            List<DayEntry> seen = peace.ledger().of(family, view);
            now.put(family, seen);
            Set<Integer> authors = peace.ledger().authors(family);
            boolean foreign =
                    peace.ledger().everAuthors(family).stream().anyMatch(author -> !component.contains(author));
            if (peace.astray().has(family) || foreign || (peace.astray().isForgetful() && !authors.isEmpty())) {
                continue;
            }
            List<DayEntry> expected =
                    authors.size() == 1 ? peace.ledger().once(peace.ledger().leftOf(family)) : last.get(family);
            if (authors.size() <= 1 && expected != null) {
                BrokenPromise.unless(
                        Kind.AS_IT_WAS_LEFT,
                        seen.equals(expected),
                        () -> family + " on " + peace.stage().scene.name(side) + " lacks "
                                + DayEntry.without(expected, seen) + ", and has " + DayEntry.without(seen, expected));
            }
        }
        atRest.put(side, now);
    }
}
