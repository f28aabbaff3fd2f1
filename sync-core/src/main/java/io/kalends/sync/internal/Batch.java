package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Action;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.internal.Planning.Planned;
import io.kalends.sync.internal.PutOff.Removal;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Takes a batch of due links through recognition, planning and writing. Removals are put off to the end of the run. */
final class Batch<R> {

    private final RunContext<R> run;
    private final PutOff<R> putOff;
    private final Planning<R> planning;
    private final Joiner<R> joiner;
    private final Namesakes<R> namesakes;
    private final Families<R> families;
    private final Renamed<R> renamed;
    private final Settler<R> settler;
    private final Applier<R> applier;
    private final Conflicts<R> conflicts;
    private final Shortfalls<R> shortfalls;
    private final Jobs<R> jobMaker;
    private final Updates<R> updates;
    private final LoneChildren<R> loneChildren;
    private final RenamedRemovals<R> renamedRemovals;
    private final NewHoles<R> newHoles;
    private final Function<Link, Optional<Resolution<R>>> decided;
    private final Set<String> forked = new HashSet<>();
    private final Set<String> forks = new HashSet<>();
    private final Set<String> toBeCreated = new HashSet<>();
    private final Set<String> shown = new HashSet<>();
    private Map<String, List<R>> comingHoles = Map.of();
    private View view = View.WHOLE;
    private Set<Side> listed = Set.of();

    /**
     * @param decided what somebody decided about a link as it stands
     */
    Batch(RunContext<R> run, Settler<R> settler, PutOff<R> putOff, Function<Link, Optional<Resolution<R>>> decided) {
        this.run = run;
        this.settler = settler;
        this.decided = decided;
        this.putOff = putOff;
        this.namesakes = new Namesakes<>(run);
        this.families = new Families<>(run);
        this.renamed = new Renamed<>(run);
        this.joiner = new Joiner<>(run, namesakes, families, renamed, putOff);
        this.planning = new Planning<>(run, families, renamed, this::chosen);
        this.applier = new Applier<>(run, settler, families, renamed);
        this.conflicts = new Conflicts<>(run);
        this.shortfalls = new Shortfalls<>(run);
        this.jobMaker = new Jobs<>(run.rules(), run.prints());
        this.updates = new Updates<>(jobMaker, shortfalls);
        this.renamedRemovals = new RenamedRemovals<>(run, renamed);
        this.newHoles = new NewHoles<>(run, planning, renamed);
        this.loneChildren = new LoneChildren<>(run, families, jobMaker, putOff);
    }

    /**
     * Plans these links and makes their writes.
     *
     * @param listed the sides whose listing is complete
     * @return whether anything moved
     */
    boolean process(List<Link> due, Set<Side> listed) {
        List<Link> links = new ArrayList<>();
        for (Link link : due) {
            if (link.intent() == null
                    && !putOff.removals().containsKey(link.id())
                    && !joiner.isAbsorbed(link)
                    && !shown.contains(link.id())
                    && !applier.refusals().links().contains(link.id())) {
                links.add(link);
            }
        }
        if (links.isEmpty()) {
            return false;
        }
        links = new ArrayList<>(renamed.lookAgain(links));
        links.addAll(namesakes.heirs(links));
        this.listed = listed;
        Changes recognised = new Changes();
        links = joiner.join(links, listed, recognised);
        if (!run.dryRun()) {
            // Stored before anything else is learnt about the joined links: no record has two.
            run.commit(recognised);
        }
        Changes changes = new Changes();
        Map<String, Planned<R>> planned =
                planning.plan(links, listed, toBeCreated, putOff.removals().keySet());
        Writes<R> writes = new Writes<>();
        boolean moved = false;
        planned.keySet().removeAll(successors(planned.values()));
        comingHoles = newHoles.of(planned.values(), listed);
        for (Planned<R> one : planned.values()) {
            moved |= dispatch(one, changes, writes);
        }
        if (run.dryRun()) {
            return false;
        }
        run.commit(changes);
        moved |= writes.make(applier);
        for (Planned<R> one : planned.values()) {
            if (one.decision() instanceof Decision.Carry<R> carry
                    && applier.done().contains(carry.successor().id())) {
                planning.isCarried(one.link(), carry);
            }
        }
        return moved;
    }

