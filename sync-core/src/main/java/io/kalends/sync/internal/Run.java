package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.Place;
import io.kalends.sync.Requests;
import io.kalends.sync.Side;
import io.kalends.sync.Standing;
import io.kalends.sync.Step;
import io.kalends.sync.SyncException;
import io.kalends.sync.Tally;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.Problem;
import io.kalends.sync.store.SyncStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run of a pair: close what is open, read both sides, plan and write, remove last. One thread, used once. */
public final class Run<R> {

    private static final int BATCH = 200;

    /** Children wait for their parents, conflicts for their copies; nothing needs more passes than this. */
    static final int MAX_PASSES = 20;

    private static final Duration KEEPS_DELETED = Duration.ofDays(30);

    private final RunSetup<R> setup;
    private final byte[] fingerprintKey;
    private final Fingerprints prints;
    private final RunLog log;

    Run(RunSetup<R> setup, byte[] fingerprintKey) {
        this.setup = setup;
        this.fingerprintKey = fingerprintKey.clone();
        this.prints = new Fingerprints(fingerprintKey);
        this.log = new RunLog(setup.listeners());
    }

    /**
     * What a run came to.
     *
     * @param complete whether all that could be done was done
     * @param steps the first steps
     * @param standing how the pair's records stand after it
     */
    public record Result(
            boolean complete, List<Step> steps, Tally tally, Requests left, Requests right, Standing standing) {}

    /** Which record a run is about, when it is about one only. */
    public record Only(Side side, String recordId) {}

    public Result execute(@Nullable Only only) {
        try (SideIo<R> left = new SideIo<>(Side.LEFT, setup);
                SideIo<R> right = new SideIo<>(Side.RIGHT, setup)) {
            Rules<R> rules = new Rules<>(setup.pair(), prints, left.collection(), right.collection());
            requireTwoCollections(rules);
            RunContext<R> run = new RunContext<>(setup, rules, prints, log, left, right);
            OtherCollections<R> others = new OtherCollections<>(run);
            if (others.met() && setup.dryRun()) {
                // What is known of the former collection stays as it is, in case that this one was not meant.
                run = new RunContext<>(inMemory(), rules, prints, log, left, right);
                others.tell();
            } else {
                others.beginAnew();
            }
            // After a run that did not end in order the whole pair is looked at, whatever was asked for.
            return only != null && run.state().clean() && !others.met() ? single(run, only) : whole(run, only);
        } catch (SyncException e) {
            noteFailure(String.valueOf(e.getMessage()), e.action(), e);
            throw e;
        } catch (RuntimeException e) {
            // Not one of ours: its message may hold content.
            noteFailure("a side threw " + e.getClass().getName(), "report it to the side's maker", e);
            throw e;
        }
    }

    /** Two names may stand for one collection, which only its own identity tells. */
    private static void requireTwoCollections(Rules<?> rules) {
        if (rules.collection(Side.LEFT).equals(rules.collection(Side.RIGHT))) {
            throw new SyncException(
                    new Place("pair", rules.pair().id()),
                    "both sides are one collection: " + rules.pair().left().id() + " and "
                            + rules.pair().right().id(),
                    "give the pair two collections; nothing was changed");
        }
    }

    /** The same set-up over a store that is forgotten with the run. */
    private RunSetup<R> inMemory() {
        SyncStateStore store = new InMemorySyncStateStore(fingerprintKey);
        PairLease lease = store.acquire(setup.pair().id(), "plan", setup.clock().instant(), setup.leaseLength())
                .orElseThrow();
        return setup.over(store, lease);
    }

