package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.internal.Engine;
import io.kalends.sync.internal.Providers;
import io.kalends.sync.spi.SyncProvider;
import io.kalends.sync.store.SyncStateStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs pairs. Every call does its work on the caller's thread and returns when it is done; the engine has no threads of its
 * own. Safe for many threads; one pair runs once at a time, over all nodes that share the store.
 *
 * <p>A run that an error stops loses nothing: what was observed and written so far is stored, and the next run goes on
 * there.
 */
public final class SyncEngine implements AutoCloseable {

    private final Engine engine;

    private SyncEngine(Engine engine) {
        this.engine = engine;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs a pair once, reading what changed.
     *
     * @throws AuthorizationException when a side wants its account connected again
     * @throws SyncException when the run could not go on; the next one goes on where it stopped
     */
    public <R> SyncReport sync(SyncPair<R> pair) {
        return sync(pair, Mode.INCREMENTAL);
    }

    /** Runs a pair once, reading what changed or everything. */
    public <R> SyncReport sync(SyncPair<R> pair, Mode mode) {
        return sync(pair, mode, Trigger.HOST);
    }

    /** Runs a pair once, and tells the listeners why. */
    public <R> SyncReport sync(SyncPair<R> pair, Mode mode, Trigger trigger) {
        return engine.sync(pair, mode, requireNonNull(trigger, "trigger"));
    }

    /**
     * Syncs one record that a notification named, or that the host has just written: what it belongs to first, then itself
     * and what belongs to it, until nothing of that moves any more. What the other side assigns to it is back afterwards.
     *
     * @param recordId the side's id of the record
     * @return {@link SyncReport.Outcome#MORE} if something of it is left to a whole run: a pair that never had one, a deletion
     *     of what has children; its steps of {@link Action#WAIT} say what it waits for
     */
    public <R> SyncReport sync(SyncPair<R> pair, Side side, String recordId) {
        return sync(pair, side, recordId, Trigger.HOST);
    }

    /** Syncs one record, and tells the listeners why. */
    public <R> SyncReport sync(SyncPair<R> pair, Side side, String recordId, Trigger trigger) {
        return engine.sync(pair, side, recordId, requireNonNull(trigger, "trigger"));
    }

    /** What a run would do now. Both sides are read, nothing is written to them. */
    public <R> SyncPlan plan(SyncPair<R> pair) {
        return engine.plan(pair);
    }

    /** How a pair stands, from the store alone. */
    public <R> PairStatus status(SyncPair<R> pair) {
        return status(pair.id());
    }

    /** How a pair stands, by its id. */
    public PairStatus status(String pair) {
        return engine.status(requireNonNull(pair, "pair"));
    }

    /** The conflicts that wait for somebody, with both versions; at most 100. */
    public <R> List<OpenConflict<R>> conflicts(SyncPair<R> pair) {
        return engine.conflicts(pair);
    }

    /**
     * Decides a conflict; the pair's next run acts on it. If a version moved on since it was shown, the decision is dropped
     * and the conflict is opened again on the new versions.
     *
     * @param resolution keep, merged or keepBoth
     */
    public <R> void resolve(SyncPair<R> pair, OpenConflict<R> conflict, Resolution<R> resolution) {
        engine.resolve(pair, conflict, resolution);
    }

    /** The versions of a record that lost, the oldest first. */
    public <R> List<R> keptVersions(SyncPair<R> pair, String link) {
        return engine.keptVersions(pair, link);
    }

    /** Lets the pair's next run try everything again that failed. */
    public <R> void retry(SyncPair<R> pair) {
        retry(pair.id());
    }

    /** Lets the pair of this id try everything again that failed. */
    public void retry(String pair) {
        engine.retry(requireNonNull(pair, "pair"), "");
    }

    /** Lets the pair's next run try one record again. */
    public <R> void retry(SyncPair<R> pair, String link) {
        retry(pair.id(), link);
    }

    /** Lets the pair of this id try one record again. */
    public void retry(String pair, String link) {
        engine.retry(requireNonNull(pair, "pair"), requireNonNull(link, "link"));
    }

    /**
     * Lets the pair's next run make the removals that were held under this name, and no others.
     *
     * @param approval from {@link SyncReport#heldUnder()}
     */
    public <R> void approve(SyncPair<R> pair, String approval) {
        approve(pair.id(), approval);
    }

    /** Lets the pair of this id make the removals that were held under this name. */
    public void approve(String pair, String approval) {
        engine.approve(requireNonNull(pair, "pair"), requireNonNull(approval, "approval"));
    }

    /**
     * A provider by its id.
     *
     * @throws IllegalArgumentException if there is none; the message lists those found and names the artifact to add
     */
    public SyncProvider provider(String id) {
        return engine.provider(id);
    }

    /** Stops runs at their next border and waits for them, a minute at most. */
    @Override
    public void close() {
        close(Duration.ofMinutes(1));
    }

    /**
     * Stops runs at their next border and gives up their leases. The store stays open: it is its maker's.
     *
     * @return whether all runs ended in time
     */
    public boolean close(Duration patience) {
        return engine.close(patience);
    }

    /** Sets an engine up. */
    public static final class Builder {

        /** Longer than any call to a side may take; a node that dies blocks its pairs so long. */
        private static final Duration DEFAULT_LEASE = Duration.ofMinutes(5);

        private @Nullable SyncStateStore store;
        private @Nullable Clock clock;
        private @Nullable RandomGenerator random;
        private @Nullable String node;
        private @Nullable Duration lease;
        private final List<SyncListener> listeners = new ArrayList<>();
        private @Nullable ClassLoader classLoader;
        private final List<SyncProvider> providers = new ArrayList<>();

        private Builder() {}

        /** Where runs keep what they remember. Required. */
        public Builder store(SyncStateStore store) {
            once("store", this.store);
            this.store = requireNonNull(store, "store");
            return this;
        }

        /** What tells the time; the system's clock unless set. */
        public Builder clock(Clock clock) {
            once("clock", this.clock);
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** What ids and waits are drawn from; a {@link SecureRandom} unless set, which many threads may
         * share; a seeded generator makes runs repeatable. */
        public Builder random(RandomGenerator random) {
            once("random", this.random);
            this.random = requireNonNull(random, "random");
            return this;
        }

        /** This process among those that share the store: unlike every other's. Drawn at random unless set. */
        public Builder node(String node) {
            once("node", this.node);
            this.node = requireNonNull(node, "node");
            return this;
        }

        /** How long a pair is kept from other nodes without a sign of life: 5 minutes unless set, 30 s at least. */
        public Builder lease(Duration lease) {
            once("lease", this.lease);
            if (lease.compareTo(Duration.ofSeconds(30)) < 0) {
                throw new IllegalArgumentException("lease must be at least 30 s, not " + lease);
            }
            this.lease = lease;
            return this;
        }

        /** Who is told how runs go; one more each time that it is called. */
        public Builder listener(SyncListener listener) {
            listeners.add(requireNonNull(listener, "listener"));
            return this;
        }

        /** Where providers are looked for; this library's class loader unless set. */
        public Builder classLoader(ClassLoader classLoader) {
            once("classLoader", this.classLoader);
            this.classLoader = requireNonNull(classLoader, "classLoader");
            return this;
        }

        /** Adds a provider by hand, for containers and tests. */
        public Builder provider(SyncProvider provider) {
            providers.add(requireNonNull(provider, "provider"));
            return this;
        }

        /**
         * The engine. Providers are loaded here, once.
         *
         * @throws IllegalStateException if the store is missing, or two providers have one id
         */
        public SyncEngine build() {
            SyncStateStore given = store;
            if (given == null) {
                throw new IllegalStateException(
                        "an engine needs a store: .store(JdbcSyncStateStore…) or .store(new InMemorySyncStateStore())");
            }
            RandomGenerator dice = random == null ? new SecureRandom() : random;
            return new SyncEngine(new Engine(
                    given,
                    clock == null ? Clock.systemUTC() : clock,
                    dice,
                    node == null ? "node-" + Long.toHexString(dice.nextLong()) : node,
                    lease == null ? DEFAULT_LEASE : lease,
                    listeners,
                    Providers.all(providers, classLoader == null ? SyncEngine.class.getClassLoader() : classLoader)));
        }

        private static void once(String option, @Nullable Object before) {
            if (before != null) {
                throw new IllegalStateException(option + " is set already");
            }
        }
    }
}