    /** How much of the sides was looked at in this run. */
    enum View {
        /** All that is new of both. */
        WHOLE,
        /** Single records, ahead of their sides' listings: what is gone may be there under another id, or have new children. */
        AHEAD,
        /** A single record: what has children is left to a whole run. */
        ALONE
    }

    /** The same, with less than a whole look at the sides. */
    boolean process(List<Link> due, Set<Side> listed, View seen) {
        view = seen;
        try {
            return process(due, listed);
        } finally {
            view = View.WHOLE;
        }
    }

    private Optional<Resolution<R>> chosen(Link link) {
        // The copy holds the right version already.
        return forked.contains(link.id()) ? Optional.of(Resolution.keep(Side.LEFT)) : decided.apply(link);
    }

    private boolean isTooEarly(Decision<R> decision, Link link) {
        if (view == View.WHOLE) {
            return false;
        }
        if (decision instanceof Decision.Remove<R>) {
            return view == View.AHEAD || !families.childrenOf(link).isEmpty();
        }
        if (decision instanceof Decision.Rehome<R>) {
            return true;
        }
        return decision instanceof Decision.Create<R> && link.left() != null && link.right() != null;
    }

    /** Links that get the edits of another first: what becomes of themselves is planned after that. */
    private static <R> Set<String> successors(Collection<Planned<R>> planned) {
        Set<String> successors = new HashSet<>();
        for (Planned<R> one : planned) {
            if (one.decision() instanceof Decision.Carry<R> carry) {
                successors.add(carry.successor().id());
            }
        }
        return successors;
    }

    // --- what was decided ---

    private boolean dispatch(Planned<R> planned, Changes changes, Writes<R> writes) {
        Decision<R> decision = planned.decision();
        boolean wasConflict = planned.link().status() == LinkStatus.CONFLICT;
        Link link =
                wasConflict ? planned.link().change().status(LinkStatus.PENDING).build() : planned.link();
        if (decision instanceof Decision.Need<R>
                || decision instanceof Decision.Later<R>
                || isTooEarly(decision, link)) {
            return false;
        }
        if (decision instanceof Decision.Remove<R> remove && hidesAChild(link, remove.from())) {
            decision = new Decision.Wait<>(
                    remove.from(),
                    "a record that belongs to it cannot be read: it may hold an edit",
                    "it is deleted once that can be read");
        }
        if (decision instanceof Decision.Wait<R> wait) {
            putOff.waits(link, wait);
            return false;
        }
        if (decision instanceof Decision.Merge<R> merge && waitsForChildren(link, merge, planned.contents())) {
            return false;
        }
        putOff.waiting().remove(link.id());
        if (run.dryRun()) {
            // Nothing is settled, so the link stays due; it is shown once.
            shown.add(link.id());
        }
        if (wasConflict) {
            changes.closeConflict(link.id());
        }
        if (decision instanceof Decision.Forget<R>) {
            forget(link, changes);
        } else if (decision instanceof Decision.Rest<R> rest) {
            if (rest.stays() != null) {
                run.log().did(Action.LEAVE, rest.stays(), link, Set.of(), rest.why());
            }
            changes.put(settler.rest(link, rest));
        } else if (decision instanceof Decision.Orphan<R> orphan) {
            changes.put(applier.outcomes().orphan(link, orphan.on()));
        } else if (decision instanceof Decision.Create<R> create) {
            create(link, create, planned.contents(), writes);
        } else if (decision instanceof Decision.Remove<R> remove) {
            Link going = remove.renamed() ? renamed.isCarried(link, remove.from(), changes) : link;
            if (remove.renamed() && remove.keepVersion()) {
                // Removals come last: until then its side may empty it, with the write of the series.
                conflicts.keep(link, remove.from(), planned.contents().on(remove.from()), remove.why(), changes);
            }
            Job<R> job = jobMaker.removal(going, remove, planned.contents());
            putOff.removals().put(link.id(), new Removal<>(going, List.of(job), !remove.renamed()));
        } else if (decision instanceof Decision.Carry<R> carry) {
            write(List.of(jobMaker.carry(carry, planned.contents())), writes);
        } else if (decision instanceof Decision.Rehome<R> rehome) {
            loneChildren.rehome(link, rehome.on()).ifPresent(writes::add);
        } else if (decision instanceof Decision.Fork<R> fork) {
            return fork(link, fork, planned.contents(), writes);
        } else if (decision instanceof Decision.AskAboutDeletion<R> ask) {
            changes.put(conflicts.park(link, Set.of(), planned.contents(), changes));
            run.log().did(Action.CONFLICT, ask.deletedOn(), link, Set.of(), "deleted here, edited on the other side");
        } else if (decision instanceof Decision.Merge<R> merge) {
            merge(link, merge, planned.contents(), changes, writes);
        }
        return true;
    }

