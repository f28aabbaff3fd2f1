package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Side;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.FencedException;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairSide;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.RecordIds;
import io.kalends.sync.store.Request;
import io.kalends.sync.store.SideProgress;
import io.kalends.sync.store.SyncStateStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a store forgets when asked, and what it never does. */
abstract class StoreLastingRules extends StoreRules {

    @Test
    @DisplayName("S65: the pairs of a collection are named with their sides, until they have another or are forgotten")
    void namesThePairsOfACollection() {
        commit(new Changes().state(between("one", "two")));
        PairLease other = store.acquire(OTHER_PAIR, NODE, NOW, MINUTE).orElseThrow();
        store.commit(other, new Changes().state(between("two", "three")));

        assertThat(store.pairsOn("two"))
                .containsExactlyInAnyOrder(new PairSide(PAIR, Side.RIGHT), new PairSide(OTHER_PAIR, Side.LEFT));
        commit(new Changes().state(between("one", "four")));
        assertThat(store.pairsOn("two")).containsExactly(new PairSide(OTHER_PAIR, Side.LEFT));
        store.forget(OTHER_PAIR);
        assertThat(store.pairsOn("two")).isEmpty();
        assertThat(store.pairsOn("one")).containsExactly(new PairSide(PAIR, Side.LEFT));
    }

    private static PairState between(String left, String right) {
        return PairState.NEW.begun().with(Side.LEFT, SideProgress.of(left)).with(Side.RIGHT, SideProgress.of(right));
    }

    @Test
    @DisplayName("S57: a forgotten pair is as one that was never known; other pairs stay")
    void forgetsAPair() {
        put(link("l1", seen("a")), linkOf(OTHER_PAIR, "l2", seen("a")));
        commit(new Changes()
                .state(PairState.NEW.begun())
                .keep(new KeptVersion("v1", "l1", Side.LEFT, NOW, true, "lost", new byte[] {'{', '}'})));
        store.request(PAIR, new Request(0, Request.Kind.RETRY, "", new byte[0]));

        store.forget(PAIR);

        assertThat(store.list(PAIR, null, null, ALL)).isEmpty();
        assertThat(store.kept(PAIR, "l1")).isEmpty();
        assertThat(store.state(PAIR)).isEqualTo(PairState.NEW);
        assertThat(lease().requests()).isEmpty();
        assertThat(ids(store.list(OTHER_PAIR, null, null, ALL))).containsExactly("l2");
    }

    @Test
    @DisplayName("S58: a run whose pair is forgotten is fenced out, also once the pair is taken up again")
    void fencesOutARunOfAForgottenPair() {
        PairLease running = lease();
        store.forget(PAIR);

        assertThatThrownBy(() -> store.commit(running, new Changes().put(link("l1", seen("a")))))
                .isInstanceOf(FencedException.class);
        store.acquire(PAIR, OTHER_NODE, NOW, MINUTE);
        assertThatThrownBy(() -> store.commit(running, new Changes().put(link("l1", seen("a")))))
                .isInstanceOf(FencedException.class);
        assertThat(store.list(PAIR, null, null, ALL)).isEmpty();
    }

    @Test
    @DisplayName("S59: forgetting a pair that is not known does nothing")
    void forgetsNothing() {
        store.forget("unknown");

        assertThat(store.state("unknown")).isEqualTo(PairState.NEW);
    }

    @Test
    @DisplayName("S60: the marks of a forgotten pair are gone too")
    void forgetsMarks() {
        commit(new Changes().seen(new Changes.Seen(Side.LEFT, 1, new long[] {RecordIds.hash("a")})));
        store.forget(PAIR);
        put(link("l1", seen("a")));

        assertThat(ids(store.unseen(PAIR, Side.LEFT, 1, null, ALL))).containsExactly("l1");
    }

    @Test
    @DisplayName("S61: the fingerprint key has 32 bytes and is the same each time")
    void keepsItsKey() {
        assertThat(store.fingerprintKey()).hasSize(Fingerprints.KEY_BYTES).isEqualTo(store.fingerprintKey());
    }

    @Test
    @DisplayName("S62: everything is there when the store is opened again, its key included")
    void lasts() {
        put(link("l1", seen("a"), seen("b")));
        PairLease before = lease();
        store.commit(
                before,
                new Changes()
                        .state(PairState.NEW.begun())
                        .keep(new KeptVersion("v1", "l1", Side.LEFT, NOW, true, "lost", new byte[] {'{', '}'})));
        store.request(PAIR, new Request(0, Request.Kind.RETRY, "l1", new byte[0]));

        try (SyncStateStore later = again()) {
            assertThat(later.list(PAIR, null, null, ALL)).isEqualTo(store.list(PAIR, null, null, ALL));
            assertThat(later.state(PAIR)).isEqualTo(PairState.NEW.begun());
            assertThat(later.kept(PAIR, "l1")).hasSize(1);
            assertThat(later.fingerprintKey()).isEqualTo(store.fingerprintKey());
            assertThat(later.acquire(PAIR, OTHER_NODE, NOW, MINUTE)).isEmpty();
            PairLease next = later.acquire(PAIR, OTHER_NODE, NOW.plus(MINUTE).plusMillis(1), MINUTE)
                    .orElseThrow();
            assertThat(next.fence()).isGreaterThan(before.fence());
            assertThat(next.requests()).extracting(Request::target).contains("l1");
        }
    }

    @Test
    @DisplayName("S63: two stores over the same data share leases and see each other's commits")
    void sharesData() {
        try (SyncStateStore other = again()) {
            PairLease taken = other.acquire(PAIR, OTHER_NODE, NOW, MINUTE).orElseThrow();
            assertThat(store.acquire(PAIR, NODE, NOW, MINUTE)).isEmpty();
            other.commit(taken, new Changes().put(link("l1", seen("a"))));

            assertThat(ids(store.list(PAIR, null, null, ALL))).containsExactly("l1");
            assertThat(other.release(taken)).isTrue();
        }
    }
}
