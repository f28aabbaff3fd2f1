package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Entry;
import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.ChildNames;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows children through a change of what names them: a series that is moved or split renames its exceptions. Before such
 * a change is written the children's edits on the receiving side are brought home, since that side may drop them with it;
 * afterwards they are looked at again, since what the side dropped or renamed by itself was deleted by nobody.
 */
final class Renamed<R> {

    /** New records that may go on with a series which was cut off in the same run. */
    private static final int MAX_HEIRS = 100;

    private final RunContext<R> run;
    private final Optional<ChildNames<R>> names;
    private final Keeper<R> keeper;
    private final Map<Side, Map<String, Shape<R>>> shapes =
            Map.of(Side.LEFT, new HashMap<>(), Side.RIGHT, new HashMap<>());
    private final Map<Side, List<R>> heirs = Map.of(Side.LEFT, new ArrayList<>(), Side.RIGHT, new ArrayList<>());

    private final Set<String> lookedBefore = new HashSet<>();

    /** A parent before and after the change that is on its way to a side. */
    private record Shape<R>(R before, R now) {}

    Renamed(RunContext<R> run) {
        this.run = run;
        this.names = run.rules().type().childNames();
        this.keeper = new Keeper<>(run.rules().type());
    }

    /** Whether a write of these fields may rename children. */
    boolean names(Set<String> fields) {
        return names.map(ChildNames::fields).orElse(Set.of()).stream().anyMatch(fields::contains);
    }

    /** Whether a record may have children, on either side, as it was seen last. */
    boolean mayHaveChildren(Link link) {
        Optional<String> field = names.flatMap(ChildNames::fieldOfParents);
        if (names.isEmpty()) {
            return false;
        }
        return field.isEmpty()
                || Stream.of(Side.values())
                        .flatMap(side -> link.on(side).stream())
                        .anyMatch(half -> !half.fields().get(field.get()).isEmpty());
    }

    /** A record that is new on a side: it may go on with a series that was cut off there. */
    void isNew(Side on, R record) {
        List<R> known = requireNonNull(heirs.get(on));
        if (names.isPresent() && run.rules().type().parent(record).isEmpty() && known.size() < MAX_HEIRS) {
            known.add(record);
        }
    }

    /**
     * Notes a change of what names a record's children, and tells whether it must wait for theirs.
     *
     * @param to the side that it is to be written to
     * @param waiting ids of links that cannot move now, and so hold up nobody
     */
    boolean waitsForChildren(Link parent, Side to, Contents<R> contents, Collection<String> waiting) {
        String id = parent.on(to).orElseThrow().id();
        lookBefore(to, id);
        boolean gone = false;
        boolean edited = false;
        for (Link child : run.children(to, List.of(id))) {
            gone |= isGone(child, to.other());
            // One that is tried again, or in doubt, comes home by a later run.
            edited |= isNotHome(child, to)
                    && !waiting.contains(child.id())
                    && (child.due() != null || child.intent() != null);
        }
        Versioned<R> now = contents.on(to.other());
        if (gone && now != null) {
            load(to, Set.of(id));
            Versioned<R> before = run.cache().get(to, id);
            if (before != null) {
                requireNonNull(shapes.get(to)).putIfAbsent(id, new Shape<>(before.record(), now.record()));
            }
        }
        return edited;
    }

    /** One that was never compared with the other side's: it may go with the write, and is brought home before. */
    private boolean isNew(Link child, Side side) {
        return child.agreement() == null
                && child.isOn(side)
                && (child.isOn(side.other()) || run.rules().flows(side));
    }

    private boolean isNotHome(Link child, Side side) {
        return isEdited(child, side) || isNew(child, side);
    }

    /** Children on a side that the other one does not have, or not so, and that nothing brings there now, or ever. */
    List<Link> notHome(Side on, List<String> parents) {
        return run.children(on, parents).stream()
                .filter(child -> child.isOn(on)
                        && (isNotHome(child, on) || child.on(on.other()).isEmpty()))
                .toList();
    }

    /**
     * What somebody did to the children since they were seen last is known before their parent is written: afterwards it could
     * not be told from what the side itself did to them.
     */
    private void lookBefore(Side to, String parent) {
        if (run.dryRun() || !lookedBefore.add(to + parent)) {
            return;
        }
        Map<String, Link> children = new LinkedHashMap<>();
        for (Link child : run.children(to, List.of(parent))) {
            if (isThereOnBoth(child) && child.intent() == null) {
                children.put(child.on(to).orElseThrow().id(), child);
            }
        }
        run.fetchAndObserve(to, children);
    }

