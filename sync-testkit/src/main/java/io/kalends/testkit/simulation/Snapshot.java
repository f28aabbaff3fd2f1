package io.kalends.testkit.simulation;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.RecordIds;
import io.kalends.sync.store.Request;
import io.kalends.sync.store.SideProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a store held at a moment, as a backup of it does.
 *
 * @param key what its fingerprints are made with
 * @param pairs what it held of each pair
 * @param requests what was asked of each, by its id
 */
record Snapshot(List<Byte> key, List<OfPair> pairs, Map<String, List<Request>> requests) {

    private static final int PAGE = 10_000;

    /**
     * What a store held of one pair.
     *
     * @param seen the hashes of the ids that a listing under way has shown
     */
    record OfPair(String id, PairState state, List<Link> links, Map<Side, List<Long>> seen, List<Version> kept) {}

    /** A version that was kept, with content that can be compared. */
    record Version(KeptVersion version, List<Byte> content) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Version that
                    && version.id().equals(that.version.id())
                    && version.open() == that.version.open()
                    && content.equals(that.content);
        }

        @Override
        public int hashCode() {
            return version.id().hashCode();
        }
    }

    static Snapshot of(InMemorySyncStateStore store, List<? extends SyncPair<?>> pairs) {
        Map<String, List<Request>> requests = new HashMap<>();
        pairs.forEach(pair -> requests.put(pair.id(), store.requests(pair.id())));
        return new Snapshot(
                bytes(store.fingerprintKey()),
                pairs.stream().map(pair -> ofPair(store, pair.id())).toList(),
                requests);
    }

    /** Whether the other one holds the same, but for what was asked: that may be done without the lease. */
    boolean isLike(Snapshot other) {
        return key.equals(other.key) && pairs.equals(other.pairs);
    }

    private static OfPair ofPair(InMemorySyncStateStore store, String pair) {
        PairState state = store.state(pair);
        List<Link> links = store.list(pair, null, null, PAGE);
        List<Version> kept = new ArrayList<>();
        links.forEach(link -> store.kept(pair, link.id())
                .forEach(version -> kept.add(new Version(version, bytes(version.content())))));
        Map<Side, List<Long>> seen = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            SideProgress.Listing listing = state.on(side).listing();
            if (listing != null) {
                seen.put(side, seen(store, pair, side, listing.generation(), links));
            }
        }
        return new OfPair(pair, state, links, seen, kept);
    }

    private static List<Long> seen(
            InMemorySyncStateStore store, String pair, Side side, long generation, List<Link> links) {
        Set<String> unseen = new HashSet<>();
        store.unseen(pair, side, generation, null, PAGE).forEach(link -> unseen.add(link.id()));
        return links.stream()
                .filter(link -> !unseen.contains(link.id()))
                .flatMap(link -> link.on(side).stream())
                .map(half -> RecordIds.hash(half.id()))
                .toList();
    }

    /** A store that holds this, and nothing else. */
    InMemorySyncStateStore restored(Instant now) {
        byte[] bytes = new byte[key.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = key.get(i);
        }
        InMemorySyncStateStore store = new InMemorySyncStateStore(bytes);
        for (OfPair pair : pairs) {
            PairLease lease = store.acquire(pair.id(), "restore", now, Duration.ofMinutes(1))
                    .orElseThrow();
            Changes all = new Changes().state(pair.state());
            pair.links().forEach(all::put);
            pair.kept().forEach(version -> all.keep(version.version()));
            pair.seen()
                    .forEach((side, ids) -> all.seen(new Changes.Seen(
                            side,
                            requireNonNull(pair.state().on(side).listing()).generation(),
                            ids.stream().mapToLong(Long::longValue).toArray())));
            store.commit(lease, all);
            store.release(lease);
            requireNonNull(requests.get(pair.id())).forEach(request -> store.request(pair.id(), request));
        }
        return store;
    }

    private static List<Byte> bytes(byte[] array) {
        List<Byte> bytes = new ArrayList<>();
        for (byte one : array) {
            bytes.add(one);
        }
        return bytes;
    }
}