    /** What was kept of it stays as long as that of any deleted record. */
    private void forget(Link link, Changes changes) {
        if (run.store().kept(run.pairId(), link.id()).isEmpty()) {
            changes.forget(link.id());
        } else {
            changes.put(settler.rest(link, new Decision.Rest<>(LinkStatus.DELETED, null, "deleted where it was")));
        }
    }

    private boolean hidesAChild(Link link, Side side) {
        return !run.unreadable().isEmpty()
                && families.childrenOf(link).stream()
                        .flatMap(child -> child.on(side).stream())
                        .anyMatch(half -> run.unreadable().contains(new Run.Only(side, half.id())));
    }

    /** A change that renames children comes after what was edited of them where it is written. */
    private boolean waitsForChildren(Link link, Decision.Merge<R> merge, Contents<R> contents) {
        boolean waits = false;
        for (Side side : Side.values()) {
            boolean unlisted = view != View.WHOLE || !listed.contains(side);
            if (renamed.names(merge.writesTo(side)) && unlisted && renamed.mayHaveChildren(link)) {
                // A child that nobody was told of yet may go with the write.
                waits = true;
            } else if (renamed.names(merge.writesTo(side))) {
                Set<String> stuck = new HashSet<>(putOff.waiting().keySet());
                stuck.addAll(putOff.removals().keySet());
                stuck.addAll(applier.refusals().links());
                waits |= renamed.waitsForChildren(link, side, contents, stuck);
            }
        }
        return waits && !run.dryRun();
    }

    private void create(Link link, Decision.Create<R> create, Contents<R> contents, Writes<R> writes) {
        Side from = create.to().other();
        String why = link.on(create.to()).isPresent()
                ? "edited there, deleted here"
                : "new on the " + from.label() + " side";
        Versioned<R> source = contents.on(from);
        if (source != null) {
            renamed.isNew(from, source.record());
        }
        if (source != null) {
            shortfalls.ofCreate(link, create.to(), source.record());
        }
        if (run.dryRun()) {
            toBeCreated.add(link.id());
            run.log().did(Action.CREATE, create.to(), link, Set.of(), why);
            return;
        }
        List<R> holes = comingHoles.getOrDefault(link.id(), List.of());
        writes.add(jobMaker.create(link, create, holes, contents, why));
    }

