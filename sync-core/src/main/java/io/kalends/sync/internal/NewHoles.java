package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.internal.Planning.Planned;
import io.kalends.sync.record.ChildNames;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The holes that new records are to have from the start. Their own creates follow; a side that can write both at once never
 * shows the record without them.
 */
record NewHoles<R>(RunContext<R> run, Planning<R> planning, Renamed<R> renamed) {

    /**
     * What is to be made below the records that are to be made.
     *
     * @param listed the sides whose listing is complete
     * @return the holes, as their side is to hold them, by the id of the link of the record they belong to
     */
    Map<String, List<R>> of(Collection<Planned<R>> planned, Set<Side> listed) {
        Optional<ChildNames<R>> names = run.rules().type().childNames();
        Map<String, List<R>> holes = new HashMap<>();
        if (names.isEmpty() || run.dryRun()) {
            return holes;
        }
        for (Side to : Side.values()) {
            Map<String, Link> parents = created(to, planned);
            if (!parents.isEmpty()) {
                below(to, parents, listed).forEach((link, record) -> {
                    if (names.get().isHole(record)) {
                        Observation child = link.on(to.other()).orElseThrow();
                        Link parent = requireNonNull(parents.get(child.parent()));
                        holes.computeIfAbsent(parent.id(), id -> new ArrayList<>())
                                .add(record);
                    }
                });
            }
        }
        return holes;
    }

    /** Links of new records that may have children, by the id on the side where they come from. */
    private Map<String, Link> created(Side to, Collection<Planned<R>> planned) {
        Map<String, Link> created = new HashMap<>();
        for (Planned<R> one : planned) {
            if (one.decision() instanceof Decision.Create<R> create
                    && create.to() == to
                    && renamed.mayHaveChildren(one.link())) {
                created.put(one.link().on(to.other()).orElseThrow().id(), one.link());
            }
        }
        return created;
    }

    /** The records that are to be made below those, as if these were there. */
    private Map<Link, R> below(Side to, Map<String, Link> parents, Set<Side> listed) {
        List<Link> children = run.children(to.other(), parents.keySet()).stream()
                .filter(child -> child.on(to).isEmpty() && child.intent() == null && child.due() != null)
                .toList();
        Set<String> links = new HashSet<>();
        parents.values().forEach(parent -> links.add(parent.id()));
        Map<Link, R> made = new LinkedHashMap<>();
        planning.plan(unmet(to, children), listed, links, Set.of()).values().forEach(one -> {
            if (one.decision() instanceof Decision.Create<R> create) {
                made.put(one.link(), create.record());
            }
        });
        return made;
    }

    /** Those that cannot be what stands on their side already, without its parent. */
    private List<Link> unmet(Side to, List<Link> children) {
        if (children.isEmpty()) {
            return children;
        }
        Set<Long> names = new HashSet<>();
        children.forEach(child -> names.add(child.on(to.other()).orElseThrow().identity()));
        Set<Long> met = new HashSet<>();
        run.store()
                .alike(run.pairId(), to, names, Set.of(), Set.of())
                .forEach(link -> met.add(link.on(to).orElseThrow().identity()));
        return children.stream()
                .filter(child ->
                        !met.contains(child.on(to.other()).orElseThrow().identity()))
                .toList();
    }
}
