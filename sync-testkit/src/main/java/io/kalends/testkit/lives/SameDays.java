package io.kalends.testkit.lives;

import io.kalends.sync.Direction;
import io.kalends.testkit.lives.BrokenPromise.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sides that are connected show the same days; a target shows its source's, but for what people changed there. */
record SameDays(Peace peace) {

    void check() {
        connected(peace.views());
        oneWay(peace.views());
    }

    private void connected(List<List<DayEntry>> views) {
        for (int side = 0; side < views.size(); side++) {
            int first = peace.stage().scene.alike(side).get(0);
            if (first != side) {
                alike(first, inside(views.get(first)), side, inside(views.get(side)));
            }
        }
    }

    private List<DayEntry> inside(List<DayEntry> view) {
        return view.stream()
                .filter(entry -> !peace.astray().has(peace.ledger().familyOf(entry)))
                .toList();
    }

    private void alike(int one, List<DayEntry> ofOne, int other, List<DayEntry> ofOther) {
        BrokenPromise.unless(
                Kind.SAME_DAYS,
                ofOne.equals(ofOther),
                () -> "only " + peace.stage().scene.name(one) + " has " + DayEntry.without(ofOne, ofOther) + ", only "
                        + peace.stage().scene.name(other) + " has " + DayEntry.without(ofOther, ofOne));
    }

    /** What nobody touched where nothing flows from is as at its source. */
    private void oneWay(List<List<DayEntry>> views) {
        for (Scene.Way way : peace.stage().scene.pairs()) {
            if (way.direction() != Direction.TWO_WAY) {
                boolean toRight = way.direction() != Direction.IMPORT;
                int source = toRight ? way.left() : way.right();
                int target = toRight ? way.right() : way.left();
                List<Integer> targets = peace.stage().scene.alike(target);
                Set<String> own = new HashSet<>();
                for (String family : peace.ledger().families()) {
                    boolean mirrored = way.direction() == Direction.MIRROR
                            && !targets.contains(peace.ledger().birthplace(family))
                            && !peace.ledger().wasRecast(family)
                            && isSingle(family, peace.stand().get(source));
                    if (!mirrored && peace.ledger().everAuthors(family).stream().anyMatch(targets::contains)) {
                        own.add(family);
                    }
                }
                alike(source, not(own, inside(views.get(source))), target, not(own, inside(views.get(target))));
            }
        }
    }

    /** What is made below a mirrored series stays there. */
    private boolean isSingle(String family, List<Item> items) {
        return items.stream()
                .noneMatch(item -> (item.isSeries() || item.isOccurrence())
                        && peace.ledger().familyOf(item, items).equals(family));
    }

    private List<DayEntry> not(Set<String> families, List<DayEntry> view) {
        return view.stream()
                .filter(entry -> !families.contains(peace.ledger().familyOf(entry)))
                .toList();
    }
}
