package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Action;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Entry;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.Side;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.Step;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes writes: intents first, then the call, then what came of it; each batch stored in one transaction. */
final class Applier<R> {

    private final RunContext<R> run;
    private final Settler<R> settler;
    private final Keeper<R> keeper;
    private final Families<R> families;
    private final Renamed<R> renamed;
    private final Outcomes<R> outcomes;
    private final Map<String, Integer> stale = new HashMap<>();
    private final Set<String> done = new HashSet<>();

    Applier(RunContext<R> run, Settler<R> settler, Families<R> families, Renamed<R> renamed) {
        this.run = run;
        this.settler = settler;
        this.families = families;
        this.renamed = renamed;
        this.keeper = new Keeper<>(run.rules().type());
        this.outcomes = new Outcomes<>(run);
    }

    /**
     * Makes these writes, all to one side and each of another link.
     *
     * @return the links as they are afterwards, by id; one whose write was not tried is missing
     */
    Map<String, Link> apply(Side side, List<Job<R>> jobs) {
        Map<String, Link> after = new LinkedHashMap<>();
        if (jobs.isEmpty()) {
            return after;
        }
        jobs.forEach(job -> done.remove(job.link().id()));
        SinkTraits traits = run.rules().pair().on(side).traits().writing().orElseThrow();
        int size = Math.min(traits.batchSize(), run.rules().pair().batchSize());
        for (int from = 0; from < jobs.size() && !run.io(side).isDown() && !run.stopsAfter(from); from += size) {
            List<Job<R>> batch = new ArrayList<>(jobs.subList(from, Math.min(from + size, jobs.size())));
            if (!traits.conditional()) {
                batch = stillAsSeen(side, batch, after);
            }
            while (!batch.isEmpty()) {
                Map<String, Link> now = write(side, intend(side, batch));
                after.putAll(now);
                batch = overtaken(side, batch, now);
            }
        }
        return after;
    }

    /**
     * Writes that another moved the revision from under, where a family shares one: they are made again at once. One that is
     * stale too often without anything being done waits, and is not among them.
     */
    private List<Job<R>> overtaken(Side side, List<Job<R>> batch, Map<String, Link> after) {
        List<Job<R>> again = new ArrayList<>();
        for (Job<R> job : batch) {
            Link now = after.get(job.link().id());
            if (now != null && isOvertaken(job, now)) {
                again.add(job.again(now));
            }
        }
        return run.io(side).isDown() ? List.of() : again;
    }

    private boolean isProgress(Set<String> links) {
        return links.stream().anyMatch(done::contains);
    }

    private boolean isOvertaken(Job<R> job, Link now) {
        Side side = job.side();
        return job.recordId() != null
                && !done.contains(now.id())
                && now.intent() == null
                && now.due() != null
                && !now.due().isAfter(run.now())
                && now.on(side).isPresent()
                && job.link().on(side).isPresent()
                && unchanged(now, job.link(), side)
                && !Objects.equals(job.revision(), now.on(side).orElseThrow().revision());
    }

    /** For a side without conditional writes: looks first, and takes out what has changed meanwhile. */
    private List<Job<R>> stillAsSeen(Side side, List<Job<R>> batch, Map<String, Link> after) {
        Map<String, Link> existing = new LinkedHashMap<>();
        for (Job<R> job : batch) {
            String id = job.recordId();
            if (id != null) {
                existing.put(id, job.link());
            }
        }
        Map<String, Link> seen = run.fetchAndObserve(side, existing);
        List<Job<R>> same = new ArrayList<>();
        for (Job<R> job : batch) {
            String id = job.recordId();
            Link now = id == null ? job.link() : seen.get(id);
            if (now == null) {
                Link waits = outcomes.deferred(job, "it cannot be read now, and may have been edited", null);
                run.commit(new Changes().put(waits));
                after.put(waits.id(), waits);
            } else if (id == null || unchanged(now, job.link(), side)) {
                same.add(job.on(now));
            } else {
                after.put(now.id(), outcomes.stale(now, countStale(now)));
            }
        }
        return same;
    }

    private static boolean unchanged(Link now, Link planned, Side side) {
        Observation seen = now.on(side).orElse(null);
        Observation before = planned.on(side).orElseThrow();
        return seen != null
                && seen.presence() == before.presence()
                && seen.fields().equals(before.fields());
    }

