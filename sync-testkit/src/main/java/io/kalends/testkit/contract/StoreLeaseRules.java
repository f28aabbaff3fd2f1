package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.store.Changes;
import io.kalends.sync.store.FencedException;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One node at a time runs a pair, and one that lost its lease changes nothing. */
abstract class StoreLeaseRules extends StoreRules {

    private static final Instant ENDED = NOW.plus(MINUTE).plusMillis(1);

    @Test
    @DisplayName("S1: a pair unknown so far begins new and with no request")
    void beginsNew() {
        PairLease lease = lease();

        assertThat(lease.pair()).isEqualTo(PAIR);
        assertThat(lease.state()).isEqualTo(PairState.NEW);
        assertThat(lease.requests()).isEmpty();
        assertThat(lease.until()).isEqualTo(NOW.plus(MINUTE));
    }

    @Test
    @DisplayName("S2: another node gets nothing while the lease lasts")
    void refusesAnotherNode() {
        lease();

        assertThat(store.acquire(PAIR, OTHER_NODE, NOW.plus(MINUTE).minusMillis(1), MINUTE))
                .isEmpty();
    }

    @Test
    @DisplayName("S3: who was refused leaves a request to run again")
    void leavesARequestWhenRefused() {
        PairLease lease = lease();
        store.acquire(PAIR, OTHER_NODE, NOW, MINUTE);

        assertThat(store.release(lease)).isTrue();
        assertThat(lease().requests()).extracting(Request::kind).contains(Request.Kind.AGAIN);
    }

    @Test
    @DisplayName("S4: the holder may take the lease again, with a higher fence, and the old one is lost")
    void letsTheHolderTakeItAgain() {
        PairLease first = lease();
        PairLease second = lease();

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThatThrownBy(() -> store.commit(first, new Changes())).isInstanceOf(FencedException.class);
    }

    @Test
    @DisplayName("S5: a lease that ended goes to another node, with a higher fence")
    void givesAnEndedLeaseToAnother() {
        PairLease ended = lease();
        Optional<PairLease> taken = store.acquire(PAIR, OTHER_NODE, ENDED, MINUTE);

        assertThat(taken).isPresent();
        assertThat(taken.orElseThrow().fence()).isGreaterThan(ended.fence());
    }

    @Test
    @DisplayName("S6: a lease that was given up is free at once, and the next has a higher fence")
    void isFreeOnceReleased() {
        PairLease released = lease();
        store.release(released);

        Optional<PairLease> taken = store.acquire(PAIR, OTHER_NODE, NOW, MINUTE);
        assertThat(taken).isPresent();
        assertThat(taken.orElseThrow().fence()).isGreaterThan(released.fence());
    }

    @Test
    @DisplayName("S7: renewing moves the end and keeps the fence")
    void renews() {
        PairLease lease = lease();
        Instant later = NOW.plusSeconds(50);

        PairLease renewed = store.renew(lease, later, MINUTE);

        assertThat(renewed.until()).isEqualTo(later.plus(MINUTE));
        assertThat(renewed.fence()).isEqualTo(lease.fence());
        assertThat(store.acquire(PAIR, OTHER_NODE, ENDED, MINUTE)).isEmpty();
    }

    @Test
    @DisplayName("S8: a lost lease cannot be renewed, and its new holder keeps it")
    void refusesToRenewALostLease() {
        PairLease lost = lease();
        PairLease taken = store.acquire(PAIR, OTHER_NODE, ENDED, MINUTE).orElseThrow();

        assertThatThrownBy(() -> store.renew(lost, ENDED, MINUTE)).isInstanceOf(FencedException.class);
        assertThat(store.renew(taken, ENDED, MINUTE).fence()).isEqualTo(taken.fence());
    }

    @Test
    @DisplayName("S9: a commit under a lost lease is refused and changes nothing")
    void fencesOutALostLease() {
        PairLease lost = lease();
        store.acquire(PAIR, OTHER_NODE, ENDED, MINUTE);

        assertThatThrownBy(() -> store.commit(
                        lost, new Changes().put(link("l1", seen("a"))).state(PairState.NEW.begun())))
                .isInstanceOf(FencedException.class);
        assertThat(store.list(PAIR, null, null, ALL)).isEmpty();
        assertThat(store.state(PAIR)).isEqualTo(PairState.NEW);
    }

    @Test
    @DisplayName("S10: a commit under a lease that was given up is refused")
    void fencesOutAReleasedLease() {
        PairLease released = lease();
        store.release(released);

        assertThatThrownBy(() -> store.commit(released, new Changes().put(link("l1", seen("a")))))
                .isInstanceOf(FencedException.class);
        assertThat(store.list(PAIR, null, null, ALL)).isEmpty();
    }

    @Test
    @DisplayName("S11: giving up a lost lease takes nothing from its new holder")
    void leavesTheNewHolderAlone() {
        PairLease lost = lease();
        PairLease taken = store.acquire(PAIR, OTHER_NODE, ENDED, MINUTE).orElseThrow();

        store.release(lost);

        assertThat(store.acquire(PAIR, "node-c", ENDED, MINUTE)).isEmpty();
        store.commit(taken, new Changes().put(link("l1", seen("a"))));
        assertThat(ids(store.list(PAIR, null, null, ALL))).containsExactly("l1");
    }

    @Test
    @DisplayName("S12: giving up tells whether anything was asked for since the lease was taken")
    void tellsWhetherToRunAgain() {
        store.request(PAIR, new Request(0, Request.Kind.RETRY, "", new byte[0]));
        PairLease first = lease();
        assertThat(store.release(first)).isFalse();

        PairLease second = lease();
        store.request(PAIR, new Request(0, Request.Kind.RETRY, "", new byte[0]));
        assertThat(store.release(second)).isTrue();
    }

    @Test
    @DisplayName("S13: a lease carries the state that was committed last")
    void carriesTheState() {
        commit(new Changes().state(PairState.NEW.begun()));

        assertThat(lease().state()).isEqualTo(PairState.NEW.begun());
    }

    @Test
    @DisplayName("S14: pairs do not stand in each other's way")
    void keepsPairsApart() {
        PairLease alice = lease();

        PairLease bob = store.acquire(OTHER_PAIR, OTHER_NODE, NOW, MINUTE).orElseThrow();
        store.commit(bob, new Changes().put(linkOf(OTHER_PAIR, "b1", seen("a"))));
        store.commit(alice, new Changes().put(link("a1", seen("a"))));

        assertThat(ids(store.list(PAIR, null, null, ALL))).containsExactly("a1");
        assertThat(ids(store.list(OTHER_PAIR, null, null, ALL))).containsExactly("b1");
    }

    @Test
    @DisplayName("S15: of many nodes that ask at once, one gets the lease")
    void givesTheLeaseToOne() throws InterruptedException, ExecutionException {
        int nodes = 8;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            List<Callable<Optional<PairLease>>> asking = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                String node = "node-" + i;
                asking.add(() -> store.acquire(PAIR, node, NOW, MINUTE));
            }
            int given = 0;
            for (Future<Optional<PairLease>> answer : threads.invokeAll(asking)) {
                given += answer.get().isPresent() ? 1 : 0;
            }
            assertThat(given).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
