package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.Mode;
import io.kalends.sync.OpenConflict;
import io.kalends.sync.PairStatus;
import io.kalends.sync.Place;
import io.kalends.sync.Requests;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.Standing;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncListener;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncPlan;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.sync.SyncRun;
import io.kalends.sync.Tally;
import io.kalends.sync.TransientException;
import io.kalends.sync.Trigger;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.spi.SyncProvider;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.Request;
import io.kalends.sync.store.SyncStateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What stands behind {@link io.kalends.sync.SyncEngine}: takes leases, starts runs, answers from the store. */
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync");

    /** A pair that is asked for again and again during its own run goes on with its next run. */
    private static final int MAX_RUNS = 3;

    private static final int MAX_LISTED = 100;

    /** How much of what is pending is looked through for what waits: a first sync may have a million. */
    private static final int MAX_PAGES = 20;

    private final SyncStateStore store;
    private final Clock clock;
    private final RandomGenerator random;
    private final String node;
    private final Duration leaseLength;
    private final List<SyncListener> listeners;
    private final Map<String, SyncProvider> providers;
    private final Set<String> running = new HashSet<>();
    private final Phaser runs = new Phaser(1);
    private int closing;
    private volatile boolean closed;
    private volatile byte @Nullable [] key;

    public Engine(
            SyncStateStore store,
            Clock clock,
            RandomGenerator random,
            String node,
            Duration leaseLength,
            List<SyncListener> listeners,
            Map<String, SyncProvider> providers) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.node = node;
        this.leaseLength = leaseLength;
        this.listeners = List.copyOf(listeners);
        this.providers = providers;
    }

    public SyncProvider provider(String id) {
        SyncProvider provider = providers.get(id);
        if (provider == null) {
            throw new IllegalArgumentException("there is no provider '" + id + "'; found: "
                    + new TreeSet<>(providers.keySet())
                    + "; add the artifact io.kalends:sync-provider-" + id + ", or give one by builder.provider(…)");
        }
        return provider;
    }

    public <R> SyncReport sync(SyncPair<R> pair, Mode mode, Trigger trigger) {
        SyncRun told = told(pair, mode, trigger, null);
        return locked(pair, lease -> run(pair, lease, told, null), null);
    }

    public <R> SyncReport sync(SyncPair<R> pair, Side side, String recordId, Trigger trigger) {
        SyncRun told = told(pair, Mode.INCREMENTAL, trigger, side);
        return locked(
                pair, lease -> run(pair, lease, told, new Run.Only(side, recordId)), Request.record(side, recordId));
    }

    private static SyncRun told(SyncPair<?> pair, Mode mode, Trigger trigger, @Nullable Side only) {
        return new SyncRun(pair.id(), pair.left().provider(), pair.right().provider(), mode, trigger, only);
    }

    public <R> SyncPlan plan(SyncPair<R> pair) {
        PairLease lease = acquire(pair)
                .orElseThrow(() -> new TransientException(
                        new Place("pair", pair.id()),
                        "the pair is running just now",
                        "ask for the plan again when it is done"));
        try {
            Run.Result result = new Run<>(
                            setup(
                                    pair,
                                    lease,
                                    new Listeners(told(pair, Mode.INCREMENTAL, Trigger.HOST, null), List.of()),
                                    true),
                            fingerprintKey())
                    .execute(null);
            return new SyncPlan(pair.id(), result.steps(), result.tally(), result.standing());
        } finally {
            release(pair.id(), lease);
        }
    }

    private interface Locked {
        SyncReport run(PairLease lease);
    }

    /**
     * Runs with the pair's lease, and once more for who asked meanwhile.
     *
     * @param otherwise what is left for the holder where the pair is busy; {@code null} for a mark to run again
     */
    private <R> SyncReport locked(SyncPair<R> pair, Locked body, @Nullable Request otherwise) {
        SyncReport all = null;
        for (int runs = 1; ; runs++) {
            Optional<PairLease> lease = acquire(pair);
            if (lease.isEmpty()) {
                if (otherwise != null) {
                    store.request(pair.id(), otherwise);
                }
                return all == null ? busy(pair.id(), clock.instant()) : all;
            }
            boolean again = false;
            try {
                SyncReport report = body.run(lease.get());
                all = all == null ? report : all.then(report);
            } finally {
                again = release(pair.id(), lease.get());
            }
            if (!again || runs >= MAX_RUNS || closed || onlyUnreadIsLeft(pair.id())) {
                return all;
            }
        }
    }

    /** What could not be read is looked at by the next run, not at once. */
    private boolean onlyUnreadIsLeft(String pair) {
        List<Request> left = store.requests(pair);
        return !left.isEmpty() && left.stream().allMatch(request -> request.kind() == Request.Kind.LOOK_AGAIN);
    }

    private <R> SyncReport run(SyncPair<R> pair, PairLease lease, SyncRun told, Run.@Nullable Only only) {
        Listeners hearers = new Listeners(told, listeners);
        Instant started = clock.instant();
        hearers.tell(listener -> listener.started(told));
        Run.Result result;
        try {
            result = new Run<>(setup(pair, lease, hearers, false), fingerprintKey()).execute(only);
        } catch (RuntimeException | Error e) {
            hearers.tell(listener -> listener.failed(told, e));
            throw e;
        }
        SyncReport report = new SyncReport(
                pair.id(),
                result.complete() ? Outcome.DONE : Outcome.MORE,
                started,
                Duration.between(started, clock.instant()),
                result.steps(),
                result.tally(),
                result.left(),
                result.right(),
                result.standing());
        // A run that found nothing to do is no news.
        boolean news = report.steps().stream().anyMatch(step -> step.action() != Action.UNREADABLE);
        LOG.atLevel(news ? Level.INFO : Level.DEBUG)
                .log("{} in {} ms", report, report.took().toMillis());
        hearers.tell(listener -> listener.finished(told, report));
        return report;
    }

    private <R> RunSetup<R> setup(SyncPair<R> pair, PairLease lease, Listeners hearers, boolean dryRun) {
        return new RunSetup<>(pair, store, lease, clock, random, leaseLength, hearers, dryRun, () -> closed);
    }

    private SyncReport busy(String pair, Instant started) {
        Requests none = new Requests(0, 0, 0);
        return new SyncReport(
                pair,
                Outcome.BUSY,
                started,
                Duration.ZERO,
                List.of(),
                new Tally(Map.of(), Map.of()),
                none,
                none,
                Standing.unknown());
    }

    /** Within one engine a pair is locked by its name, between engines by the store. */
    private Optional<PairLease> acquire(SyncPair<?> pair) {
        synchronized (running) {
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            if (!running.add(pair.id())) {
                store.request(pair.id(), new Request(0, Request.Kind.AGAIN, "", new byte[0]));
                return Optional.empty();
            }
            // Within, so that whoever closes the engine waits for this run too.
            runs.register();
        }
        boolean taken = false;
        try {
            Optional<PairLease> lease = store.acquire(pair.id(), node, clock.instant(), leaseLength);
            taken = lease.isPresent();
            return lease;
        } finally {
            if (!taken) {
                left(pair.id());
            }
        }
    }

    /** What the run came to stands, whatever becomes of its lease: one that cannot be given up ends by itself. */
    private boolean release(String pair, PairLease lease) {
        try {
            return store.release(lease);
        } catch (SyncException e) {
            LOG.warn(
                    "pair {}: its lease could not be given up, and ends at {}: {}",
                    pair,
                    lease.until(),
                    e.getMessage());
            return false;
        } finally {
            left(pair);
        }
    }

    private void left(String pair) {
        synchronized (running) {
            running.remove(pair);
        }
        runs.arriveAndDeregister();
    }

    /** The store's key never changes, so it is asked for once. */
    private byte[] fingerprintKey() {
        byte[] known = key;
        if (known == null) {
            known = store.fingerprintKey();
            key = known;
        }
        return known;
    }

    public PairStatus status(String pair) {
        PairState state = store.state(pair);
        List<Link> stuck = new ArrayList<>();
        for (LinkStatus status : List.of(LinkStatus.FAILED, LinkStatus.CONFLICT, LinkStatus.HELD)) {
            stuck.addAll(store.list(pair, status, null, MAX_LISTED - stuck.size()));
            if (stuck.size() >= MAX_LISTED) {
                break;
            }
        }
        stuck.addAll(waiting(pair, MAX_LISTED - stuck.size()));
        return new PairStatus(
                pair,
                store.counts(pair),
                state.lastRunAt(),
                state.lastSuccessAt(),
                state.lastFullAt(),
                state.lastError(),
                stuck);
    }

    /** Those that wait for something outside of them; what is only tried again, or was not planned yet, is not stuck. */
    private List<Link> waiting(String pair, int max) {
        List<Link> waiting = new ArrayList<>();
        String after = null;
        List<Link> links = List.of();
        for (int page = 0;
                waiting.size() < max && (page == 0 || links.size() == MAX_LISTED) && page < MAX_PAGES;
                page++) {
            links = store.list(pair, LinkStatus.PENDING, after, MAX_LISTED);
            for (Link link : links) {
                after = link.id();
                if (link.problem() != null && link.attempts() == 0 && waiting.size() < max) {
                    waiting.add(link);
                }
            }
        }
        return waiting;
    }

    public <R> List<OpenConflict<R>> conflicts(SyncPair<R> pair) {
        Keeper<R> keeper = new Keeper<>(pair.type());
        Fingerprints prints = new Fingerprints(fingerprintKey());
        List<OpenConflict<R>> conflicts = new ArrayList<>();
        for (Link link : store.list(pair.id(), LinkStatus.CONFLICT, null, MAX_LISTED)) {
            R left = null;
            R right = null;
            Set<String> fields = Set.of();
            Instant since = Instant.MAX;
            for (KeptVersion version : store.kept(pair.id(), link.id())) {
                if (!version.open()) {
                    continue;
                }
                R record = keeper.decode(version.content());
                left = version.side() == Side.LEFT ? record : left;
                right = version.side() == Side.RIGHT ? record : right;
                fields = version.reason().isEmpty()
                        ? Set.of()
                        : Set.of(version.reason().split(","));
                since = version.at();
            }
            conflicts.add(new OpenConflict<>(link.id(), fields, left, right, since, Decisions.seen(link, prints)));
        }
        return conflicts;
    }

    public <R> void resolve(SyncPair<R> pair, OpenConflict<R> conflict, Resolution<R> resolution) {
        byte[] payload = new Decisions<>(pair.type()).write(conflict.seen(), resolution);
        store.request(pair.id(), new Request(0, Request.Kind.RESOLVE, conflict.link(), payload));
    }

    public <R> List<R> keptVersions(SyncPair<R> pair, String link) {
        Keeper<R> keeper = new Keeper<>(pair.type());
        return store.kept(pair.id(), link).stream()
                .map(version -> keeper.decode(version.content()))
                .toList();
    }

    public void retry(String pair, String link) {
        store.request(pair, new Request(0, Request.Kind.RETRY, link, new byte[0]));
    }

    public void approve(String pair, String approval) {
        store.request(pair, new Request(0, Request.Kind.APPROVE, approval, new byte[0]));
        // What was refused for what the removals take away, a unique value, is tried again with them.
        retry(pair, "");
    }

    public boolean close(Duration patience) {
        int phase;
        synchronized (running) {
            if (!closed) {
                closed = true;
                closing = runs.arrive();
            }
            phase = closing;
        }
        try {
            runs.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
