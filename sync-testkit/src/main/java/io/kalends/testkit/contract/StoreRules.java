package io.kalends.testkit.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.sync.Side;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.SyncStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the store's rules share: a fresh store, a pair, and rows to put into it. */
abstract class StoreRules {

    static final String PAIR = "alice-work";
    static final String OTHER_PAIR = "bob-home";
    static final String NODE = "node-a";
    static final String OTHER_NODE = "node-b";
    static final Duration MINUTE = Duration.ofMinutes(1);

    /** Whole milliseconds: what every database can keep. */
    static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123Z");

    static final int ALL = 1_000;

    SyncStateStore store;

    abstract SyncStateStoreContract contract();

    @BeforeEach
    void openStore() {
        store = contract().open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    PairLease lease() {
        return lease(PAIR);
    }

    PairLease lease(String pair) {
        return store.acquire(pair, NODE, NOW, MINUTE)
                .orElseThrow(() -> new AssertionError("the lease of a pair that nobody holds was refused"));
    }

    void commit(Changes changes) {
        PairLease lease = lease();
        store.commit(lease, changes);
        store.release(lease);
    }

    void put(Link... links) {
        for (Link link : links) {
            PairLease lease = lease(link.pair());
            store.commit(lease, new Changes().put(link));
            store.release(lease);
        }
    }

    /** A second store over the same data; aborts the test where there can be none. */
    SyncStateStore again() {
        Optional<SyncStateStore> second = contract().openAgain(store);
        assumeTrue(second.isPresent(), "this store's data end with it, so that nothing can be opened again");
        return second.orElseThrow();
    }

    static Link link(String id, Observation left) {
        return Link.begin(id, PAIR, Side.LEFT, left, NOW);
    }

    static Link linkOf(String pair, String id, Observation left) {
        return Link.begin(id, pair, Side.LEFT, left, NOW);
    }

    static Link link(String id, Observation left, Observation right) {
        return link(id, left).change().on(Side.RIGHT, right).build();
    }

    static Observation seen(String id) {
        return seen(id, Presence.PRESENT);
    }

    static Observation seen(String id, Presence presence) {
        return new Observation(
                id, presence, "rev-1", NOW, NOW, null, "app/" + id, id.hashCode(), 1L, fields(1), Set.of());
    }

    static Observation childOf(String parent, String id) {
        return new Observation(
                id, Presence.PRESENT, "rev-1", NOW, NOW, parent, "app/" + id, 1L, 1L, fields(1), Set.of());
    }

    static Observation bearing(String id, long identity, long content, String origin) {
        return new Observation(
                id, Presence.PRESENT, "rev-1", NOW, NOW, null, origin, identity, content, fields(1), Set.of());
    }

    static FieldStates fields(long print) {
        return FieldStates.of(Map.of(
                "title", FieldState.print(print),
                "text", FieldState.empty(),
                "colour", FieldState.unknown(),
                "tags", FieldState.elements(Map.of(7L, print, -8L, Long.MIN_VALUE))));
    }

    static List<String> ids(List<Link> links) {
        return links.stream().map(Link::id).toList();
    }
}
