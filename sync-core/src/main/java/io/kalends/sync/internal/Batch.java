package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Action;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.Versioned;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a batch of due links through recognition, planning and writing. Removals are put off to the end of the run. */
final class Batch<R> {

    private final RunContext<R> run;
    private final Planner<R> planner;
    private final Recognition<R> recognition;
    private final Namesakes<R> namesakes;
    private final Families<R> families;
    private final Renamed<R> renamed;
    private final Settler<R> settler;
    private final Applier<R> applier;
    private final Conflicts<R> conflicts;
    private final Jobs<R> jobMaker;
    private final Function<Link, Optional<Resolution<R>>> decided;
    private final Set<String> forked = new HashSet<>();
    private final Set<String> forks = new HashSet<>();
    private final Map<String, Removal<R>> removals = new LinkedHashMap<>();
    private final Map<String, Link> waiting = new LinkedHashMap<>();
    private final Set<String> toBeCreated = new HashSet<>();
    private final Set<String> absorbed = new HashSet<>();
    private final Set<String> carried = new HashSet<>();
    private final Set<String> shown = new HashSet<>();
    private View view = View.WHOLE;

    /**
     * A removal, or an overwriting with nothing, that was decided on.
     *
     * @param jobs its writes, right side first
     * @param counts whether the guard counts it
     */
    record Removal<R>(Link link, List<Job<R>> jobs, boolean counts) {}

    /**
     * @param decided what somebody decided about a link as it stands
     */
    Batch(RunContext<R> run, Settler<R> settler, Function<Link, Optional<Resolution<R>>> decided) {
        this.run = run;
        this.settler = settler;
        this.decided = decided;
        this.planner = new Planner<>(run.rules(), run.prints());
        this.recognition = new Recognition<>(run);
        this.namesakes = new Namesakes<>(run);
        this.families = new Families<>(run);
        this.renamed = new Renamed<>(run);
        this.applier = new Applier<>(run, settler, families, renamed);
        this.conflicts = new Conflicts<>(run);
        this.jobMaker = new Jobs<>(run);
    }

    /** The removals put off so far, by link id. */
    Map<String, Removal<R>> removals() {
        return removals;
    }

