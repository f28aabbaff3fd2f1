package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes writes: intents first, then the call, then what came of it; each batch stored in one transaction. */
final class Applier<R> {

    private final RunContext<R> run;
    private final Settler<R> settler;
    private final Intents<R> intents;
    private final Renamed<R> renamed;
    private final Families<R> families;
    private final Outcomes<R> outcomes;
    private final Refusals<R> refusals;
    private final Map<String, Integer> stale = new HashMap<>();
    private final Set<String> done = new HashSet<>();

    Applier(RunContext<R> run, Settler<R> settler, Families<R> families, Renamed<R> renamed) {
        this.run = run;
        this.settler = settler;
        this.families = families;
        this.renamed = renamed;
        this.intents = new Intents<>(run, families, renamed);
        this.outcomes = new Outcomes<>(run);
        this.refusals = new Refusals<>(run, outcomes, families);
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
                Map<String, Link> now = write(side, intents.store(side, batch));
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

    Refusals<R> refusals() {
        return refusals;
    }

    /** Links whose last write was done. */
    Set<String> done() {
        return done;
    }

    private int countStale(Link link) {
        return stale.merge(link.id(), 1, Integer::sum);
    }

    private Map<String, Link> write(Side side, List<Job<R>> batch) {
        List<WriteResult<R>> results = new WriteCall<>(run, side).make(batch);
        Map<String, Link> after = new LinkedHashMap<>();
        Changes changes = new Changes();
        Map<String, Job<R>> lookAgain = new LinkedHashMap<>();
        forgetFormer(side, batch, results, changes);
        int before = refusals.made(side);
        for (int i = 0; i < batch.size(); i++) {
            Job<R> job = batch.get(i);
            if (job.isCopy() && !mayBeMade(results.get(i))) {
                // A copy that was not made: its conflict makes it again, under the same key.
                changes.forget(job.link().id());
                continue;
            }
            Link link = results.get(i)
                    .fold(new WriteResult.Cases<>(
                            applied -> applied(job, applied, changes),
                            stale -> closed(job, lookAgain),
                            gone -> gone(job, changes, lookAgain),
                            rejected -> refusals.refused(job, rejected, before),
                            deferred -> outcomes.deferred(job, deferred.reason(), deferred.retryAfter()),
                            needless -> outcomes.needless(job, needless.reason()),
                            unknown -> outcomes.unknown(job, unknown.reason())));
            after.put(link.id(), link);
        }
        after.values().forEach(changes::put);
        List<String> written = new ArrayList<>();
        after.values().forEach(link -> link.on(side).ifPresent(half -> written.add(half.id())));
        run.spareFromSweep(side, written, changes);
        run.storeMoved(side, changes);
        run.commit(changes);
        after.putAll(lookAgain(side, lookAgain, after));
        return after;
    }

    private static boolean mayBeMade(WriteResult<?> result) {
        return result instanceof WriteResult.Applied<?> || result instanceof WriteResult.Unknown<?>;
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
            if (renamed.names(job.fields())) {
                families.askAgain(link, job.side(), changes);
            }
        }
        refusals.made(job);
        run.log().did(job.action(), job.side(), link, stored.id(), job.fields(), job.why());
        if (link.status() == LinkStatus.FAILED) {
            return link;
        }
        return settler.afterWrite(link, run.now());
    }

    /**
     * The record was there: the two are linked and merged like any that meet for the first time. A row that stood for it
     * alone is taken over; one that is the copy of another record stays that.
     */
    private Link found(Job<R> job, Versioned<R> stored, Changes changes) {
        Observation seen = run.observer().observe(job.side(), stored, run.now());
        if (isAnothers(seen, job)) {
            // The key was used for a record of another name: another life has another key.
            return job.link()
                    .change()
                    .intent(null)
                    .nextLife()
                    .due(Observer.AT_ONCE)
                    .build();
        }
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
        run.log().did(Action.LINK, job.side(), job.link(), stored.id(), Set.of(), "it was there already");
        return job.link()
                .change()
                .on(job.side(), seen)
                .agreement(null)
                .intent(null)
                .nextLife()
                .due(Observer.AT_ONCE)
                .build();
    }

    /** By its name, where both are known. */
    private static boolean isAnothers(Observation found, Job<?> job) {
        long name = job.link().on(job.side().other()).map(Observation::identity).orElse(0L);
        return found.identity() != 0 && name != 0 && found.identity() != name;
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
        run.log().did(Action.DELETE, job.side(), job.link(), job.recordId(), Set.of(), job.why());
        done.add(job.link().id());
        refusals.made(job);
        families.goWith(job.link(), job.side(), settler, changes);
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