    private Result whole(RunContext<R> run, @Nullable Only alsoLookAt) {
        Settler<R> settler = new Settler<>(run);
        Wishes<R> wishes = new Wishes<>(run, setup.lease().requests());
        Recovery<R> recovery = new Recovery<>(run, settler);
        if (!run.state().clean()) {
            recovery.closeOpenIntents();
        }
        wishes.grant();
        planAgainUnderNewRules(run);

        PutOff<R> putOff = new PutOff<>(run);
        Batch<R> batch = new Batch<>(run, settler, putOff, wishes::decision);
        Absences<R> absences = new Absences<>(run);
        Unreadables unreadables = new Unreadables(run, setup.lease().requests());
        Reader<R> reader = new Reader<>(run, absences, unreadables);
        Errands<R> errands = new Errands<>(run, reader, batch, recovery, false);
        for (Side side : Side.values()) {
            Set<String> named = new LinkedHashSet<>(wishes.records(side));
            named.addAll(unreadables.due(side, wishes.retriesAll()));
            reader.readAll(side, named);
        }
        if (alsoLookAt != null) {
            reader.readOne(alsoLookAt.side(), alsoLookAt.recordId());
        }
        Side first = setup.pair().direction().flowsFrom(Side.RIGHT) ? Side.LEFT : Side.RIGHT;
        // In a first sync the second side's pages are planned as they come: their content is at hand just then.
        // Later the pages only observe, since a new row may turn out to be one that vanished further on.
        boolean firstSync =
                run.state().on(first.other()).listedAt() == null && run.state().lastSuccessAt() == null;
        boolean complete = read(reader, recovery, first, page -> between(errands, page));
        complete = complete
                && read(reader, recovery, first.other(), page -> {
                    if (firstSync && absences.listed().contains(first)) {
                        batch.process(page, EnumSet.of(first));
                    }
                    between(errands, page);
                });
        String approval = null;
        if (complete) {
            reader.tellOfUnreadables();
            moveAll(run, batch, absences.listed(), errands);
            // Only now: until its record is recognised, a create that may have been made is not forgotten.
            if (recovery.closeUnrecognised(absences::lied)) {
                moveAll(run, batch, absences.listed(), errands);
            }
            recovery.closeDeleted(absences::lied);
            Removals<R> removals = new Removals<>(run, batch);
            approval = removals.make(putOff.removals(), wishes.approvals());
            if (!putOff.removals().isEmpty() && !run.dryRun()) {
                // Children that stay though their parents went.
                moveAll(run, batch, absences.listed(), errands);
            }
            String heldLater = removals.tryRefusedAgain(
                    putOff, wishes.approvals(), () -> moveAll(run, batch, absences.listed(), errands));
            approval = approval == null ? heldLater : approval;
            putOffWhatWaits(run, putOff);
            complete = !run.stopped();
        }
        batch.giveUpRefused();
        end(run, wishes, unreadables, complete);
        return result(run, complete, approval);
    }

    private Result result(RunContext<R> run, boolean complete, @Nullable String approval) {
        return new Result(
                complete,
                log.steps(),
                log.tally(),
                run.io(Side.LEFT).requests(),
                run.io(Side.RIGHT).requests(),
                Standings.of(run.store(), run.pairId(), run.dryRun() ? approval : null));
    }

    private boolean read(Reader<R> reader, Recovery<R> recovery, Side side, Consumer<List<Link>> page) {
        return reader.read(side, setup.full() || recovery.mustList(side), recovery.listedSince(side), page);
    }

    /** A page that brought nothing is no long run's. */
    private static void between(Errands<?> errands, List<Link> page) {
        if (!page.isEmpty()) {
            errands.serve();
        }
    }

    /** Plans what is due until nothing moves any more. */
    private void moveAll(RunContext<R> run, Batch<R> batch, Set<Side> listed, Errands<R> errands) {
        boolean moved = true;
        for (int pass = 0; moved && pass < MAX_PASSES && !run.stopsAfter(pass); pass++) {
            moved = pass(run, batch, listed, errands);
        }
    }

    private void putOffWhatWaits(RunContext<R> run, PutOff<R> putOff) {
        Changes late = new Changes();
        putOff.waiting().values().forEach(link -> {
            Problem problem = link.problem();
            run.log().did(Action.WAIT, waitingSide(link), link, Set.of(), problem == null ? "" : problem.what());
            late.put(link);
        });
        if (!run.dryRun()) {
            run.commit(late);
        }
    }

    static Side waitingSide(Link link) {
        return link.on(Side.LEFT).isPresent() ? Side.RIGHT : Side.LEFT;
    }

    /** Parents first: their children are created below them, or went with them. */
    private boolean pass(RunContext<R> run, Batch<R> batch, Set<Side> listed, Errands<R> errands) {
        Sweep parents = sweep(run, batch, listed, errands, link -> !isChild(link));
        return parents.any()
                && (sweep(run, batch, listed, errands, Run::isChild).moved() || parents.moved());
    }

    /**
     * What a look at all that is due came to.
     *
     * @param any whether anything was due
     * @param moved whether anything moved
     */
    private record Sweep(boolean any, boolean moved) {}

    private Sweep sweep(
            RunContext<R> run, Batch<R> batch, Set<Side> listed, Errands<R> errands, Predicate<Link> which) {
        boolean any = false;
        boolean moved = false;
        String after = null;
        List<Link> due;
        int batches = 0;
        do {
            due = run.store().due(run.pairId(), run.now(), after, BATCH);
            if (!due.isEmpty()) {
                any = true;
                after = due.get(due.size() - 1).id();
                moved |= batch.process(due.stream().filter(which).toList(), listed);
            }
            if (due.size() == BATCH) {
                errands.serve();
            }
        } while (due.size() == BATCH && !run.stopsAfter(++batches));
        return new Sweep(any, moved);
    }

