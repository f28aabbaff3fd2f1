package io.kalends.sync.internal;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Family;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Entry;
import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a page of changes says of the children of parents whose families it tells whole. */
record WholeFamilies<R>(RunContext<R> run) {

    /** Adds a removal for each child that is known and was not told with its family. */
    void addMissing(Side side, ChangePage<R> page, Map<String, Entry<R>> told) {
        // What a complete listing leaves out is found when the listing ends.
        boolean swept = page.listing() == Listing.FULL || page.listing() == Listing.SNAPSHOT;
        if (swept || page.families().isEmpty()) {
            return;
        }
        Set<String> parents = new HashSet<>();
        page.families().forEach(family -> parents.add(family.parent()));
        for (Link link : run.children(side, parents)) {
            link.on(side)
                    .filter(Observation::isThere)
                    .filter(child -> page.families().stream().anyMatch(family -> tellsOf(family, child)))
                    .ifPresent(child -> told.putIfAbsent(child.id(), Entry.removed(child.id())));
        }
    }

    private static boolean tellsOf(Family family, Observation child) {
        return family.parent().equals(child.parent()) && family.tellsOf(child.revision());
    }

    /** Whether a child is told by its family alone, though it was known as a record of its own. */
    static boolean isDoubtful(Set<Family> families, Versioned<?> told, Observation known) {
        String revision = told.revision();
        return revision != null
                && !revision.equals(known.revision())
                && families.stream()
                        .anyMatch(
                                family -> family.parent().equals(told.parent()) && revision.equals(family.revision()));
    }
}