    private boolean isEdited(Link child, Side side) {
        Agreement base = child.agreement();
        Observation half = child.on(side).orElse(null);
        return base != null && half != null && half.isThere() && run.rules().isEdited(half, base, side);
    }

    private static boolean isGone(Link link, Side side) {
        return link.on(side).map(half -> half.presence() == Presence.DELETED).orElse(false);
    }

    /**
     * Where records that are gone from a side live on under another name.
     *
     * @return one-sided links, by the id of the link whose record is gone; the content of all is at hand
     */
    Map<String, Link> successors(List<Link> links) {
        Map<String, Link> successors = new HashMap<>();
        for (Side gone : Side.values()) {
            Map<String, Shape<R>> changed = requireNonNull(shapes.get(gone.other()));
            Map<String, Link> left = new LinkedHashMap<>();
            for (Link link : links) {
                Observation there = link.on(gone.other()).orElse(null);
                if (there != null
                        && there.isThere()
                        && there.parent() != null
                        && changed.containsKey(there.parent())
                        && isGone(link, gone)
                        && link.agreement() != null
                        && run.rules().flows(gone)) {
                    left.put(there.id(), link);
                }
            }
            if (!left.isEmpty()) {
                find(gone, left, changed, successors);
            }
        }
        return successors;
    }

    private void find(Side gone, Map<String, Link> left, Map<String, Shape<R>> changed, Map<String, Link> successors) {
        load(gone.other(), left.keySet());
        Map<Link, List<Long>> namesOf = new LinkedHashMap<>();
        Set<Long> all = new HashSet<>();
        left.forEach((id, link) -> {
            Versioned<R> child = run.cache().get(gone.other(), id);
            if (child != null && child.parent() != null) {
                Shape<R> shape = requireNonNull(changed.get(
                        requireNonNull(link.on(gone.other()).orElseThrow().parent())));
                List<Long> newNames = newNames(gone, child.record(), shape);
                namesOf.put(link, newNames);
                all.addAll(newNames);
            }
        });
        Map<Long, Link> free = new HashMap<>();
        for (Link heir : run.store().alike(run.pairId(), gone, all, Set.of(), Set.of())) {
            Observation seen = heir.on(gone).orElseThrow();
            if (seen.isThere() && heir.on(gone.other()).isEmpty() && heir.agreement() == null) {
                free.putIfAbsent(seen.identity(), heir);
            }
        }
        Set<String> records = new HashSet<>();
        namesOf.forEach((link, newNames) -> newNames.stream()
                .filter(free::containsKey)
                .findFirst()
                .map(free::remove)
                .ifPresent(heir -> {
                    successors.put(link.id(), heir);
                    records.add(heir.on(gone).orElseThrow().id());
                }));
        load(gone, records);
    }

    /** What a child may be called now: under its own parent as that is now, or under one that goes on with that. */
    private List<Long> newNames(Side gone, R child, Shape<R> shape) {
        List<Long> found = new ArrayList<>();
        found.add(name(child, shape.before(), shape.now()));
        requireNonNull(heirs.get(gone)).stream()
                .filter(heir -> names.orElseThrow().mayGoOn(shape.before(), shape.now(), heir))
                .forEach(heir -> found.add(name(child, shape.before(), heir)));
        return found;
    }

    private long name(R child, R before, R now) {
        return run.observer().identity(names.orElseThrow().rename(child, before, now));
    }

    /** Brings records into the cache as they are now; what they say is observed when their own link is planned. */
    private void load(Side side, Set<String> ids) {
        List<String> missing =
                ids.stream().filter(id -> run.cache().get(side, id) == null).toList();
        run.fetch(side, missing).values().forEach(entry -> {
            if (entry instanceof Entry.Present<R> present) {
                run.cache().put(side, present.record());
            }
        });
    }

    /** Whatever was edited of it under its former name is with the new one: from here on it is a deletion like any other. */
    Link isCarried(Link link, Side from, Changes changes) {
        Agreement base = link.agreement() == null ? NEVER : link.agreement();
        FieldStates now = link.on(from).orElseThrow().fields();
        Link carried = link.change()
                .agreement(new Agreement(
                        from == Side.LEFT ? now : base.left(),
                        from == Side.RIGHT ? now : base.right(),
                        true,
                        true,
                        base.narrowedLeft(),
                        base.narrowedRight(),
                        base.apart()))
                .build();
        changes.put(carried);
        return carried;
    }

    // --- after the write ---

    /**
     * Marks the children of records that are about to be written: until they were looked at again nobody knows whether they
     * are still there.
     */
    void doubt(Side to, List<String> parents, Changes changes) {
        for (Link child : run.children(to, parents)) {
            Agreement base = child.agreement() == null ? NEVER : child.agreement();
            if (base.there(to) && base.there(to.other()) && child.intent() == null && mayBeTouched(child, to)) {
                changes.put(child.change()
                        .agreement(base.there(to, false))
                        .status(child.status() == LinkStatus.CONFLICT ? LinkStatus.CONFLICT : LinkStatus.PENDING)
                        .due(Observer.AT_ONCE)
                        .build());
            }
        }
    }

