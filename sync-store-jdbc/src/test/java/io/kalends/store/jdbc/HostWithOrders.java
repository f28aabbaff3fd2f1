package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;

import io.kalends.store.jdbc.Orders.Order;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.record.RecordType;
import io.kalends.testkit.SettableClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A host with a table of its own and its own transactions, whose changes are logged. */
abstract class HostWithOrders {

    static final String CALENDAR = "orders";

    final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    final DataSource database;
    final JdbcChangeLog log;
    final Orders orders = new Orders();
    final Replica<Order> replica;

    /** Opened before any transaction begins: a run is another thread's, which the tests play on one. */
    private final ReplicaSession<Order> session;

    HostWithOrders() {
        this(TestDatabases.inMemory());
    }

    HostWithOrders(DataSource database) {
        this.database = database;
        log = JdbcChangeLog.builder(database)
                .migrate(Migrate.SCRIPTS)
                .clock(clock)
                .random(new SplittableRandom(1))
                .build();
        replica = log.replica(CALENDAR, RecordType.of(Order.class))
                .reader(orders)
                .writer(orders, new SinkTraits(SinkTraits.Recognition.NONE, true, false, 100))
                .build();
        session = replica.open();
    }

    @BeforeEach
    void makeTheHostsTable() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("CREATE TABLE orders (id VARCHAR(20) PRIMARY KEY, dish VARCHAR(20), version INT)");
        }
    }

    static Cursor next(ChangePage<Order> page) {
        return requireNonNull(page.next());
    }

    ChangePage<Order> list() {
        return page(null, 1_000);
    }

    ChangePage<Order> changes(@Nullable Cursor cursor) {
        return page(cursor, 1_000);
    }

    ChangePage<Order> page(@Nullable Cursor cursor, int size) {
        return session.source()
                .changes(new ChangeRequest(
                        cursor, null, null, size, clock.instant().plusSeconds(10)));
    }

    static List<String> entries(ChangePage<Order> page) {
        return page.entries().stream()
                .map(entry -> entry.<String>fold(
                        present ->
                                present.id() + " " + present.record().record().dish(),
                        removed -> removed.id() + " removed",
                        unreadable -> unreadable.id() + " unreadable"))
                .toList();
    }

    interface HostWork {
        void run(Connection connection) throws SQLException;
    }

    void inTransaction(HostWork work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            work.run(connection);
            connection.commit();
        }
    }

    void put(Connection connection, String id, String dish) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("MERGE INTO orders (id, dish, version) KEY (id)"
                + " VALUES (?, ?, COALESCE((SELECT version FROM orders WHERE id = ?), 0) + 1)")) {
            statement.setString(1, id);
            statement.setString(2, dish);
            statement.setString(3, id);
            statement.executeUpdate();
        }
        log.changed(connection, CALENDAR, id);
    }

    void remove(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM orders WHERE id = ?")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
        log.deleted(connection, CALENDAR, id);
    }
}
