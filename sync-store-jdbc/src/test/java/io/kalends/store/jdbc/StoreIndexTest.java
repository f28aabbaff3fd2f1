package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.Request;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every query of the store is answered by an index, and reads no more rows than it gives. */
class StoreIndexTest {

    private static final int LINKS = 3_000;

    private final DataSource database = TestDatabases.inMemory();
    private final WatchedDatabase watched = new WatchedDatabase(database);
    private JdbcSyncStateStore store = TestDatabases.store(database);

    @BeforeEach
    void fill() {
        PairLease lease = lease();
        Changes changes = new Changes();
        IntStream.range(0, LINKS)
                .mapToObj(i -> i % 10 == 0 ? TestLinks.due(i, TestLinks.NOW) : TestLinks.settled(i))
                .forEach(changes::put);
        store.commit(lease, changes);
        store = TestDatabases.store(watched.source());
    }

    @Test
    void readsEveryQueryByAnIndex() throws SQLException {
        Link some = TestLinks.settled(7);
        String left = some.on(Side.LEFT).orElseThrow().id();

        store.linksOf(TestLinks.PAIR, Side.LEFT, List.of(left, "unknown"));
        store.linksOf(TestLinks.PAIR, Side.RIGHT, List.of(left));
        store.links(TestLinks.PAIR, List.of(some.id()));
        store.children(TestLinks.PAIR, Side.LEFT, List.of(left));
        store.children(TestLinks.PAIR, Side.RIGHT, List.of(left));
        store.alike(TestLinks.PAIR, Side.LEFT, List.of(1L), List.of(2L), List.of("app/x"));
        store.alike(TestLinks.PAIR, Side.RIGHT, List.of(1L), List.of(2L), List.of("app/x"));
        store.due(TestLinks.PAIR, TestLinks.NOW, null, 100);
        store.intended(TestLinks.PAIR, null, 100);
        store.unseen(TestLinks.PAIR, Side.LEFT, 1, null, 100);
        store.list(TestLinks.PAIR, null, null, 100);
        store.list(TestLinks.PAIR, LinkStatus.SYNCED, null, 100);
        store.counts(TestLinks.PAIR);
        store.kept(TestLinks.PAIR, some.id());
        store.state(TestLinks.PAIR);
        store.request(TestLinks.PAIR, new Request(0, Request.Kind.RETRY, "", new byte[0]));
        store.release(lease());

        assertThat(watched.queries()).hasSizeGreaterThan(18);
        for (String query : watched.queries()) {
            if (!query.contains("kalends_meta")) {
                assertThat(plan("EXPLAIN " + query)).as(query).doesNotContain("tablescan");
            }
        }
    }

    @Test
    void readsAPageOfStatusWithoutReadingThePair() throws SQLException {
        store.list(TestLinks.PAIR, LinkStatus.SYNCED, null, 10);

        assertThat(rowsRead("SELECT id, body FROM kalends_link WHERE pair = %d AND id > '' AND status = 'SYNCED'"
                        + " ORDER BY pair, status, id LIMIT 10"))
                .isLessThan(20);
        assertThat(watched.queries()).anyMatch(query -> query.endsWith("ORDER BY pair, status, id LIMIT ?"));
    }

    @Test
    void readsOnlyWhatIsDue() throws SQLException {
        assertThat(store.due(TestLinks.PAIR, TestLinks.NOW, null, 1_000)).hasSize(LINKS / 10);
        assertThat(rowsRead("SELECT id FROM kalends_link WHERE pair = %d AND due_at >= 0 AND due_at <= "
                        + Long.MAX_VALUE + " ORDER BY pair, due_at, id LIMIT 10001"))
                .isLessThan(LINKS / 10 + 10);
    }

    @Test
    void findsKeysOneByOne() throws SQLException {
        store.linksOf(TestLinks.PAIR, Side.LEFT, List.of("x"));
        assertThat(watched.queries()).contains("SELECT id, body FROM kalends_link WHERE (pair, left_key) IN ((?, ?))");
        assertThat(rowsRead("SELECT id, body FROM kalends_link WHERE (pair, left_key) IN ((%1$d, 1), (%1$d, 2))"))
                .isLessThan(5);
    }

    @Test
    void pagesThroughMoreDueLinksThanItSorts() {
        PairLease lease = lease();
        Changes changes = new Changes();
        IntStream.range(0, 11_000)
                .mapToObj(i -> TestLinks.due(i, TestLinks.NOW))
                .forEach(changes::put);
        store.commit(lease, changes);

        List<Link> first = store.due(TestLinks.PAIR, TestLinks.NOW, null, 400);
        List<Link> second = store.due(TestLinks.PAIR, TestLinks.NOW, TestLinks.id(399), 400);

        assertThat(first).hasSize(400).last().extracting(Link::id).isEqualTo(TestLinks.id(399));
        assertThat(second).hasSize(400).first().extracting(Link::id).isEqualTo(TestLinks.id(400));
    }

    private PairLease lease() {
        return store.acquire(TestLinks.PAIR, "node", TestLinks.NOW, Duration.ofMinutes(1))
                .orElseThrow();
    }

    private int rowsRead(String query) throws SQLException {
        String plan = plan("EXPLAIN ANALYZE " + query.formatted(PairRows.number(TestLinks.PAIR)));
        return Integer.parseInt(plan.replaceAll("(?s).*scancount: (\\d+).*", "$1"));
    }

    private String plan(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setObject(i, 1);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1).toLowerCase(Locale.ROOT).replace("table scan", "tablescan");
            }
        }
    }
}
