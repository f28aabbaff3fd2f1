package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Replica;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.record.RecordType;
import io.kalends.testkit.SettableClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The change log with a host's own table and the host's own transactions. */
class JdbcChangeLogTest {

    private static final String CALENDAR = "orders";

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final DataSource database = TestDatabases.inMemory();
    private final JdbcChangeLog log = JdbcChangeLog.builder(database)
            .migrate(Migrate.SCRIPTS)
            .clock(clock)
            .random(new SplittableRandom(1))
            .build();
    private final Orders orders = new Orders();
    private final Replica<Order> replica = log.replica(CALENDAR, RecordType.of(Order.class))
            .reader(orders)
            .writer(orders, new SinkTraits(SinkTraits.Recognition.NONE, true, false, 100))
            .build();

    /** The host's record. */
    record Order(String id, String dish) {}

    @BeforeEach
    void makeTheHostsTable() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("CREATE TABLE orders (id VARCHAR(20) PRIMARY KEY, dish VARCHAR(20), version INT)");
        }
    }

    @Test
    void tellsWhatChangedInCommittedTransactionsAlone() throws SQLException {
        Cursor start = next(list());

        inTransaction(connection -> put(connection, "a", "soup"));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            put(connection, "b", "cake");
            connection.rollback();
        }

        assertThat(entries(changes(start))).containsExactly("a soup");
    }

    @Test
    void listsByPagesAndThenGoesOnFromWhereTheListingBegan() throws SQLException {
        for (String id : List.of("a", "b", "c")) {
            inTransaction(connection -> put(connection, id, "soup"));
        }
        ChangePage<Order> first = page(null, 2);
        inTransaction(connection -> put(connection, "a", "cake"));
        ChangePage<Order> last = page(first.next(), 2);
        ChangePage<Order> after = page(last.next(), 10);

        assertThat(entries(first)).containsExactly("a soup", "b soup");
        assertThat(first.more()).isTrue();
        assertThat(entries(last)).containsExactly("c soup");
        assertThat(last.more()).isFalse();
        assertThat(last.listing()).isEqualTo(ChangePage.Listing.FULL);
        assertThat(entries(after)).containsExactly("a cake");
        assertThat(after.listing()).isEqualTo(ChangePage.Listing.DELTA);
    }

    @Test
    void tellsADeletedRecordAsRemovedAndAnInsertedOneAgainAsThere() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        inTransaction(connection -> put(connection, "b", "cake"));
        Cursor start = next(list());

        inTransaction(connection -> remove(connection, "a"));
        inTransaction(connection -> remove(connection, "b"));
        inTransaction(connection -> put(connection, "b", "pie"));

        assertThat(entries(changes(start))).containsExactly("a removed", "b pie");
    }

    @Test
    void neverHidesALaterCommitBehindAnEarlierNumber() throws Exception {
        Cursor start = next(list());
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection slow = database.getConnection()) {
            slow.setAutoCommit(false);
            put(slow, "slow", "roast");

            Future<?> fast = threads.submit(() -> {
                inTransaction(connection -> put(connection, "fast", "salad"));
                return null;
            });
            // The second transaction cannot take a number before the first one ends, so nothing is visible.
            ChangePage<Order> between = changes(start);
            assertThat(entries(between)).isEmpty();
            slow.commit();
            fast.get();

            assertThat(entries(changes(between.next()))).containsExactly("slow roast", "fast salad");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void losesNothingToAReaderThatFollowsManyWriters() throws Exception {
        Cursor cursor = next(list());
        int writers = 4;
        int each = 50;
        List<String> seen = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "w" + writer + "-";
                writing.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        String id = name + i;
                        inTransaction(connection -> put(connection, id, "soup"));
                    }
                    return null;
                }));
            }
            boolean done = false;
            while (!done) {
                done = writing.stream().allMatch(Future::isDone);
                ChangePage<Order> page = changes(cursor);
                seen.addAll(entries(page));
                cursor = next(page);
            }
            for (Future<?> thread : writing) {
                thread.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(seen).hasSize(writers * each).doesNotHaveDuplicates();
    }

    @Test
    void refusesACursorOlderThanThePurgeAndGoesOnFromAYoungerOne() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor old = next(list());
        inTransaction(connection -> put(connection, "b", "soup"));
        clock.advance(Duration.ofDays(31));
        inTransaction(connection -> put(connection, "c", "soup"));
        Cursor young = next(list());
        inTransaction(connection -> put(connection, "d", "soup"));

        log.purge(CALENDAR);

        assertThatThrownBy(() -> changes(old))
                .isInstanceOf(CursorExpiredException.class)
                .hasMessageContaining("purged");
        assertThat(entries(changes(young))).containsExactly("d soup");
    }

    @Test
    void keepsTheCursorOfACalendarInWhichNothingHappensForMonths() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor idle = next(list());
        clock.advance(Duration.ofDays(200));

        log.purge(CALENDAR);

        assertThat(entries(changes(idle))).isEmpty();
    }

    @Test
    void takesAnotherIncarnationWhenARestoredBackupIsOlderThanTheCursor() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor backup = next(list());
        inTransaction(connection -> put(connection, "b", "soup"));
        Cursor ahead = next(changes(backup));

        undoTheLastChange();

        assertThatThrownBy(() -> changes(ahead))
                .isInstanceOf(CursorExpiredException.class)
                .hasMessageContaining("restored");
        assertThat(next(list()).incarnation()).isNotEqualTo(ahead.incarnation());
        assertThatThrownBy(() -> changes(backup)).isInstanceOf(CursorExpiredException.class);
    }

    @Test
    void noticesARestoredBackupAlsoWhenNewChangesHaveCaughtUpWithTheCursor() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        inTransaction(connection -> put(connection, "b", "soup"));
        Cursor ahead = next(list());

        undoTheLastChange();
        inTransaction(connection -> put(connection, "c", "soup"));
        inTransaction(connection -> put(connection, "d", "soup"));

        assertThatThrownBy(() -> changes(ahead))
                .isInstanceOf(CursorExpiredException.class)
                .hasMessageContaining("restored");
        assertThat(next(list()).incarnation()).isNotEqualTo(ahead.incarnation());
    }

    @Test
    void goesOnAfterARestoredBackupThatIsYoungerThanTheCursor() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor behind = next(list());
        inTransaction(connection -> put(connection, "b", "soup"));
        inTransaction(connection -> put(connection, "c", "soup"));

        undoTheLastChange();

        assertThat(entries(changes(behind))).containsExactly("b soup");
    }

    @Test
    void refusesGarbageAsExpired() {
        String incarnation = next(list()).incarnation();

        for (String token : List.of("", "garbage", "1", "-1.0", "99999999999999999999.1", "5.zz", "0.1")) {
            assertThatThrownBy(() -> changes(new Cursor(token, incarnation)))
                    .as(token)
                    .isInstanceOf(CursorExpiredException.class);
        }
    }

    @Test
    void logsItsOwnWritesInTheSameTransaction() throws SQLException {
        Cursor start = next(list());

        List<WriteResult<Order>> results = replica.open()
                .sink()
                .write(List.of(
                        new Write.Create<>("k1", new Order("a", "soup"), null, "o", null),
                        new Write.Create<>("k2", new Order("b", "cake"), null, "o", null)));

        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Applied.class));
        assertThat(entries(changes(start))).containsExactly("a soup", "b cake");
    }

    @Test
    void rejectsTheOneWriteThatTheDatabaseRefusesWithoutItsTextAndMakesTheOthers() throws SQLException {
        Cursor start = next(list());

        List<WriteResult<Order>> results = replica.open()
                .sink()
                .write(List.of(
                        new Write.Create<>("k1", new Order("a", "soup"), null, "o", null),
                        new Write.Create<>("k2", new Order("b", "a dish whose name is far too long"), null, "o", null),
                        new Write.Create<>("k3", new Order("c", "cake"), null, "o", null)));

        assertThat(results.get(0)).isInstanceOf(WriteResult.Applied.class);
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .contains("SQLState 22001")
                                .doesNotContain("a dish"));
        assertThat(results.get(2)).isInstanceOf(WriteResult.Applied.class);
        assertThat(entries(changes(start))).containsExactly("a soup", "c cake");
    }

    @Test
    void tellsStaleFromGoneAndLogsNeither() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor start = next(list());

        List<WriteResult<Order>> results = replica.open()
                .sink()
                .write(List.of(
                        new Write.Update<>("a", "99", new Order("a", "cake"), Set.of("dish")),
                        new Write.Update<>("x", "1", new Order("x", "cake"), Set.of("dish")),
                        new Write.Delete<>("a", "99"),
                        new Write.Delete<>("x", null)));

        assertThat(results)
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Stale", "Gone", "Stale", "Gone");
        assertThat(entries(changes(start))).isEmpty();
    }

    @Test
    void keepsCalendarsApart() throws SQLException {
        Cursor start = next(list());
        inTransaction(connection -> log.changed(connection, "other", "a"));

        assertThat(entries(changes(start))).isEmpty();
    }

    @Test
    void isReadOnlyWithoutAWriter() {
        Replica<Order> side =
                log.replica(CALENDAR, RecordType.of(Order.class)).reader(orders).build();

        assertThat(side.traits().writing()).isEmpty();
        assertThatThrownBy(() -> side.open().sink()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysThatAReplicaNeedsAReader() {
        assertThatThrownBy(
                        () -> log.replica(CALENDAR, RecordType.of(Order.class)).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reader(...)");
    }

    private static Cursor next(ChangePage<Order> page) {
        return requireNonNull(page.next());
    }

    private ChangePage<Order> list() {
        return page(null, 1_000);
    }

    private ChangePage<Order> changes(@Nullable Cursor cursor) {
        return page(cursor, 1_000);
    }

    private ChangePage<Order> page(@Nullable Cursor cursor, int size) {
        return replica.open()
                .source()
                .changes(new ChangeRequest(
                        cursor, null, null, size, clock.instant().plusSeconds(10)));
    }

    private static List<String> entries(ChangePage<Order> page) {
        return page.entries().stream()
                .map(entry -> entry.<String>fold(
                        present ->
                                present.id() + " " + present.record().record().dish(),
                        removed -> removed.id() + " removed",
                        unreadable -> unreadable.id() + " unreadable"))
                .toList();
    }

    /** As a restored backup does, for the host's rows and the log alike. */
    private void undoTheLastChange() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("DELETE FROM orders WHERE id = (SELECT record_id FROM kalends_change ORDER BY nr DESC"
                            + " LIMIT 1);DELETE FROM kalends_change WHERE nr = (SELECT last_nr FROM"
                            + " kalends_calendar);UPDATE kalends_calendar SET last_nr = last_nr - 1");
        }
    }

    private interface HostWork {
        void run(Connection connection) throws SQLException;
    }

    private void inTransaction(HostWork work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            work.run(connection);
            connection.commit();
        }
    }

    private void put(Connection connection, String id, String dish) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("MERGE INTO orders (id, dish, version) KEY (id)"
                + " VALUES (?, ?, COALESCE((SELECT version FROM orders WHERE id = ?), 0) + 1)")) {
            statement.setString(1, id);
            statement.setString(2, dish);
            statement.setString(3, id);
            statement.executeUpdate();
        }
        log.changed(connection, CALENDAR, id);
    }

    private void remove(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM orders WHERE id = ?")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
        log.deleted(connection, CALENDAR, id);
    }

    /** What a host writes for its own table. */
    private static final class Orders implements RowReader<Order>, RowWriter<Order> {

        @Override
        public List<Versioned<Order>> after(Connection connection, String after, int max) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, dish, version FROM orders WHERE id > ? ORDER BY id LIMIT ?")) {
                statement.setString(1, after);
                statement.setInt(2, max);
                return read(statement);
            }
        }

        @Override
        public List<Versioned<Order>> load(Connection connection, Collection<String> ids) throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT id, dish, version FROM orders WHERE id = ANY(?)")) {
                statement.setArray(1, connection.createArrayOf("VARCHAR", ids.toArray()));
                return read(statement);
            }
        }

        private static List<Versioned<Order>> read(PreparedStatement statement) throws SQLException {
            List<Versioned<Order>> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String id = rows.getString(1);
                    found.add(Versioned.of(id, rows.getString(3), new Order(id, rows.getString(2))));
                }
            }
            return found;
        }

        @Override
        public Inserted insert(Connection connection, Write.Create<Order> create) throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT INTO orders (id, dish, version) VALUES (?, ?, 1)")) {
                statement.setString(1, create.record().id());
                statement.setString(2, create.record().dish());
                statement.executeUpdate();
            }
            return Inserted.made(create.record().id());
        }

        @Override
        public boolean update(Connection connection, Write.Update<Order> update) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE orders SET dish = ?, version = version + 1 WHERE id = ? AND version = ?")) {
                statement.setString(1, update.record().dish());
                statement.setString(2, update.id());
                statement.setString(3, update.revision());
                return statement.executeUpdate() == 1;
            }
        }

        @Override
        public boolean delete(Connection connection, Write.Delete<Order> delete) throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM orders WHERE id = ? AND version = COALESCE(?, version)")) {
                statement.setString(1, delete.id());
                statement.setString(2, delete.revision());
                return statement.executeUpdate() == 1;
            }
        }
    }
}
