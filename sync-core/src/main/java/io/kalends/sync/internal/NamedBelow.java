package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Entry;
import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.ChildNames;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names new children as their parents are named on the side where they are to be: the two sides may know a series by two UIDs,
 * or one of them may hold it as floating and the other in a zone.
 */
final class NamedBelow<R> {

    private final RunContext<R> run;
    private final Optional<ChildNames<R>> names;

    NamedBelow(RunContext<R> run) {
        this.run = run;
        this.names = run.rules().type().childNames();
    }

    /**
     * What gives a child its name on the side where it is missing, by link id; nothing for one that keeps its own.
     *
     * @param parents for each side, the parents' links by their ids there
     */
    Map<String, UnaryOperator<R>> of(List<Link> links, Map<Side, Map<String, Link>> parents) {
        Map<String, UnaryOperator<R>> named = new HashMap<>();
        for (Side from : Side.values()) {
            Map<String, Link> differing = new HashMap<>();
            for (Link link : links) {
                Link parent = link.isOn(from.other())
                        ? null
                        : link.on(from)
                                .map(Observation::parent)
                                .map(requireNonNull(parents.get(from))::get)
                                .orElse(null);
                if (parent != null && isNamedOtherwiseAcross(parent)) {
                    differing.put(link.id(), parent);
                }
            }
            load(Side.LEFT, differing.values());
            load(Side.RIGHT, differing.values());
            differing.forEach((child, parent) -> {
                Versioned<R> here = cached(from, parent);
                Versioned<R> across = cached(from.other(), parent);
                if (here != null && across != null) {
                    named.put(
                            child,
                            agree(parent)
                                    ? record -> names.orElseThrow().across(record, here.record(), across.record())
                                    : record -> names.orElseThrow().likewise(record, here.record(), across.record()));
                }
            });
        }
        return named;
    }

    /**
     * The identities by which new children would be known on the other side, by link id, where these are others than here.
     *
     * @param from the side on which they are new
     */
    Map<String, Long> identitiesAcross(Side from, List<Link> children) {
        Map<String, Long> identities = new HashMap<>();
        Set<String> above = new HashSet<>();
        children.forEach(child -> child.on(from).map(Observation::parent).ifPresent(above::add));
        if (names.isEmpty() || above.isEmpty() || run.rules().pair().parentsIn().isPresent()) {
            return identities;
        }
        Map<String, Link> parents = new HashMap<>();
        run.store()
                .linksOf(run.pairId(), from, above)
                .forEach(parent -> parents.put(parent.on(from).orElseThrow().id(), parent));
        Map<String, UnaryOperator<R>> named = of(children, Map.of(from, parents, from.other(), Map.of()));
        List<Link> others =
                children.stream().filter(child -> named.containsKey(child.id())).toList();
        load(from, others);
        for (Link child : others) {
            Versioned<R> record = cached(from, child);
            if (record != null) {
                identities.put(
                        child.id(),
                        run.observer()
                                .identity(requireNonNull(named.get(child.id())).apply(record.record())));
            }
        }
        return identities;
    }

    private boolean isNamedOtherwiseAcross(Link parent) {
        if (names.isEmpty() || !parent.isOn(Side.LEFT) || !parent.isOn(Side.RIGHT)) {
            return false;
        }
        Observation left = parent.on(Side.LEFT).orElseThrow();
        Observation right = parent.on(Side.RIGHT).orElseThrow();
        Agreement base = parent.agreement();
        return agree(parent)
                ? left.identity() != right.identity() || differ(left.fields(), right.fields())
                : base != null && differ(base.of(Side.LEFT), base.of(Side.RIGHT));
    }

    private boolean differ(FieldStates left, FieldStates right) {
        return names.orElseThrow().fields().stream()
                .anyMatch(field -> !left.get(field).equals(right.get(field)));
    }

    /** While it is on its way its two halves differ by an edit, and not only by how the sides name it. */
    private boolean agree(Link parent) {
        return parent.status() == LinkStatus.SYNCED
                && names.orElseThrow().fields().stream().allMatch(field -> agree(parent, field));
    }

    /** Whether what the sides hold of a field is what they agreed on, each in its own form. */
    private static boolean agree(Link link, String field) {
        Agreement base = link.agreement();
        return base != null
                && !base.apart().contains(field)
                && Stream.of(Side.values()).allMatch(side -> {
                    FieldState now = link.on(side).orElseThrow().fields().get(field);
                    return !now.isUnknown() && now.equals(base.of(side).get(field));
                });
    }

    private void load(Side side, Collection<Link> records) {
        Set<String> missing = new HashSet<>();
        records.forEach(record -> {
            if (cached(side, record) == null) {
                missing.add(record.on(side).orElseThrow().id());
            }
        });
        if (!missing.isEmpty()) {
            run.fetch(side, missing).values().forEach(entry -> {
                if (entry instanceof Entry.Present<R> present) {
                    run.cache().put(side, present.record());
                }
            });
        }
    }

    private @Nullable Versioned<R> cached(Side side, Link record) {
        return run.cache().get(side, record.on(side).orElseThrow().id());
    }
}
