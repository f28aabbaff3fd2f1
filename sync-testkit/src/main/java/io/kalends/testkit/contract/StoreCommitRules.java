package io.kalends.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Cursor;
import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.Problem;
import io.kalends.sync.store.RecordIds;
import io.kalends.sync.store.Request;
import io.kalends.sync.store.SideProgress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A commit is all or nothing, for those who read too. */
abstract class StoreCommitRules extends StoreRules {

    @Test
    @DisplayName("S50: the pair's state comes back with everything that was put")
    void keepsTheWholeState() {
        PairState full = new PairState(
                new SideProgress(
                        new Cursor("token é\n\"1\"", "life-1"),
                        new SideProgress.Listing(9, Cursor.of("page-2"), NOW, true, false),
                        "life-1",
                        -44,
                        NOW.minusSeconds(3600),
                        "memory:left",
                        false),
                new SideProgress(
                        Cursor.of("x".repeat(2_000)),
                        new SideProgress.Listing(10, null, NOW, false, true),
                        null,
                        Long.MAX_VALUE,
                        null,
                        "5e0c",
                        true),
                Long.MIN_VALUE,
                17,
                false,
                List.of(new PairState.Removals(NOW.minusSeconds(60), 3), new PairState.Removals(NOW, 1)),
                NOW,
                NOW.minusSeconds(1),
                NOW.minusSeconds(2),
                new Problem("refused", "connect the account again", NOW));
        commit(new Changes().state(full));

        assertThat(store.state(PAIR)).isEqualTo(full);
        assertThat(store.state(OTHER_PAIR)).isEqualTo(PairState.NEW);
    }

    @Test
    @DisplayName("S51: a commit without a state leaves the state as it is")
    void leavesTheStateAlone() {
        PairState begun = PairState.NEW.begun();
        commit(new Changes().state(begun));
        commit(new Changes().put(link("l1", seen("a"))));
        commit(new Changes());

        assertThat(store.state(PAIR)).isEqualTo(begun);
    }

    @Test
    @DisplayName("S52: a commit does everything in it")
    void doesEverything() {
        put(link("old", seen("o")));
        store.request(PAIR, new Request(0, Request.Kind.RETRY, "old", new byte[0]));
        PairLease lease = lease();
        store.commit(lease, everything(lease).put(link("l1", seen("a"))));
        store.release(lease);

        assertThat(ids(store.list(PAIR, null, null, ALL))).containsExactly("l1");
        assertThat(store.kept(PAIR, "l1")).hasSize(1);
        assertThat(store.unseen(PAIR, Side.LEFT, 1, null, ALL)).isEmpty();
        assertThat(store.state(PAIR)).isEqualTo(PairState.NEW.begun());
        assertThat(lease().requests()).isEmpty();
    }

    @Test
    @DisplayName("S53: a commit that is refused does nothing of what is in it")
    void doesNothingWhenRefused() {
        put(link("old", seen("o")), link("taken", seen("a")));
        store.request(PAIR, new Request(0, Request.Kind.RETRY, "old", new byte[0]));
        PairLease lease = lease();

        assertThatThrownBy(() -> store.commit(lease, everything(lease).put(link("l1", seen("a")))))
                .isInstanceOf(SyncException.class);

        store.release(lease);
        assertThat(ids(store.list(PAIR, null, null, ALL))).containsExactly("old", "taken");
        assertThat(store.kept(PAIR, "l1")).isEmpty();
        assertThat(ids(store.unseen(PAIR, Side.LEFT, 1, null, ALL))).containsExactly("old", "taken");
        assertThat(store.state(PAIR)).isEqualTo(PairState.NEW);
        assertThat(lease().requests()).hasSize(1);
    }

    @Test
    @DisplayName("S54: after a refused commit the lease still serves")
    void goesOnAfterARefusal() {
        put(link("taken", seen("a")));
        PairLease lease = lease();
        assertThatThrownBy(() -> store.commit(lease, new Changes().put(link("l1", seen("a")))))
                .isInstanceOf(SyncException.class);

        store.commit(lease, new Changes().put(link("l1", seen("b"))));

        assertThat(ids(store.list(PAIR, null, null, ALL))).containsExactly("l1", "taken");
    }

    @Test
    @DisplayName("S55: who reads meanwhile sees a commit whole or not at all")
    void hidesHalfACommit() throws InterruptedException, ExecutionException {
        int links = 40;
        int commits = 30;
        PairLease lease = lease();
        store.commit(lease, all(links, LinkStatus.SYNCED));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reader = thread.submit(() -> {
                int reads = 0;
                do {
                    Map<LinkStatus, Long> counts = store.counts(PAIR);
                    assertThat(counts.values().stream().filter(count -> count != 0))
                            .containsExactly((long) links);
                    reads++;
                } while (!done.get());
                return reads;
            });
            for (int i = 0; i < commits; i++) {
                store.commit(lease, all(links, i % 2 == 0 ? LinkStatus.FAILED : LinkStatus.SYNCED));
            }
            done.set(true);
            assertThat(reader.get()).isPositive();
        } finally {
            done.set(true);
            thread.shutdownNow();
        }
    }

    @Test
    @DisplayName("S56: what was handed in or out can be changed without changing the store")
    void sharesNoArrays() {
        byte[] content = "{\"title\":\"kept\"}".getBytes(UTF_8);
        put(link("l1", seen("a")));
        commit(new Changes().keep(new KeptVersion("v1", "l1", Side.LEFT, NOW, true, "lost", content)));
        content[0] = 'X';
        byte[] key = store.fingerprintKey();
        key[0]++;

        assertThat(new String(store.kept(PAIR, "l1").get(0).content(), UTF_8)).startsWith("{");
        assertThat(store.fingerprintKey()[0]).isNotEqualTo(key[0]);
    }

    /** A change of every kind, but for the link {@code l1} that it belongs to. */
    private static Changes everything(PairLease lease) {
        return new Changes()
                .forget("old")
                .seen(new Changes.Seen(Side.LEFT, 1, new long[] {RecordIds.hash("a")}))
                .keep(new KeptVersion("v1", "l1", Side.LEFT, NOW, true, "lost", new byte[] {'{', '}'}))
                .closeConflict("old")
                .done(lease.requests().get(0))
                .state(PairState.NEW.begun());
    }

    private static Changes all(int links, LinkStatus status) {
        Changes changes = new Changes();
        for (int i = 0; i < links; i++) {
            Link link = link("l" + i, seen("record-" + i));
            changes.put(link.change().status(status).build());
        }
        return changes;
    }
}