    static boolean isChild(Link link) {
        return link.on(Side.LEFT).map(half -> half.parent() != null).orElse(false)
                || link.on(Side.RIGHT).map(half -> half.parent() != null).orElse(false);
    }

    /** Other rules make every link unsettled. */
    private void planAgainUnderNewRules(RunContext<R> run) {
        if (run.state().rules() == 0
                || run.state().rules() == run.rules().versions().rules()) {
            return;
        }
        String after = null;
        List<Link> links;
        do {
            links = run.store().list(run.pairId(), null, after, BATCH);
            Changes changes = new Changes();
            for (Link link : links) {
                after = link.id();
                if (link.status() == LinkStatus.SYNCED || link.status() == LinkStatus.LOCAL_ONLY) {
                    changes.put(link.change().due(Observer.AT_ONCE).build());
                }
            }
            run.commit(changes);
        } while (links.size() == BATCH);
    }

    private void end(RunContext<R> run, Wishes<R> wishes, Unreadables unreadables, boolean complete) {
        if (run.dryRun()) {
            return;
        }
        Changes changes = new Changes();
        unreadables.end(changes);
        boolean clean = run.state().clean()
                || run.store().intended(run.pairId(), null, 1).isEmpty();
        if (!complete && clean && !run.state().clean()) {
            changes.state(run.state().inOrder());
        }
        if (complete) {
            wishes.done(changes);
            if (setup.full()) {
                forgetDeleted(run, changes);
            }
            Link.Versions versions = run.rules().versions();
            PairState ended = run.state().ended(versions.rules(), versions.mapping(), run.now(), setup.full(), clean);
            changes.state(isFirstSyncOver(run) ? ended.met() : ended);
        }
        run.commit(changes);
    }

    /** Asked only as long as it matters: what a side that was empty is still to be given is none of its lost records. */
    private static boolean isFirstSyncOver(RunContext<?> run) {
        boolean foundEmpty =
                run.state().left().foundEmpty() || run.state().right().foundEmpty();
        return foundEmpty && run.store().counts(run.pairId()).getOrDefault(LinkStatus.PENDING, 0L) == 0;
    }

    /** Links of deleted records have stayed long enough for any older copy to be recognised. */
    private void forgetDeleted(RunContext<R> run, Changes changes) {
        Instant before = run.now().minus(KEEPS_DELETED);
        String after = null;
        List<Link> links;
        do {
            links = run.store().list(run.pairId(), LinkStatus.DELETED, after, BATCH);
            for (Link link : links) {
                after = link.id();
                if (link.syncedAt() != null && link.syncedAt().isBefore(before)) {
                    changes.forget(link.id());
                }
            }
        } while (links.size() == BATCH);
    }

    /** One record, looked at on its side and brought across. */
    private Result single(RunContext<R> run, Only only) {
        Settler<R> settler = new Settler<>(run);
        PutOff<R> putOff = new PutOff<>(run);
        Batch<R> batch = new Batch<>(run, settler, putOff, link -> Optional.empty());
        Unreadables unreadables = new Unreadables(run, setup.lease().requests());
        Reader<R> reader = new Reader<>(run, new Absences<>(run), unreadables);
        Errands<R> errands = new Errands<>(run, reader, batch, new Recovery<>(run, settler), true);
        SingleRecord<R> record = new SingleRecord<>(run, reader, batch, putOff, only.side());
        record.read(only.recordId());
        Set<Side> listed = errands.listedFor(record.due());
        record.move(listed);
        errands.serve();
        Removals<R> removals = new Removals<>(run, batch);
        String held = removals.make(putOff.removals(), Set.of());
        String heldLater = removals.tryRefusedAgain(putOff, Set.of(), () -> record.move(listed));
        batch.giveUpRefused();
        boolean waits = record.tellWhatWaits(listed);
        Changes changes = new Changes();
        unreadables.end(changes);
        if (!run.state().clean() && run.store().intended(run.pairId(), null, 1).isEmpty()) {
            changes.state(run.state().inOrder());
        }
        run.commit(changes);
        return result(run, !run.stopped() && !waits, held == null ? heldLater : held);
    }

    /** On top of the state that is stored: what this run last stored it cannot know, if the store's answer was lost. */
    private void noteFailure(String what, String action, RuntimeException error) {
        try {
            Instant now = setup.clock().instant();
            PairState state = setup.store().state(setup.pair().id());
            setup.store().commit(setup.lease(), new Changes().state(state.failed(now, new Problem(what, action, now))));
        } catch (SyncException e) {
            error.addSuppressed(e);
        }
    }
}