    Outcomes<R> outcomes() {
        return outcomes;
    }

    /** Links whose last write was done. */
    Set<String> done() {
        return done;
    }

    private int countStale(Link link) {
        return stale.merge(link.id(), 1, Integer::sum);
    }

    /** Stores what is about to be done, and the versions it overwrites. */
    private List<Job<R>> intend(Side side, List<Job<R>> batch) {
        Changes changes = new Changes();
        Instant deadline = run.callDeadline();
        List<Job<R>> intended = new ArrayList<>(batch.size());
        for (Job<R> job : batch) {
            String id = job.write() instanceof Write.Create<R> made
                    ? run.io(side).sink().idOf(made).orElse(null)
                    : job.recordId();
            Intent intent = new Intent(
                    side,
                    job.kind(),
                    job.write() instanceof Write.Create<R> create ? create.key() : key(job.link()),
                    deadline,
                    id,
                    job.revision(),
                    job.settles(),
                    job.merged(),
                    job.sent(),
                    job.plannedOn());
            Link link = job.link()
                    .change()
                    .intent(intent)
                    .status(isInConflict(job.link()) ? LinkStatus.CONFLICT : LinkStatus.PENDING)
                    .due(Observer.AT_ONCE)
                    .build();
            changes.put(link);
            keepLosers(job, changes);
            intended.add(job.on(link));
        }
        if (run.state().clean()) {
            changes.state(run.state().begun());
        }
        List<String> renaming = batch.stream()
                .filter(job -> renamed.names(job.fields()))
                .map(job -> requireNonNull(job.recordId()))
                .toList();
        if (!renaming.isEmpty()) {
            renamed.doubt(side, renaming, changes);
        }
        run.commit(changes);
        return intended;
    }

    /** The versions that are lost by this write; kept before they are. */
    private void keepLosers(Job<R> job, Changes changes) {
        for (Side side : job.losers()) {
            Versioned<R> version = Optional.ofNullable(job.contents().on(side))
                    .orElseGet(() -> run.cache()
                            .get(side, job.link().on(side).orElseThrow().id()));
            if (version != null) {
                changes.keep(version(job, side, version));
            }
        }
        if (job.write() instanceof Write.Delete<R> && !job.losers().isEmpty()) {
            keepChildren(job, changes);
        }
    }

    /** What was edited or added below a record goes with it: it is kept with the record's versions. */
    private void keepChildren(Job<R> job, Changes changes) {
        run.fetch(job.side(), families.editedChildren(job.link(), job.side()))
                .values()
                .forEach(entry -> {
                    if (entry instanceof Entry.Present<R> present) {
                        changes.keep(version(job, job.side(), present.record()));
                    }
                });
    }

    private KeptVersion version(Job<R> job, Side side, Versioned<R> lost) {
        return keeper.version(
                job.link().id() + "-" + Long.toHexString(run.random().nextLong()),
                job.link().id(),
                side,
                run.now(),
                false,
                job.why(),
                lost.record());
    }

    static String key(Link link) {
        return link.id() + "-" + link.life();
    }

    private Map<String, Link> write(Side side, List<Job<R>> batch) {
        List<WriteResult<R>> results = call(side, batch);
        Map<String, Link> after = new LinkedHashMap<>();
        Changes changes = new Changes();
        Map<String, Job<R>> lookAgain = new LinkedHashMap<>();
        forgetFormer(side, batch, results, changes);
        for (int i = 0; i < batch.size(); i++) {
            Job<R> job = batch.get(i);
            if (isCopy(job.link()) && !mayBeMade(results.get(i))) {
                // A copy that was not made: its conflict makes it again, under the same key.
                changes.forget(job.link().id());
                continue;
            }
            Link link = results.get(i)
                    .fold(new WriteResult.Cases<>(
                            applied -> applied(job, applied, changes),
                            stale -> closed(job, lookAgain),
                            gone -> gone(job, changes, lookAgain),
                            rejected -> outcomes.rejected(job, rejected.reason()),
                            deferred -> outcomes.deferred(job, deferred.reason(), deferred.retryAfter()),
                            unknown -> outcomes.unknown(job, unknown.reason())));
            after.put(link.id(), link);
        }
        after.values().forEach(changes::put);
        List<String> written = new ArrayList<>();
        after.values().forEach(link -> link.on(side).ifPresent(half -> written.add(half.id())));
        run.spareFromSweep(side, written, changes);
        run.commit(changes);
        after.putAll(lookAgain(side, lookAgain, after));
        return after;
    }

