package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.RunBudget;
import io.kalends.sync.Side;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.RecordIds;
import io.kalends.sync.store.SideProgress;
import io.kalends.sync.store.SyncStateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the parts of one run share. One thread. */
final class RunContext<R> {

    private final SyncStateStore store;
    private final Clock clock;
    private final RandomGenerator random;
    private final Duration leaseLength;
    private final BooleanSupplier stopping;
    private final Rules<R> rules;
    private final Fingerprints prints;
    private final Observer<R> observer;
    private final RecordCache<R> cache = new RecordCache<>();
    private final RunLog log;
    private final LinkIds ids;
    private final boolean dryRun;
    private final SideIo<R> left;
    private final SideIo<R> right;
    private final Instant started;
    private final Set<Run.Only> unreadable = new HashSet<>();
    private final Map<Side, Cursor> moved = new EnumMap<>(Side.class);
    private PairLease lease;
    private PairState state;
    private boolean stopped;

    RunContext(RunSetup<R> setup, Rules<R> rules, Fingerprints prints, RunLog log, SideIo<R> left, SideIo<R> right) {
        this.store = setup.store();
        this.clock = setup.clock();
        this.random = setup.random();
        this.leaseLength = setup.leaseLength();
        this.stopping = setup.stopping();
        this.dryRun = setup.dryRun();
        this.rules = rules;
        this.prints = prints;
        this.observer = new Observer<>(
                rules,
                prints,
                rules.pair().window().at(clock.instant()),
                setup.lease().state().lastSuccessAt());
        this.log = log;
        this.ids = new LinkIds(random);
        this.left = left;
        this.right = right;
        this.started = clock.instant();
        this.lease = setup.lease();
        this.state = setup.lease().state();
    }

    SyncStateStore store() {
        return store;
    }

    Rules<R> rules() {
        return rules;
    }

    String pairId() {
        return rules.pair().id();
    }

    /** Links of the records that belong to these, on a side; none where the pair's records belong to another pair's. */
    List<Link> children(Side side, Collection<String> parents) {
        return rules.pair().parentsIn().isPresent() ? List.of() : store.children(pairId(), side, parents);
    }

    Fingerprints prints() {
        return prints;
    }

    Observer<R> observer() {
        return observer;
    }

    RecordCache<R> cache() {
        return cache;
    }

    RunLog log() {
        return log;
    }

    RandomGenerator random() {
        return random;
    }

    SideIo<R> io(Side side) {
        return side == Side.LEFT ? left : right;
    }

    Instant now() {
        return clock.instant();
    }

    String nextLinkId() {
        return ids.next(now());
    }

    PairState state() {
        return state;
    }

    /** Whether the run only shows what it would do: it observes, but neither writes to a side nor settles. */
    boolean dryRun() {
        return dryRun;
    }

    /**
     * Asked at every border between two pages or two batches: whether the run stops here, because the engine is being closed,
     * its thread was interrupted, or the time is spent.
     *
     * @param done how much of the kind was done by this run; the first is always done, so that each run moves
     */
    boolean stopsAfter(int done) {
        RunBudget budget = rules.pair().budget();
        boolean late = budget.limit()
                .map(limit -> !now().isBefore(started.plus(limit)))
                .orElse(false);
        stopped |= stopping.getAsBoolean() || Thread.currentThread().isInterrupted() || (late && done > 0);
        return stopped;
    }

    /** The same, for pages of one side, which have a limit of their own. */
    boolean stopsAfterPages(int read) {
        stopped |= read >= rules.pair().budget().pages();
        return stopsAfter(read);
    }

    /** When the run began: nothing it reads is older. */
    Instant started() {
        return started;
    }

    /** Whether the run stopped before all was done. */
    boolean stopped() {
        return stopped;
    }

    /** The records that were there and could not be read. */
    Set<Run.Only> unreadable() {
        return unreadable;
    }

    /** A record that was seen or written while its side is being listed cannot be missing from that listing. */
    void spareFromSweep(Side side, Collection<String> recordIds, Changes changes) {
        SideProgress.Listing listing = state.on(side).listing();
        if (listing != null && !recordIds.isEmpty()) {
            changes.seen(new Changes.Seen(
                    side,
                    listing.generation(),
                    recordIds.stream().mapToLong(RecordIds::hash).toArray()));
        }
    }

    /** Where the next run goes on reading a side; {@code null} while that is not known. */
    @Nullable
    Cursor readsOnAt(Side side) {
        SideProgress progress = state.on(side);
        return progress.listing() != null ? null : moved.getOrDefault(side, progress.committed());
    }

    /** A write moved that place; it is stored with what came of the write. */
    void readsOn(Side side, @Nullable Cursor cursor) {
        if (cursor != null) {
            moved.put(side, cursor);
        }
    }

    /** Stores where the next run goes on reading a side, if a write moved that. */
    void storeMoved(Side side, Changes changes) {
        Cursor cursor = moved.remove(side);
        if (cursor != null) {
            changes.state(
                    state.with(side, state.on(side).at(cursor, state.on(side).listing())));
        }
    }

    /** When a call must be over: well inside the lease, so that nobody repeats a write whose answer may still come. */
    Instant callDeadline() {
        return now().plus(leaseLength.dividedBy(3));
    }

    void commit(Changes changes) {
        if (changes.isEmpty()) {
            return;
        }
        renewIfNeeded();
        store.commit(lease, changes);
        changes.newState().ifPresent(changed -> state = changed);
    }

    /** Between two steps: keeps the lease longer than any call. */
    void renewIfNeeded() {
        Instant now = now();
        if (now.plus(leaseLength.dividedBy(2)).isAfter(lease.until())) {
            lease = store.renew(lease, now, leaseLength);
        }
    }

    /**
     * Fetches records and brings them into their links, in one transaction.
     *
     * @param links the links, by the side's record id
     * @return the links as they are now, by the side's record id; without those whose record cannot be read
     */
    Map<String, Link> fetchAndObserve(Side side, Map<String, Link> links) {
        // A dry run joins links in memory only, so what it sees of them is not stored either.
        return fetchAndObserve(side, links, !dryRun);
    }

    /** The same for links as they are stored: also in a dry run, whose listing is not read again. */
    Map<String, Link> fetchAndStore(Side side, Map<String, Link> links) {
        return fetchAndObserve(side, links, true);
    }

    private Map<String, Link> fetchAndObserve(Side side, Map<String, Link> links, boolean stores) {
        Map<String, Link> observed = new LinkedHashMap<>();
        if (links.isEmpty()) {
            return observed;
        }
        Changes changes = new Changes();
        fetch(side, links.keySet()).forEach((id, entry) -> {
            Link link = requireNonNull(links.get(id));
            Link now = observe(side, link, entry);
            if (!(entry instanceof Entry.Unreadable<R>)) {
                observed.put(id, now);
            }
            if (!now.equals(link)) {
                changes.put(now);
            }
        });
        if (stores) {
            commit(changes);
        }
        return observed;
    }

    Map<String, Entry<R>> fetch(Side side, Collection<String> recordIds) {
        renewIfNeeded();
        return io(side).fetch(recordIds, callDeadline());
    }

    /** A link after its record was fetched: the answer is proof. */
    Link observe(Side side, Link link, Entry<R> entry) {
        return entry.fold(
                present -> {
                    cache.put(side, present.record());
                    return observer.seen(link, side, observer.observe(side, present.record(), now()));
                },
                removed -> {
                    cache.drop(side, removed.id());
                    return observer.missing(link, side, now());
                },
                unreadable -> link);
    }
}
