package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Entry;
import io.kalends.sync.Side;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkBuilder;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds what the planner must know of a link's family: where its parent stands, and whether its children were edited. */
final class Families<R> {

    private static final Set<LinkStatus> UNSETTLED =
            Set.of(LinkStatus.PENDING, LinkStatus.CONFLICT, LinkStatus.HELD, LinkStatus.FAILED);

    private final RunContext<R> run;
    private final NamedBelow<R> namedBelow;
    private final OtherPairs<R> otherPairs;

    Families(RunContext<R> run) {
        this.run = run;
        this.namedBelow = new NamedBelow<>(run);
        this.otherPairs = new OtherPairs<>(run);
    }

    /** The situation of each of these links, by link id; two store calls a side at most. */
    Map<String, Situation<R>> situations(
            List<Link> links, Set<Side> listed, Set<String> toBeCreated, Set<String> toBeRemoved) {
        Map<Side, Map<String, Link>> parents = new EnumMap<>(Side.class);
        Map<Side, Set<String>> edited = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            parents.put(side, parents(side, links));
            edited.put(side, parentsOfEdited(side, links));
        }
        Set<String> outside = belowOutside(links, parents);
        Map<String, UnaryOperator<R>> named = namedBelow.of(links, parents);
        Map<String, Elsewhere> elsewhere = otherPairs.of(links);
        Set<Side> fresh = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            if (run.state().on(side).foundEmpty()) {
                fresh.add(side);
            }
        }
        Map<String, Situation<R>> situations = new HashMap<>();
        for (Link link : links) {
            Set<Side> familyEdited = EnumSet.noneOf(Side.class);
            for (Side side : Side.values()) {
                if (link.on(side)
                        .map(half -> requireNonNull(edited.get(side)).contains(half.id()))
                        .orElse(false)) {
                    familyEdited.add(side);
                }
            }
            // A parent in another pair is that pair's affair.
            boolean revived = run.rules().pair().parentsIn().isEmpty() && isRevived(link, parents, toBeRemoved);
            situations.put(
                    link.id(),
                    new Situation<>(
                            listed,
                            parentOn(Side.LEFT, link, parents, toBeCreated),
                            parentOn(Side.RIGHT, link, parents, toBeCreated),
                            outside.contains(link.id())
                                    ? "the record it belongs to lies outside what is kept in sync"
                                    : whyParentStays(link, parents),
                            named.getOrDefault(link.id(), UnaryOperator.identity()),
                            familyEdited,
                            revived,
                            fresh,
                            elsewhere.getOrDefault(link.id(), Elsewhere.NOTHING),
                            null));
        }
        return situations;
    }

    /** Ids of links of one side's records whose parents have no link, since they lie outside what is kept in sync. */
    private Set<String> belowOutside(List<Link> links, Map<Side, Map<String, Link>> parents) {
        Set<String> below = new HashSet<>();
        if (run.rules().keepsAll()) {
            return below;
        }
        for (Side side : Side.values()) {
            Map<String, List<String>> children = new HashMap<>();
            for (Link link : links) {
                String parent = link.on(side).map(Observation::parent).orElse(null);
                if (parent != null
                        && link.on(side.other()).isEmpty()
                        && !requireNonNull(parents.get(side)).containsKey(parent)) {
                    children.computeIfAbsent(parent, id -> new ArrayList<>()).add(link.id());
                }
            }
            if (!children.isEmpty()) {
                run.fetch(side, children.keySet()).forEach((id, entry) -> {
                    if (entry instanceof Entry.Present<R> parent
                            && !run.observer().inScope(parent.record().record())) {
                        below.addAll(requireNonNull(children.get(id)));
                    }
                });
            }
        }
        return below;
    }

    /** Why the record's parent, which is gone from the other side or never was there, does not come (back) to it. */
    private @Nullable String whyParentStays(Link link, Map<Side, Map<String, Link>> parents) {
        for (Side from : Side.values()) {
            Side to = from.other();
            String id = link.on(from).map(Observation::parent).orElse(null);
            Link parent = id == null ? null : requireNonNull(parents.get(from)).get(id);
            if (parent == null || !parent.isOn(from) || parent.isOn(to)) {
                continue;
            }
            boolean takenAway = isDeleted(parent, to)
                    && !run.rules().flows(to)
                    && !run.rules().putsBack(to);
            if (takenAway || parent.status() == LinkStatus.LOCAL_ONLY) {
                return "the record it belongs to stays on the " + from.label() + " side";
            }
        }
        return null;
    }

    /** Its parent is gone where it is gone itself, but stays on the other side. */
    private static boolean isRevived(Link link, Map<Side, Map<String, Link>> parents, Set<String> toBeRemoved) {
        for (Side gone : Side.values()) {
            Observation there =
                    link.on(gone.other()).filter(Observation::isThere).orElse(null);
            Link parent = there == null || there.parent() == null
                    ? null
                    : requireNonNull(parents.get(gone.other())).get(there.parent());
            if (isDeleted(link, gone)
                    && parent != null
                    && isDeleted(parent, gone)
                    && parent.isOn(gone.other())
                    && !toBeRemoved.contains(parent.id())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDeleted(Link link, Side side) {
        return link.on(side).map(half -> half.presence() == Presence.DELETED).orElse(false);
    }

    private Map<String, Link> parents(Side side, List<Link> links) {
        Set<String> ids = new LinkedHashSet<>();
        links.forEach(link -> link.on(side).map(Observation::parent).ifPresent(ids::add));
        Map<String, Link> parents = new HashMap<>();
        if (!ids.isEmpty()) {
            for (Link parent :
                    run.store().linksOf(run.rules().pair().parentsIn().orElse(run.pairId()), side, ids)) {
                parents.put(parent.on(side).orElseThrow().id(), parent);
            }
        }
        return parents;
    }

    /** Ids of those links whose parent is not on both sides as it should be. */
    Set<String> belowUnsettled(List<Link> links) {
        Set<String> below = new HashSet<>();
        for (Side side : Side.values()) {
            Map<String, Link> parents = parents(side, links);
            for (Link link : links) {
                link.on(side)
                        .map(half -> half.parent() == null ? null : parents.get(half.parent()))
                        .filter(parent -> UNSETTLED.contains(parent.status()))
                        .ifPresent(parent -> below.add(link.id()));
            }
        }
        return below;
    }

    /** The id, on a side, of the record that a link's record belongs to, as far as it is there. */
    private static @Nullable String parentOn(
            Side side, Link link, Map<Side, Map<String, Link>> parents, Set<String> toBeCreated) {
        for (Side known : Side.values()) {
            String id = link.on(known).map(Observation::parent).orElse(null);
            Link parent = id == null ? null : requireNonNull(parents.get(known)).get(id);
            if (parent == null) {
                continue;
            }
            Observation half = parent.on(side).orElse(null);
            if (half != null && half.presence() != Presence.DELETED) {
                return half.id();
            }
            if (toBeCreated.contains(parent.id())) {
                return "(to be created)";
            }
        }
        return null;
    }

    /** Of records that are gone on one side: those whose children the other side edited or added meanwhile. */
    private Set<String> parentsOfEdited(Side side, List<Link> links) {
        Set<String> ids = new LinkedHashSet<>();
        for (Link link : links) {
            boolean goneAcross = link.on(side.other())
                    .map(half -> half.presence() == Presence.DELETED)
                    .orElse(false);
            if (goneAcross && link.agreement() != null) {
                link.on(side).filter(Observation::isThere).ifPresent(half -> ids.add(half.id()));
            }
        }
        Set<String> edited = new HashSet<>();
        if (!ids.isEmpty()) {
            for (Link child : run.children(side, ids)) {
                Observation half = child.on(side).orElseThrow();
                if (isEdited(child, half, side)) {
                    edited.add(String.valueOf(half.parent()));
                }
            }
        }
        return edited;
    }

    /** Whether a child was edited, or added, since the two sides last agreed. */
    private boolean isEdited(Link child, Observation half, Side side) {
        Agreement base = child.agreement();
        return half.isThere() && (base == null || run.rules().isEdited(half, base, side));
    }

    /** Ids of the children of a record that were edited or added on a side. */
    Set<String> editedChildren(Link parent, Side side) {
        Set<String> edited = new HashSet<>();
        for (Link child : childrenOf(parent)) {
            child.on(side).filter(half -> isEdited(child, half, side)).ifPresent(half -> edited.add(half.id()));
        }
        return edited;
    }

    /** Ids of the children of a record that stand on this side and never stood on the other. */
    Set<String> childrenOnlyOn(Side side, Link parent) {
        Set<String> own = new HashSet<>();
        for (Link child : childrenOf(parent)) {
            if (child.isOn(side) && child.on(side.other()).isEmpty()) {
                own.add(child.on(side).orElseThrow().id());
            }
        }
        return own;
    }

    /** The links of a deleted record's children that are still there on either side. */
    List<Link> childrenOf(Link parent) {
        Map<String, Link> children = new HashMap<>();
        for (Side side : Side.values()) {
            parent.on(side)
                    .ifPresent(half ->
                            run.children(side, List.of(half.id())).forEach(child -> children.put(child.id(), child)));
        }
        return List.copyOf(children.values());
    }

    /** A deleted record takes its children with it, but for those that the other side still lists. */
    void goWith(Link parent, Side side, Settler<R> settler, Changes changes) {
        for (Link child : childrenOf(parent)) {
            Link went = child.on(side).isPresent() ? settler.removed(child, side) : child;
            boolean stays = child.isOn(side.other());
            changes.put(stays || went.on(side.other()).isEmpty() ? went : settler.removed(went, side.other()));
        }
    }

    /** A record that is made again on a side brings the children back that went with it, whether that was told or not. */
    void bringBack(Link parent, Side side, Changes changes) {
        callHome(List.of(parent), side, Set.of(), changes);
        if (parent.on(side).isEmpty()) {
            return;
        }
        List<Link> all = childrenOf(parent);
        for (Link child : all) {
            Observation here = child.on(side.other()).orElse(null);
            if (here != null
                    && child.on(side).isEmpty()
                    && child.agreement() == null
                    && child.intent() == null
                    && run.rules().isBornOn(side, here.origin())) {
                // Whatever it was a copy of went with the parent, and comes back with it.
                changes.put(run.observer().wentWithParent(child, side));
            }
        }
        List<Link> children = all.stream()
                .filter(child -> child.on(side).isPresent() && child.isOn(side.other()))
                .toList();
        Set<String> gone = goneOf(side, children);
        for (Link child : children) {
            if (gone.contains(child.on(side).orElseThrow().id())) {
                changes.put(run.observer().wentWithParent(child, side));
            }
        }
    }

    /**
     * Makes due children that came to a side before these parents and stand alone there, or that waited for them to come.
     *
     * @param planned links that are to be planned anyway
     */
    void callHome(Collection<Link> parents, Side side, Set<String> planned, Changes changes) {
        Set<String> across = new HashSet<>();
        parents.forEach(parent -> parent.on(side.other()).ifPresent(half -> across.add(half.id())));
        if (across.isEmpty()) {
            return;
        }
        for (Link child : run.children(side.other(), across)) {
            if (planned.contains(child.id())) {
                continue;
            }
            if (standsAlone(child, side) || waitsForParent(child, side)) {
                changes.put(due(child.change()));
            } else if (child.status() == LinkStatus.LOCAL_ONLY && child.on(side).isEmpty()) {
                // What kept it on its side may have been its parent.
                changes.put(due(child.change().agreement(null)));
            }
        }
    }

    /** Makes due children of which there was nothing to do on a side, whose parent is another one there now. */
    void askAgain(Link parent, Side side, Changes changes) {
        parent.on(side.other())
                .ifPresent(half -> run.children(side.other(), List.of(half.id())).stream()
                        .filter(child -> child.status() == LinkStatus.LOCAL_ONLY
                                && child.agreement() == null
                                && child.on(side).isEmpty())
                        .forEach(child -> changes.put(due(child.change()))));
    }

    private static Link due(LinkBuilder child) {
        return child.status(LinkStatus.PENDING).due(Observer.AT_ONCE).build();
    }

    private static boolean standsAlone(Link child, Side side) {
        return child.status() == LinkStatus.SYNCED
                && child.on(side)
                        .filter(Observation::isThere)
                        .map(there -> there.parent() == null)
                        .orElse(false);
    }

    /** Not one whose own write was put off: that is told by its tries. */
    private static boolean waitsForParent(Link child, Side side) {
        return child.status() == LinkStatus.PENDING
                && child.intent() == null
                && child.attempts() == 0
                && child.due() != null
                && !child.isOn(side);
    }

    /** Those that are known to be gone, and those that went without a word. */
    private Set<String> goneOf(Side side, List<Link> children) {
        Set<String> gone = new HashSet<>();
        Set<String> untold = new HashSet<>();
        for (Link child : children) {
            Observation half = child.on(side).orElseThrow();
            (half.presence() == Presence.DELETED ? gone : untold).add(half.id());
        }
        if (!untold.isEmpty()) {
            run.fetch(side, untold).forEach((id, entry) -> {
                if (entry instanceof Entry.Removed<R>) {
                    gone.add(id);
                }
            });
        }
        return gone;
    }
}
