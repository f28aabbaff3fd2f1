package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.record.Fingerprints;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in this process, unencrypted, and forgets it with the process: for tests, and for hosts that can bear a
 * first sync after every start. Keeps the contract of {@link SyncStateStore} and is safe for many threads: one lock, held
 * for as long as a map is read or changed.
 */
public final class InMemorySyncStateStore implements SyncStateStore {

    private final byte[] fingerprintKey;
    private final Map<String, MemoryPair> pairs = new HashMap<>();

    /** A store with a key of its own. */
    public InMemorySyncStateStore() {
        this(new SecureRandom());
    }

    /**
     * A store with a given key.
     *
     * @param fingerprintKey 32 random bytes
     */
    public InMemorySyncStateStore(byte[] fingerprintKey) {
        if (fingerprintKey.length != Fingerprints.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a fingerprint key has " + Fingerprints.KEY_BYTES + " bytes, not " + fingerprintKey.length);
        }
        this.fingerprintKey = fingerprintKey.clone();
    }

    /** A store whose key this generator draws; from a seeded one it is always the same. */
    public InMemorySyncStateStore(RandomGenerator random) {
        fingerprintKey = new byte[Fingerprints.KEY_BYTES];
        random.nextBytes(fingerprintKey);
    }

    @Override
    public synchronized Optional<PairLease> acquire(String pair, String node, Instant now, Duration length) {
        MemoryPair kept = pairs.computeIfAbsent(pair, id -> new MemoryPair());
        return kept.acquire(requireNonNull(node, "node"), now, length)
                .map(fence -> new PairLease(pair, fence, now.plus(length), kept.state(), kept.requests()));
    }

    @Override
    public synchronized PairLease renew(PairLease lease, Instant now, Duration length) {
        Instant until = now.plus(length);
        owned(lease).prolong(until);
        return lease.until(until);
    }

    @Override
    public synchronized boolean release(PairLease lease) {
        MemoryPair kept = pairs.get(lease.pair());
        return kept != null && kept.isOwned(lease.fence()) && kept.release();
    }

    @Override
    public synchronized void commit(PairLease lease, Changes changes) {
        MemoryPair kept = owned(lease);
        for (Link link : changes.links()) {
            if (!link.pair().equals(lease.pair())) {
                throw new IllegalArgumentException(
                        "link " + link.id() + " belongs to pair " + link.pair() + ", not to " + lease.pair());
            }
        }
        kept.clash(changes).ifPresent(clash -> {
            throw new SyncException(
                    new Place("store", lease.pair()),
                    "two links name the same record: " + clash,
                    "report this as an error of the library; nothing was changed");
        });
        kept.apply(changes);
    }

    @Override
    public synchronized PairState state(String pair) {
        return ask(pair, MemoryPair::state, PairState.NEW);
    }

    @Override
    public synchronized List<PairSide> pairsOn(String collection) {
        List<PairSide> sides = new ArrayList<>();
        pairs.forEach((pair, kept) -> {
            for (Side side : Side.values()) {
                if (collection.equals(kept.state().on(side).collection())) {
                    sides.add(new PairSide(pair, side));
                }
            }
        });
        return sides;
    }

    @Override
    public synchronized List<Link> linksOf(String pair, Side side, Collection<String> recordIds) {
        return ask(pair, kept -> kept.links().ofRecords(side, recordIds), List.of());
    }

    @Override
    public synchronized List<Link> links(String pair, Collection<String> linkIds) {
        return ask(pair, kept -> kept.links().ofIds(linkIds), List.of());
    }

    @Override
    public synchronized List<Link> children(String pair, Side side, Collection<String> parentIds) {
        return ask(pair, kept -> kept.links().children(side, parentIds), List.of());
    }

    @Override
    public synchronized List<Link> alike(
            String pair,
            Side side,
            Collection<Long> identities,
            Collection<Long> contents,
            Collection<String> origins) {
        return ask(pair, kept -> kept.links().alike(side, identities, contents, origins), List.of());
    }

    @Override
    public synchronized List<Link> due(String pair, Instant now, @Nullable String after, int max) {
        return ask(pair, kept -> kept.links().due(now, after, max), List.of());
    }

    @Override
    public synchronized List<Link> intended(String pair, @Nullable String after, int max) {
        return ask(pair, kept -> kept.links().intended(after, max), List.of());
    }

    @Override
    public synchronized List<Link> unseen(String pair, Side side, long generation, @Nullable String after, int max) {
        return ask(pair, kept -> kept.unseen(side, generation, after, max), List.of());
    }

    @Override
    public synchronized List<Link> list(String pair, @Nullable LinkStatus status, @Nullable String after, int max) {
        return ask(pair, kept -> kept.links().list(status, after, max), List.of());
    }

    @Override
    public synchronized Map<LinkStatus, Long> counts(String pair) {
        return ask(pair, kept -> kept.links().counts(), Map.of());
    }

    @Override
    public synchronized List<KeptVersion> kept(String pair, String link) {
        return ask(pair, kept -> kept.kept(link), List.of());
    }

    @Override
    public synchronized void request(String pair, Request request) {
        pairs.computeIfAbsent(pair, id -> new MemoryPair()).request(request);
    }

    @Override
    public synchronized List<Request> requests(String pair) {
        return ask(pair, MemoryPair::requests, List.of());
    }

    @Override
    public byte[] fingerprintKey() {
        return fingerprintKey.clone();
    }

    @Override
    public synchronized void forget(String pair) {
        MemoryPair kept = pairs.get(pair);
        if (kept != null) {
            kept.forget();
        }
    }

    private MemoryPair owned(PairLease lease) {
        MemoryPair kept = pairs.get(lease.pair());
        if (kept == null || !kept.isOwned(lease.fence())) {
            throw new FencedException(lease.pair());
        }
        return kept;
    }

    private <T> T ask(String pair, Function<MemoryPair, T> question, T unknown) {
        MemoryPair kept = pairs.get(requireNonNull(pair, "pair"));
        return kept == null ? unknown : question.apply(kept);
    }

    /** How many pairs it knows, never their content. */
    @Override
    public synchronized String toString() {
        return "InMemorySyncStateStore[" + pairs.size() + " pairs]";
    }
}