    /** Links that something outside them keeps waiting, as they should be stored if that does not change. */
    Map<String, Link> waiting() {
        return waiting;
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
                    && !removals.containsKey(link.id())
                    && !absorbed.contains(link.id())
                    && !shown.contains(link.id())) {
                links.add(link);
            }
        }
        if (links.isEmpty()) {
            return false;
        }
        links = new ArrayList<>(renamed.lookAgain(links));
        links.addAll(namesakes.heirs(links));
        Changes recognised = new Changes();
        links = recognise(links, listed, recognised);
        if (!run.dryRun()) {
            // Stored before anything else is learnt about the joined links: no record has two.
            run.commit(recognised);
        }
        Changes changes = new Changes();
        Map<String, Planned<R>> planned = plan(links, listed);
        Map<Side, List<Job<R>>> jobs = new EnumMap<>(Side.class);
        boolean moved = false;
        planned.keySet().removeAll(successors(planned.values()));
        for (Planned<R> one : planned.values()) {
            moved |= dispatch(one, changes, jobs);
        }
        if (run.dryRun()) {
            return false;
        }
        run.commit(changes);
        moved |= write(jobs);
        for (Planned<R> one : planned.values()) {
            // Once is enough, however the side rewrites it.
            if (one.decision() instanceof Decision.Carry<R> carry
                    && applier.done().contains(carry.successor().id())) {
                carried.add(one.link().id());
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

    private boolean isTooEarly(Decision<R> decision, Link link) {
        if (view == View.WHOLE) {
            return false;
        }
        if (decision instanceof Decision.Remove<R>) {
            return view == View.AHEAD || !families.childrenOf(link).isEmpty();
        }
        return decision instanceof Decision.Create<R> && link.left() != null && link.right() != null;
    }

    private record Planned<R>(Link link, Contents<R> contents, Decision<R> decision) {}

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

    // --- recognising ---

    private List<Link> recognise(List<Link> links, Set<Side> listed, Changes changes) {
        Map<String, Link> byId = new LinkedHashMap<>();
        links.forEach(link -> byId.put(link.id(), link));
        for (Side side : Side.values()) {
            if (!listed.contains(side.other())) {
                continue;
            }
            List<Link> rows = byId.values().stream()
                    .filter(link -> link.on(side).map(Observation::isThere).orElse(false))
                    .filter(link -> isNew(link, side.other()))
                    .toList();
            if (rows.isEmpty()) {
                continue;
            }
            namesakes.look(side, rows).forEach((id, link) -> byId.replace(id, link));
            Recognition.Found found = recognition.recognise(side, rows, listed);
            found.own().forEach((id, link) -> byId.replace(id, link));
            found.joined().forEach((row, link) -> {
                if (row.equals(link.id()) || absorbed.contains(link.id())) {
                    return;
                }
                absorbed.add(row);
                waiting.remove(row);
                // What was to go is here again.
                removals.remove(link.id());
                byId.remove(row);
                byId.put(link.id(), link);
                changes.forget(row);
                changes.put(link);
            });
            rows.forEach(row -> {
                if (namesakes.isInDoubt(side, row) || found.doubtful().contains(row.id())) {
                    waitInDoubt(side, row, byId);
                }
            });
        }
        return List.copyOf(byId.values());
    }

    private void waitInDoubt(Side side, Link row, Map<String, Link> open) {
        if (open.remove(row.id()) != null) {
            Decision.Wait<R> wait = new Decision.Wait<>(
                    side.other(),
                    "another record, which this may be or be a copy of, cannot be read",
                    "it is tried again on its own, once that one can be read");
            waiting.put(row.id(), waits(row, wait));
        }
    }

    /** A row that nothing answers to across: one that was never there, or that was gone from both sides and is back. */
    private static boolean isNew(Link link, Side across) {
        Agreement base = link.agreement();
        return link.on(across).isEmpty()
                ? base == null
                : base != null
                        && !base.leftThere()
                        && !base.rightThere()
                        && link.on(across).orElseThrow().presence() == Presence.DELETED;
    }

    // --- planning ---

    private Map<String, Planned<R>> plan(List<Link> links, Set<Side> listed) {
        Map<String, Situation<R>> situations = families.situations(links, listed, toBeCreated, removals.keySet());
        Map<String, Link> successors = renamed.successors(links);
        Map<String, Planned<R>> planned = new LinkedHashMap<>();
        List<Link> open = links;
        // Twice at most: what is fetched may have changed, and then something else may be needed.
        for (int round = 0; !open.isEmpty() && round < 4; round++) {
            Map<Side, Map<String, Link>> missing = new EnumMap<>(Side.class);
            List<Link> again = new ArrayList<>();
            for (Link link : open) {
                Situation<R> situation =
                        requireNonNull(situations.get(link.id())).chosen(chosen(link));
                Link successor = successors.get(link.id());
                Contents<R> contents = successor == null ? contents(link) : joined(link, successor);
                Decision<R> decision = successor == null
                        ? planner.plan(link, contents, situation)
                        : planner.renamed(link, goneFrom(link), successor, contents, situation);
                if (decision instanceof Decision.Carry<R> carry && carried.contains(link.id())) {
                    decision = planner.carried(carry);
                }
                planned.put(link.id(), new Planned<>(link, contents, decision));
                if (decision instanceof Decision.Need<R> need) {
                    need.sides()
                            .forEach(side -> missing.computeIfAbsent(side, s -> new LinkedHashMap<>())
                                    .put(link.on(side).orElseThrow().id(), link));
                    again.add(link);
                }
            }
            open = load(again, missing);
        }
        return planned;
    }

    private List<Link> load(List<Link> links, Map<Side, Map<String, Link>> missing) {
        Map<String, Link> current = new LinkedHashMap<>();
        links.forEach(link -> current.put(link.id(), link));
        missing.forEach((side, byRecord) -> {
            Map<String, Link> fresh = new LinkedHashMap<>();
            byRecord.forEach((record, link) -> {
                if (run.cache().get(side, record) == null) {
                    fresh.put(record, requireNonNull(current.get(link.id())));
                }
            });
            run.fetchAndObserve(side, fresh).values().forEach(link -> current.put(link.id(), link));
        });
        return List.copyOf(current.values());
    }

    private @Nullable Resolution<R> chosen(Link link) {
        // The copy holds the right version already.
        return forked.contains(link.id())
                ? Resolution.keep(Side.LEFT)
                : decided.apply(link).orElse(null);
    }

    private static Side goneFrom(Link link) {
        return link.on(Side.LEFT).map(Observation::isThere).orElse(false) ? Side.RIGHT : Side.LEFT;
    }

    /** The record on the side where it is, and what it became on the other. */
    private Contents<R> joined(Link link, Link successor) {
        Contents<R> own = contents(link);
        Contents<R> its = contents(successor);
        return goneFrom(link) == Side.LEFT
                ? new Contents<>(its.left(), own.right())
                : new Contents<>(own.left(), its.right());
    }

    private Contents<R> contents(Link link) {
        return new Contents<>(
                link.left() == null
                        ? null
                        : run.cache().get(Side.LEFT, link.left().id()),
                link.right() == null
                        ? null
                        : run.cache().get(Side.RIGHT, link.right().id()));
    }

    // --- what was decided ---

    private boolean dispatch(Planned<R> planned, Changes changes, Map<Side, List<Job<R>>> jobs) {
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
            waiting.put(link.id(), waits(link, wait));
            return false;
        }
        if (decision instanceof Decision.Merge<R> merge && waitsForChildren(link, merge, planned.contents())) {
            return false;
        }
        waiting.remove(link.id());
        if (run.dryRun()) {
            // Nothing is settled, so the link stays due; it is shown once.
            shown.add(link.id());
        }
        if (wasConflict) {
            changes.closeConflict(link.id());
        }
        if (decision instanceof Decision.Forget<R>) {
            changes.forget(link.id());
        } else if (decision instanceof Decision.Rest<R> rest) {
            if (rest.stays() != null) {
                log(Action.LEAVE, rest.stays(), link, Set.of(), rest.why());
            }
            changes.put(settler.rest(link, rest));
        } else if (decision instanceof Decision.Orphan<R> orphan) {
            changes.put(applier.outcomes().orphan(link, orphan.on()));
        } else if (decision instanceof Decision.Create<R> create) {
            create(link, create, planned.contents(), jobs);
        } else if (decision instanceof Decision.Remove<R> remove) {
            Link going = remove.renamed() ? renamed.isCarried(link, remove.from(), changes) : link;
            Job<R> job = jobMaker.removal(going, remove, planned.contents());
            removals.put(link.id(), new Removal<>(going, List.of(job), !remove.renamed()));
        } else if (decision instanceof Decision.Carry<R> carry) {
            Job<R> job = jobMaker.carry(carry, planned.contents());
            if (run.dryRun()) {
                log(Action.UPDATE, job.side(), job.link(), job.fields(), job.why());
            } else {
                add(jobs, job);
            }
        } else if (decision instanceof Decision.Fork<R> fork) {
            return fork(link, fork, planned.contents(), jobs);
        } else if (decision instanceof Decision.AskAboutDeletion<R> ask) {
            changes.put(conflicts.park(link, Set.of(), planned.contents(), changes));
            log(Action.CONFLICT, ask.deletedOn(), link, Set.of(), "deleted here, edited on the other side");
        } else if (decision instanceof Decision.Merge<R> merge) {
            merge(link, merge, planned.contents(), changes, jobs);
        }
        return true;
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
            if (renamed.names(merge.writesTo(side))) {
                Set<String> stuck = new HashSet<>(waiting.keySet());
                stuck.addAll(removals.keySet());
                waits |= renamed.waitsForChildren(link, side, contents, stuck);
            }
        }
        return waits && !run.dryRun();
    }

    private Link waits(Link link, Decision.Wait<R> wait) {
        return link.change()
                .status(LinkStatus.PENDING)
                .due(run.now().plus(run.rules().pair().retry().waitAfter(1, run.random())))
                .problem(new Problem(wait.what(), wait.action(), run.now()))
                .build();
    }

    private void create(Link link, Decision.Create<R> create, Contents<R> contents, Map<Side, List<Job<R>>> jobs) {
        Side from = create.to().other();
        String why = link.on(create.to()).isPresent()
                ? "edited there, deleted here"
                : "new on the " + from.label() + " side";
        Versioned<R> source = contents.on(from);
        if (source != null) {
            renamed.isNew(from, source.record());
        }
        if (run.dryRun()) {
            toBeCreated.add(link.id());
            log(Action.CREATE, create.to(), link, Set.of(), why);
            return;
        }
        add(jobs, jobMaker.create(link, create, contents, why));
    }

    private void merge(
            Link link, Decision.Merge<R> merge, Contents<R> contents, Changes changes, Map<Side, List<Job<R>>> jobs) {
        if (merge.linked()) {
            log(Action.LINK, Side.RIGHT, link, Set.of(), "the same record stood on both sides");
        }
        Map<Decision.LeftApart, Set<String>> apart = new LinkedHashMap<>();
        new TreeMap<>(merge.left())
                .forEach((field, why) ->
                        apart.computeIfAbsent(why, w -> new HashSet<>()).add(field));
        apart.forEach((why, fields) -> log(Action.LEAVE, why.changed(), link, fields, why.why()));
        merge.losers().stream()
                .filter(side -> !merge.writesTo(side).isEmpty())
                .forEach(side -> log(
                        Action.OVERRULE,
                        side,
                        link,
                        merge.writesTo(side),
                        "both sides changed it; this version is kept"));
        Link settled = settler.settleFields(link, merge, contents);
        boolean inConflict = !merge.conflicts().isEmpty();
        if (inConflict) {
            log(Action.CONFLICT, Side.RIGHT, link, merge.conflicts(), "both sides changed it");
            settled = conflicts.park(settled, merge.conflicts(), contents, changes);
        }
        List<Job<R>> writes = new ArrayList<>();
        for (Side side : List.of(Side.RIGHT, Side.LEFT)) {
            if (!merge.writesTo(side).isEmpty()) {
                writes.add(jobMaker.update(settled, side, merge, contents));
            }
        }
        if (writes.isEmpty()) {
            changes.put(settler.conclude(settled, inConflict, run.now()));
            return;
        }
        // Also beside a conflict: until they are made they are still to be made.
        changes.put(settled.change().due(Observer.AT_ONCE).build());
        if (!merge.clears().isEmpty()) {
            removals.put(link.id(), new Removal<>(settled, writes, true));
        } else if (run.dryRun()) {
            writes.forEach(job -> log(Action.UPDATE, job.side(), link, job.fields(), job.why()));
        } else {
            writes.forEach(job -> add(jobs, job));
        }
    }

    /** The copy is made first, on the left; then the conflict goes to the left version. */
    private boolean fork(Link link, Decision.Fork<R> fork, Contents<R> contents, Map<Side, List<Job<R>>> jobs) {
        if (run.dryRun()) {
            log(Action.CREATE, Side.LEFT, link, Set.of(), "both versions are kept");
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
            waiting.put(link.id(), waits(link, wait));
            return false;
        }
        Versioned<R> right = requireNonNull(contents.right());
        String id = run.nextLinkId();
        String key = "fork-" + Long.toHexString(identity);
        R record = run.rules().lensTo(Side.LEFT).show(fork.copy());
        add(jobs, conflicts.forkJob(id, key, record, right));
        return true;
    }

    private static <R> void add(Map<Side, List<Job<R>>> jobs, Job<R> job) {
        jobs.computeIfAbsent(job.side(), side -> new ArrayList<>()).add(job);
    }

    // --- writing ---

    /** The right side first; the left one's writes stand on what came of it. */
    private boolean write(Map<Side, List<Job<R>>> jobs) {
        applier.done().clear();
        // A record that goes on with another is there before that one is cut off.
        jobs.values().forEach(all -> all.sort(Comparator.comparing(job -> job.kind() != Intent.Kind.CREATE)));
        List<Job<R>> right = jobs.getOrDefault(Side.RIGHT, List.of());
        Map<String, Link> written = new HashMap<>(applier.apply(Side.RIGHT, right));
        Map<String, Job<R>> before = new HashMap<>();
        right.forEach(job -> before.put(job.link().id(), job));
        List<Job<R>> left = new ArrayList<>();
        for (Job<R> job : jobs.getOrDefault(Side.LEFT, List.of())) {
            Job<R> first = before.get(job.link().id());
            if (first == null) {
                left.add(job);
            } else if (applier.done().contains(job.link().id())) {
                left.add(job.after(requireNonNull(written.get(job.link().id())), first.fields()));
            }
        }
        written.putAll(applier.apply(Side.LEFT, left));
        return !written.isEmpty();
    }

    /**
     * Makes the writes of removals that nothing holds.
     *
     * @return those that were made
     */
    List<Removal<R>> remove(List<Removal<R>> allowed) {
        Map<Side, List<Job<R>>> jobs = new EnumMap<>(Side.class);
        allowed.forEach(removal -> removal.jobs().forEach(job -> add(jobs, job)));
        write(jobs);
        return allowed.stream()
                .filter(removal -> applier.done().contains(removal.link().id()))
                .toList();
    }

    void log(Action action, Side side, Link link, Set<String> fields, String why) {
        run.log()
                .did(new Step(
                        action,
                        side,
                        link.id(),
                        link.on(side).map(Observation::id).orElse(null),
                        fields,
                        why));
    }
}
