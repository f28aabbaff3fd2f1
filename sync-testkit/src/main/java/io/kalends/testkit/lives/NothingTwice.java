package io.kalends.testkit.lives;

import io.kalends.testkit.lives.BrokenPromise.Kind;
import java.util.List;

/** Nothing stands twice at one time under one title. */
record NothingTwice(Peace peace) {

    /** Two who split and stretch a series at once may make it overlap itself. */
    void check() {
        for (int side = 0; side < peace.stand().size(); side++) {
            List<Item> items = peace.stand().get(side);
            List<DayEntry> doubles = Ledger.twice(peace.days().of(items)).stream()
                    .filter(entry -> !peace.ledger().wasMadeTwice(entry)
                            && !overlapsItself(peace.ledger().familyOf(entry), items))
                    .toList();
            String name = peace.stage().scene.name(side);
            BrokenPromise.unless(Kind.NOTHING_TWICE, doubles.isEmpty(), () -> name + " has twice " + doubles);
        }
    }

    private boolean overlapsItself(String family, List<Item> items) {
        return (peace.ledger().wasContended(family) || isOfTwoComponents(family))
                && items.stream()
                                .filter(item -> !item.isOccurrence()
                                        && peace.ledger().familyOf(item, items).equals(family))
                                .count()
                        > 1;
    }

    private boolean isOfTwoComponents(String family) {
        return peace.ledger().everAuthors(family).stream()
                        .map(side -> peace.stage().scene.alike(side).get(0))
                        .distinct()
                        .count()
                > 1;
    }
}