    /** What children that never agreed are marked with. */
    private static final Agreement NEVER =
            new Agreement(FieldStates.none(), FieldStates.none(), true, true, Set.of(), Set.of(), Set.of());

    /** Whether what its parent's write does to a child on a side could be taken for somebody's edit or deletion. */
    private static boolean mayBeTouched(Link child, Side side) {
        boolean goneAcross = child.agreement() != null && isGone(child, side.other());
        return child.isOn(side) && (child.isOn(side.other()) || goneAcross);
    }

    private static boolean isThereOnBoth(Link link) {
        return link.isOn(Side.LEFT) && link.isOn(Side.RIGHT);
    }

    /** Looks again at those of the links that were marked; one that cannot be read now is left out. */
    List<Link> lookAgain(List<Link> links) {
        Map<String, Link> current = new LinkedHashMap<>();
        links.forEach(link -> current.put(link.id(), link));
        for (Side side : Side.values()) {
            Map<String, Link> doubtful = new LinkedHashMap<>();
            for (Link link : links) {
                Agreement base = link.agreement();
                if (base != null && !base.there(side) && base.there(side.other()) && mayBeTouched(link, side)) {
                    doubtful.put(link.on(side).orElseThrow().id(), link);
                }
            }
            doubtful.values().forEach(link -> current.remove(link.id()));
            doubtful.values().removeAll(ofParentsInDoubt(side, doubtful.values()));
            Changes changes = new Changes();
            run.fetch(side, doubtful.keySet()).forEach((id, entry) -> {
                Link link = requireNonNull(doubtful.get(id));
                if (!(entry instanceof Entry.Unreadable<R>)) {
                    Link seen = run.observe(side, link, entry);
                    Link sure = entry.fold(
                            present -> isEmptied(link, seen, side, present.record())
                                    ? run.observer().emptied(seen, side)
                                    : edited(seen, side, changes),
                            removed -> seen,
                            unreadable -> seen);
                    current.put(sure.id(), sure);
                    changes.put(sure);
                }
            });
            if (!run.dryRun()) {
                run.commit(changes);
            }
        }
        return List.copyOf(current.values());
    }

    /** As long as nobody knows whether a parent was written, its children may still go. */
    private List<Link> ofParentsInDoubt(Side side, Collection<Link> children) {
        Set<String> parents = new HashSet<>();
        children.forEach(child -> child.on(side).map(Observation::parent).ifPresent(parents::add));
        Set<String> inDoubt = new HashSet<>();
        if (!parents.isEmpty()) {
            run.store().linksOf(run.pairId(), side, parents).stream()
                    .filter(parent -> parent.intent() != null)
                    .forEach(parent -> inDoubt.add(parent.on(side).orElseThrow().id()));
        }
        return children.stream()
                .filter(child -> child.on(side)
                        .map(Observation::parent)
                        .filter(inDoubt::contains)
                        .isPresent())
                .toList();
    }

    /** Whether the side left nothing but a hole. That our write made it is known from the look before that. */
    private boolean isEmptied(Link before, Link now, Side side, Versioned<R> seen) {
        Agreement base = requireNonNull(now.agreement());
        Observation half = now.on(side).orElseThrow();
        boolean differs = base.of(side).names().isEmpty()
                ? !half.fields().equals(before.on(side).orElseThrow().fields())
                : run.rules().isEdited(half, base, side);
        return differs && names.map(known -> known.isHole(seen.record())).orElse(false);
    }

    /** Whoever edited it may have found it emptied already: what the other side holds is kept, in case that it is overwritten. */
    private Link edited(Link link, Side side, Changes changes) {
        Agreement base = requireNonNull(link.agreement());
        if (run.rules().isEdited(link.on(side).orElseThrow(), base, side)) {
            String across = link.on(side.other()).orElseThrow().id();
            load(side.other(), Set.of(across));
            Versioned<R> original = run.cache().get(side.other(), across);
            if (original != null) {
                String why = "the other version was edited after its series was written, which may have emptied it";
                changes.keep(keeper.lost(run, link, side.other(), why, original.record()));
            }
        }
        return stillThere(link, side);
    }

    private static Link stillThere(Link link, Side side) {
        Agreement base = requireNonNull(link.agreement());
        Agreement sure = base.there(side, true);
        return link.change().agreement(sure.equals(NEVER) ? null : sure).build();
    }
}
