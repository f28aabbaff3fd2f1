package io.kalends.store.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.EncryptionKey;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.FencedException;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.RecordIds;
import io.kalends.sync.store.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSafetyTest {

    private static final String PAIR = TestLinks.PAIR;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SECRET = "Dinner with the auditors";

    private final WatchedDatabase watched = new WatchedDatabase(TestDatabases.inMemory());
    private final JdbcSyncStateStore store = TestDatabases.store(watched.source());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit",
                "prepareStatement DELETE FROM kalends_link",
                "prepareStatement SELECT id, left_key, right_key FROM kalends_link",
                "prepareStatement INSERT INTO kalends_link",
                "prepareStatement DELETE FROM kalends_kept",
                "prepareStatement UPDATE kalends_kept",
                "prepareStatement INSERT INTO kalends_kept",
                "prepareStatement INSERT INTO kalends_seen",
                "prepareStatement UPDATE kalends_pair SET last_nr",
                "prepareStatement DELETE FROM kalends_request",
                "prepareStatement UPDATE kalends_pair SET state"
            })
    void changesNothingWhenTheConnectionIsLostInACommit(String at) {
        PairLease lease = lease();
        store.commit(lease, new Changes().put(TestLinks.settled(1)).state(PairState.NEW.begun()));
        watched.losesConnectionAt = call -> call.startsWith(at);

        assertThatThrownBy(() -> store.commit(lease, everything())).isInstanceOf(TransientException.class);

        watched.losesConnectionAt = call -> false;
        assertThat(store.state(PAIR)).isEqualTo(PairState.NEW.begun());
        assertThat(store.list(PAIR, null, null, 10)).containsExactly(TestLinks.settled(1));
        assertThat(store.kept(PAIR, TestLinks.id(2))).isEmpty();
        assertThat(store.unseen(PAIR, Side.LEFT, 1, null, 10)).hasSize(1);
        store.commit(lease, everything());
        assertThat(store.list(PAIR, null, null, 10)).containsExactly(TestLinks.settled(2));
    }

    private static Changes everything() {
        return new Changes()
                .put(TestLinks.settled(2))
                .forget(TestLinks.id(1))
                .closeConflict(TestLinks.id(1))
                .keep(kept("v2"))
                .seen(new Changes.Seen(Side.LEFT, 1, new long[] {RecordIds.hash(leftId(1)), RecordIds.hash(leftId(2))}))
                .done(new Request(1, Request.Kind.RETRY, "", new byte[0]))
                .state(PairState.NEW);
    }

    @Test
    void changesNothingWhenTheDatabaseRefusesTheLastRow() {
        PairLease lease = lease();
        store.commit(lease, new Changes().put(TestLinks.settled(1)).keep(kept("v1")));

        assertThatThrownBy(() -> store.commit(
                        lease, new Changes().put(TestLinks.settled(2)).keep(kept("v1"))))
                .isInstanceOf(SyncException.class)
                .isNotInstanceOf(TransientException.class);

        assertThat(store.list(PAIR, null, null, 10)).hasSize(1);
    }

    @Test
    void saysThatTwoLinksNameOneRecordAndKeepsBothAway() {
        PairLease lease = lease();
        Link one = TestLinks.settled(1);
        Link other = Link.begin("other", PAIR, Side.LEFT, one.on(Side.LEFT).orElseThrow(), TestLinks.NOW);

        assertThatThrownBy(() -> store.commit(lease, new Changes().put(one).put(other)))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("two links name the same record");
        assertThat(store.list(PAIR, null, null, 10)).isEmpty();
    }

    @Test
    void fencesOutTheFirstCommitOfANodeWhoseLeaseWasTakenAfterItEnded() {
        PairLease slow = lease();
        PairLease next = store.acquire(PAIR, "other", TestLinks.NOW.plus(MINUTE).plusMillis(1), MINUTE)
                .orElseThrow();

        assertThatThrownBy(() -> store.commit(slow, new Changes().put(TestLinks.settled(1))))
                .isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> store.renew(slow, TestLinks.NOW, MINUTE)).isInstanceOf(FencedException.class);
        assertThat(store.release(slow)).isFalse();
        assertThat(store.list(PAIR, null, null, 10)).isEmpty();
        store.commit(next, new Changes().put(TestLinks.settled(1)));
        assertThat(store.list(PAIR, null, null, 10)).hasSize(1);
    }

    @Test
    void givesOneLeaseToTwoThreadsThatAskAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                String pair = "pair-" + round;
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<Optional<PairLease>>> asked = List.of(
                        threads.submit(() -> acquire(start, pair, "a")),
                        threads.submit(() -> acquire(start, pair, "b")));

                assertThat(taken(asked)).as(pair).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<PairLease> acquire(CyclicBarrier start, String pair, String node) throws Exception {
        start.await();
        return store.acquire(pair, node, TestLinks.NOW, MINUTE);
    }

    private static List<PairLease> taken(List<Future<Optional<PairLease>>> asked)
            throws InterruptedException, ExecutionException {
        List<PairLease> leases = new ArrayList<>();
        for (Future<Optional<PairLease>> each : asked) {
            each.get().ifPresent(leases::add);
        }
        return leases;
    }

    @Test
    void makesOneFingerprintKeyWhenTwoNodesStartAtOnce() throws Exception {
        DataSource database = TestDatabases.inMemory();
        JdbcSyncStateStore first = TestDatabases.store(database);
        JdbcSyncStateStore second = TestDatabases.store(database);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<byte[]> one = threads.submit(first::fingerprintKey);
            Future<byte[]> two = threads.submit(second::fingerprintKey);
            assertThat(one.get()).isEqualTo(two.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsContentUnreadableInTheFileAndReadsItAfterARestart(@TempDir Path folder) throws IOException {
        DataSource database = TestDatabases.inFile(folder.resolve("kalends"));
        JdbcSyncStateStore before = TestDatabases.store(database);
        PairLease lease = before.acquire(PAIR, "node", TestLinks.NOW, MINUTE).orElseThrow();
        before.commit(lease, new Changes().put(TestLinks.settled(2)).keep(kept("v1")));
        before.request(PAIR, new Request(0, Request.Kind.RESOLVE, TestLinks.id(2), SECRET.getBytes(UTF_8)));
        byte[] fingerprintKey = before.fingerprintKey();

        Path file = folder.resolve("kalends.mv.db");
        String bytes = Files.readString(file, ISO_8859_1);
        assertThat(bytes).contains(TestLinks.id(2)).doesNotContain(SECRET);
        assertThat(bytes).doesNotContain(new String(fingerprintKey, ISO_8859_1));

        JdbcSyncStateStore after = TestDatabases.store(TestDatabases.inFile(folder.resolve("kalends")));
        assertThat(after.list(PAIR, null, null, 10)).containsExactly(TestLinks.settled(2));
        assertThat(after.kept(PAIR, TestLinks.id(2)))
                .singleElement()
                .satisfies(version ->
                        assertThat(new String(version.content(), UTF_8)).isEqualTo(SECRET));
        assertThat(after.fingerprintKey()).isEqualTo(fingerprintKey);
        assertThat(after.acquire(PAIR, "node", TestLinks.NOW, MINUTE)
                        .orElseThrow()
                        .requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(new String(request.payload(), UTF_8)).isEqualTo(SECRET));
    }

    @Test
    void readsWhatAnEarlierKeySealedOnceTheKeyIsRotated() {
        DataSource database = TestDatabases.inMemory();
        EncryptionKey old = new EncryptionKey("old", new byte[32]);
        byte[] other = new byte[32];
        other[0] = 1;
        JdbcSyncStateStore before = JdbcSyncStateStore.builder(database)
                .keys(KeySource.of(old))
                .migrate(Migrate.SCRIPTS)
                .build();
        PairLease lease = before.acquire(PAIR, "node", TestLinks.NOW, MINUTE).orElseThrow();
        before.commit(lease, new Changes().put(TestLinks.settled(2)).keep(kept("v1")));
        byte[] fingerprintKey = before.fingerprintKey();

        JdbcSyncStateStore after = JdbcSyncStateStore.builder(database)
                .keys(new TwoKeys(old, new EncryptionKey("new", other)))
                .build();
        after.commit(lease, new Changes().keep(kept("v2")));

        assertThat(after.kept(PAIR, TestLinks.id(2))).hasSize(2);
        assertThat(after.fingerprintKey()).isEqualTo(fingerprintKey);
        assertThatThrownBy(() -> before.kept(PAIR, TestLinks.id(2))).hasMessageContaining("there is no key 'new'");
    }

    private record TwoKeys(EncryptionKey old, EncryptionKey current) implements KeySource {
        @Override
        public EncryptionKey byId(String id) {
            return id.equals(old.id()) ? old : current;
        }
    }

    @Test
    void givesEveryConnectionBackBeforeItReturns() {
        PairLease lease = lease();
        store.commit(lease, everything());
        store.list(PAIR, null, null, 10);
        store.kept(PAIR, TestLinks.id(2));
        store.fingerprintKey();
        store.forget(PAIR);

        assertThat(watched.open).hasValue(0);
        assertThat(watched.mostOpen).isEqualTo(1);
    }

    @Test
    void leavesADriversTextOutOfItsErrors() {
        watched.losesConnectionAt = call -> call.startsWith("prepareStatement SELECT state");

        assertThatThrownBy(() -> store.state(PAIR))
                .isInstanceOf(TransientException.class)
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).contains("08006").doesNotContain("the connection is lost");
                });
    }

    @Test
    void saysHowToGetAKeyWhenNoneIsGiven() {
        assertThatThrownBy(() -> JdbcSyncStateStore.builder(watched.source()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("KeySource.inFile");
    }

    private PairLease lease() {
        return store.acquire(PAIR, "node", TestLinks.NOW, MINUTE).orElseThrow();
    }

    private static String leftId(int number) {
        return TestLinks.settled(number).on(Side.LEFT).orElseThrow().id();
    }

    private static KeptVersion kept(String id) {
        return new KeptVersion(id, TestLinks.id(2), Side.LEFT, TestLinks.NOW, true, "lost", SECRET.getBytes(UTF_8));
    }
}