    /** The second version of a conflict, on its way to be a record of its own. */
    private static boolean isCopy(Link link) {
        return link.left() == null && link.right() == null;
    }

    private static boolean mayBeMade(WriteResult<?> result) {
        return result instanceof WriteResult.Applied<?> || result instanceof WriteResult.Unknown<?>;
    }

    /** The call, with a failure of the whole turned into results. */
    private List<WriteResult<R>> call(Side side, List<Job<R>> batch) {
        if (batch.stream().anyMatch(this::isTooLate)) {
            run.io(side).goDown();
            return all(batch, WriteResult.unknown("this process stood still before the call"));
        }
        List<Write<R>> writes = new ArrayList<>(batch.size());
        batch.forEach(job -> writes.add(job.write()));
        try {
            return run.io(side).write(writes);
        } catch (RateLimitedException e) {
            run.io(side).goDown();
            return all(batch, WriteResult.deferred(reason(e), e.retryAfter().orElse(null)));
        } catch (TransientException e) {
            run.io(side).goDown();
            return all(batch, WriteResult.unknown(reason(e)));
        } catch (RejectedException e) {
            return batch.size() == 1 ? all(batch, WriteResult.rejected(reason(e))) : halves(side, batch);
        } catch (AuthorizationException e) {
            Changes undone = new Changes();
            for (Job<R> job : batch) {
                if (isCopy(job.link())) {
                    undone.forget(job.link().id());
                } else {
                    undone.put(job.link().change().intent(null).build());
                }
            }
            run.commit(undone);
            throw e;
        }
    }

    /** Once the time of its intent is over somebody else may have looked for the write, and made it. */
    private boolean isTooLate(Job<R> job) {
        Intent intent = job.link().intent();
        return intent != null && !run.now().isBefore(intent.deadline());
    }

    /** A batch that fails whole is halved until the bad record stands alone. */
    private List<WriteResult<R>> halves(Side side, List<Job<R>> batch) {
        int middle = batch.size() / 2;
        List<WriteResult<R>> results = new ArrayList<>(call(side, batch.subList(0, middle)));
        List<Job<R>> rest = batch.subList(middle, batch.size());
        results.addAll(run.io(side).isDown() ? all(rest, WriteResult.deferred("not tried", null)) : call(side, rest));
        return results;
    }

    private List<WriteResult<R>> all(List<Job<R>> batch, WriteResult<R> result) {
        List<WriteResult<R>> results = new ArrayList<>(batch.size());
        batch.forEach(job -> results.add(result));
        return results;
    }

    private static String reason(SyncException e) {
        return String.valueOf(e.getMessage());
    }

    private Link applied(Job<R> job, WriteResult.Applied<R> applied, Changes changes) {
        Versioned<R> stored = applied.stored();
        if (job.write() instanceof Write.Delete<R> || stored == null) {
            return removed(job, changes);
        }
        run.cache().put(job.side(), stored);
        done.add(job.link().id());
        Link link = job.link();
        if (job.write() instanceof Write.Create<R>) {
            families.bringBack(link, job.side(), changes);
            if (applied.found()) {
                return found(job, stored, changes);
            }
            link = settler.created(link, job.side(), stored, job.plannedOn(), job.contents());
        } else if (link.on(job.side().other()).isEmpty()) {
            link = settler.carried(link, job.side(), stored);
        } else {
            link = settler.updated(
                    link, job.side(), job.settles(), job.merged(), stored, job.plannedOn(), job.contents());
            link = outcomes.swung(link, job);
        }
        run.log().did(new Step(job.action(), job.side(), link.id(), stored.id(), job.fields(), job.why()));
        if (link.status() == LinkStatus.FAILED) {
            return link;
        }
        return settler.conclude(link, isInConflict(link), run.now());
    }

    /** Some of its fields wait for a decision; the others are written meanwhile. */
    private static boolean isInConflict(Link link) {
        return link.status() == LinkStatus.CONFLICT;
    }

