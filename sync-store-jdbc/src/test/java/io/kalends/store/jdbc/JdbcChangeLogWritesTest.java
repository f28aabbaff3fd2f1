package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.store.jdbc.Orders.Order;
import io.kalends.sync.Cursor;
import io.kalends.sync.Replica;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import io.kalends.sync.record.RecordType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the change log's replica writes into a host's own table. */
class JdbcChangeLogWritesTest extends HostWithOrders {

    @Test
    void logsItsOwnWritesInTheSameTransaction() throws SQLException {
        Cursor start = next(list());

        List<WriteResult<Order>> results = replica.open()
                .sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(
                        new Write.Create<>("k1", new Order("a", "soup"), null, "o", null),
                        new Write.Create<>("k2", new Order("b", "cake"), null, "o", null))))
                .results();

        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Applied.class));
        assertThat(entries(changes(start))).containsExactly("a soup", "b cake");
    }

    @Test
    void rejectsTheOneWriteThatTheDatabaseRefusesWithoutItsTextAndMakesTheOthers() throws SQLException {
        Cursor start = next(list());

        List<WriteResult<Order>> results = replica.open()
                .sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(
                        new Write.Create<>("k1", new Order("a", "soup"), null, "o", null),
                        new Write.Create<>("k2", new Order("b", "a dish whose name is far too long"), null, "o", null),
                        new Write.Create<>("k3", new Order("c", "cake"), null, "o", null))))
                .results();

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

    private List<WriteResult<Order>> write(RowWriter<Order> writer, Order... created) {
        return log.replica(CALENDAR, RecordType.of(Order.class))
                .reader(orders)
                .writer(writer, new SinkTraits(SinkTraits.Recognition.NONE, true, false, 100))
                .build()
                .open()
                .sink()
                .orElseThrow()
                .write(WriteRequest.of(Stream.of(created)
                        .<Write<Order>>map(order -> new Write.Create<>("k-" + order.id(), order, null, "o", null))
                        .toList()))
                .results();
    }

    @Test
    void tellsWhatAWriterThrewAndWhereWithoutItsMessage() {
        RowWriter<Order> broken = orders.inserting((connection, order) -> {
            if (order.id().equals("b")) {
                throw new NullPointerException("no dish is called " + order.dish());
            }
        });

        List<WriteResult<Order>> results = write(broken, new Order("a", "soup"), new Order("b", "cake"));

        assertThat(results.get(0)).isInstanceOf(WriteResult.Applied.class);
        assertThat(results.get(1)).isInstanceOfSatisfying(WriteResult.Rejected.class, rejected -> {
            assertThat(rejected.reason())
                    .contains("java.lang.NullPointerException")
                    .contains("at io.kalends.store.jdbc.JdbcChangeLogWritesTest")
                    .doesNotContain("cake");
            assertThat(rejected.cause()).isInstanceOf(NullPointerException.class);
        });
    }

    @Test
    void aWriterCanAnswerLaterAndNothingOfThatWriteStays() throws SQLException {
        RowWriter<Order> waiting = orders.inserting((connection, order) -> {
            if (order.id().equals("b")) {
                inside(connection, "INSERT INTO orders (id, dish, version) VALUES ('b2', 'half', 1)");
                throw new TryLaterException("its menu is not there yet", Duration.ofMinutes(5));
            }
        });
        Cursor start = next(list());

        List<WriteResult<Order>> results = write(waiting, new Order("a", "soup"), new Order("b", "cake"));

        assertThat(results.get(0)).isInstanceOf(WriteResult.Applied.class);
        assertThat(results.get(1)).isEqualTo(WriteResult.deferred("its menu is not there yet", Duration.ofMinutes(5)));
        assertThat(entries(changes(start))).containsExactly("a soup");
        assertThat(entries(list())).containsExactly("a soup");
    }

    @Test
    void aRowWhoseParentIsNotThereYetWaitsForIt() throws SQLException {
        inTransaction(connection -> {
            inside(connection, "CREATE TABLE menus (dish VARCHAR(20) PRIMARY KEY)");
            inside(connection, "ALTER TABLE orders ADD FOREIGN KEY (dish) REFERENCES menus (dish)");
        });

        List<WriteResult<Order>> results = write(orders, new Order("a", "soup"));

        assertThat(results).singleElement().isInstanceOfSatisfying(WriteResult.Deferred.class, deferred -> {
            assertThat(deferred.reason()).contains("SQLState 235").doesNotContain("soup");
            assertThat(deferred.retryAfter()).isNotNull();
        });
    }

    @Test
    void aValueThatIsTakenIsCalledThat() throws SQLException {
        inTransaction(connection -> inside(connection, "ALTER TABLE orders ADD UNIQUE (dish)"));

        List<WriteResult<Order>> results = write(orders, new Order("a", "soup"), new Order("b", "soup"));

        assertThat(results.get(0)).isInstanceOf(WriteResult.Applied.class);
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .contains("must be unique and is taken")
                                .doesNotContain("soup"));
    }

    private static void inside(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void tellsStaleFromGoneAndLogsNeither() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor start = next(list());

        List<WriteResult<Order>> results = replica.open()
                .sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(
                        new Write.Update<>("a", "99", new Order("a", "cake"), Set.of("dish")),
                        new Write.Update<>("x", "1", new Order("x", "cake"), Set.of("dish")),
                        new Write.Delete<>("a", "99"),
                        new Write.Delete<>("x", null))))
                .results();

        assertThat(results)
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Stale", "Gone", "Stale", "Gone");
        assertThat(entries(changes(start))).isEmpty();
    }

    @Test
    void isReadOnlyWithoutAWriter() {
        Replica<Order> side =
                log.replica(CALENDAR, RecordType.of(Order.class)).reader(orders).build();

        assertThat(side.traits().writing()).isEmpty();
        assertThat(side.open().sink()).isEmpty();
    }
}