    private void merge(Link link, Decision.Merge<R> merge, Contents<R> contents, Changes changes, Writes<R> writes) {
        if (merge.linked()) {
            run.log().did(Action.LINK, Side.RIGHT, link, Set.of(), "the same record stood on both sides");
        }
        Map<Decision.LeftApart, Set<String>> apart = new LinkedHashMap<>();
        new TreeMap<>(merge.left())
                .forEach((field, why) ->
                        apart.computeIfAbsent(why, w -> new HashSet<>()).add(field));
        apart.forEach((why, fields) -> run.log().did(Action.LEAVE, why.changed(), link, fields, why.why()));
        new TreeMap<>(merge.losers()).forEach((side, why) -> {
            if (!merge.writesTo(side).isEmpty()) {
                run.log().did(Action.OVERRULE, side, link, merge.writesTo(side), why + "; this version is kept");
            }
        });
        Link settled = settler.settleFields(link, merge, contents);
        boolean inConflict = !merge.conflicts().isEmpty();
        if (inConflict) {
            run.log().did(Action.CONFLICT, Side.RIGHT, link, merge.conflicts(), "both sides changed it");
            settled = conflicts.park(settled, merge.conflicts(), contents, changes);
        }
        if (merge.writes().isEmpty()) {
            changes.put(settler.conclude(settled, inConflict, run.now()));
            return;
        }
        // Also beside a conflict: until they are made they are still to be made.
        settled = settled.change().due(Observer.AT_ONCE).build();
        changes.put(settled);
        Decision.Merge<R> clearing = merge.clearing(true);
        if (clearing.writes().isEmpty()) {
            write(updates.of(settled, merge, contents), writes);
            return;
        }
        Decision.Merge<R> first = merge.clearing(false);
        if (inConflict || !merge.losers().isEmpty()) {
            // What was decided between two versions is written as one.
            clearing = merge;
        } else if (!first.writes().isEmpty()) {
            write(updates.of(settled, first, contents), writes);
            if (!run.dryRun()) {
                // What is cleared is planned again after that, and put off then.
                return;
            }
        }
        putOff.removals().put(link.id(), new Removal<>(settled, updates.of(settled, clearing, contents), true));
    }

    private void write(List<Job<R>> jobs, Writes<R> writes) {
        if (run.dryRun()) {
            jobs.forEach(job -> run.log().did(Action.UPDATE, job.side(), job.link(), job.fields(), job.why()));
        } else {
            jobs.forEach(writes::add);
        }
    }

    /** The copy is made first, on the left; then the conflict goes to the left version. */
    private boolean fork(Link link, Decision.Fork<R> fork, Contents<R> contents, Writes<R> writes) {
        if (run.dryRun()) {
            run.log().did(Action.CREATE, Side.LEFT, link, Set.of(), "both versions are kept");
            return false;
        }
        long identity = run.observer().identity(fork.copy());
        boolean made = !run.store()
                .alike(run.pairId(), Side.LEFT, Set.of(identity), Set.of(), Set.of())
                .isEmpty();
        if (made) {
            forked.add(link.id());
            return true;
        }
        if (!forks.add(link.id())) {
            Decision.Wait<R> wait = new Decision.Wait<>(
                    Side.LEFT, "the copy of its second version could not be made", "it is tried again on its own");
            putOff.waits(link, wait);
            return false;
        }
        Versioned<R> left = requireNonNull(contents.left());
        String id = run.nextLinkId();
        String key = "fork-" + Long.toHexString(identity);
        R record = run.rules().lensTo(Side.LEFT).show(fork.copy());
        writes.add(conflicts.forkJob(id, key, record, left));
        return true;
    }

    /** Children that the other side still lists, though their parents are to be deleted. */
    List<Removal.Child> childrenThatStay(List<Removal<R>> removals) {
        return loneChildren.thatStay(removals);
    }

    /** Lets links be planned again whose writes were refused, where anything was written since; names them. */
    Set<String> freeRefused() {
        Set<String> freed = applier.refusals().free();
        putOff.removals().keySet().removeAll(freed);
        return freed;
    }

    /** Gives up what was refused to the end. */
    void giveUpRefused() {
        applier.refusals().giveUp();
    }

    /**
     * Makes the writes of removals that nothing holds.
     *
     * @return those that were made
     */
    List<Removal<R>> remove(List<Removal<R>> allowed) {
        // Looked at before: what stays is no longer told from what went, once the parents are gone.
        loneChildren.thatStay(allowed);
        Writes<R> writes = new Writes<>();
        renamedRemovals.asTheyAre(allowed).forEach(removal -> removal.jobs().forEach(writes::add));
        writes.make(applier);
        return allowed.stream()
                .filter(removal -> applier.done().contains(removal.link().id()))
                .toList();
    }
}