    /**
     * The record was there: the two are linked and merged like any that meet for the first time. A row that stood for it
     * alone is taken over; one that is the copy of another record stays that.
     */
    private Link found(Job<R> job, Versioned<R> stored, Changes changes) {
        for (Link other : run.store().linksOf(run.pairId(), job.side(), List.of(stored.id()))) {
            if (other.id().equals(job.link().id())) {
                continue;
            }
            if (other.on(job.side().other()).isPresent() && !isDead(other)) {
                return outcomes.rejected(
                        job, "the " + job.side().label() + " side has one record for two of the other side's");
            }
            changes.forget(other.id());
        }
        Observation seen = run.observer().observe(job.side(), stored, run.now());
        run.log()
                .did(new Step(Action.LINK, job.side(), job.link().id(), stored.id(), Set.of(), "it was there already"));
        return job.link()
                .change()
                .on(job.side(), seen)
                .agreement(null)
                .intent(null)
                .nextLife()
                .due(Observer.AT_ONCE)
                .build();
    }

    /** Some sides give a record the id again that it had before it was deleted: then a link of nothing stands in the way. */
    private void forgetFormer(Side side, List<Job<R>> batch, List<WriteResult<R>> results, Changes changes) {
        Map<String, String> made = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).write() instanceof Write.Create<R>
                    && results.get(i) instanceof WriteResult.Applied<R> applied
                    && applied.stored() != null) {
                made.put(applied.stored().id(), batch.get(i).link().id());
            }
        }
        if (made.isEmpty()) {
            return;
        }
        for (Link former : run.store().linksOf(run.pairId(), side, made.keySet())) {
            boolean own =
                    former.id().equals(made.get(former.on(side).orElseThrow().id()));
            if (!own && isDead(former)) {
                changes.forget(former.id());
            }
        }
    }

    private static boolean isDead(Link link) {
        return link.intent() == null
                && Arrays.stream(Side.values())
                        .flatMap(side -> link.on(side).stream())
                        .noneMatch(Observation::isThere);
    }

    private Link removed(Job<R> job, Changes changes) {
        run.log().did(new Step(Action.DELETE, job.side(), job.link().id(), job.recordId(), Set.of(), job.why()));
        done.add(job.link().id());
        // A deleted record takes its children with it, on both sides.
        for (Link child : families.childrenOf(job.link())) {
            Link gone = child;
            for (Side side : Side.values()) {
                gone = gone.on(side).isPresent() ? settler.removed(gone, side) : gone;
            }
            changes.put(gone);
        }
        return settler.removed(job.link(), job.side());
    }

    private Link gone(Job<R> job, Changes changes, Map<String, Job<R>> lookAgain) {
        return job.write()
                .fold(
                        // The key was used, and its record deleted since: another life has another key.
                        create -> job.link()
                                .change()
                                .intent(null)
                                .nextLife()
                                .due(Observer.AT_ONCE)
                                .build(),
                        update -> closed(job, lookAgain),
                        delete -> removed(job, changes));
    }

    private Link closed(Job<R> job, Map<String, Job<R>> lookAgain) {
        lookAgain.put(requireNonNull(job.recordId(), "a create cannot be stale"), job);
        return job.link().change().intent(null).build();
    }

    /** Stale or gone: the record is looked at, and the link is planned again on what is found. */
    private Map<String, Link> lookAgain(Side side, Map<String, Job<R>> jobs, Map<String, Link> after) {
        Map<String, Link> links = new LinkedHashMap<>();
        jobs.forEach(
                (id, job) -> links.put(id, requireNonNull(after.get(job.link().id()))));
        Map<String, Link> seen = new LinkedHashMap<>();
        Changes changes = new Changes();
        Map<String, Link> found = run.fetchAndObserve(side, links);
        links.forEach((id, link) -> {
            if (!found.containsKey(id)) {
                Link waiting = outcomes.unseen(link, side, id);
                seen.put(link.id(), waiting);
                changes.put(waiting);
            }
        });
        boolean progress = isProgress(after.keySet());
        found.forEach((id, link) -> {
            boolean overtaken = progress && isOvertaken(requireNonNull(jobs.get(id)), link);
            Link counted = overtaken ? link : outcomes.stale(link, countStale(link));
            seen.put(link.id(), counted);
            changes.put(counted);
        });
        run.commit(changes);
        return seen;
    }
}
