package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.store.jdbc.Orders.Order;
import io.kalends.sync.Cursor;
import io.kalends.sync.Replica;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import io.kalends.sync.record.RecordType;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the change log's replica writes into a host's own table. */
class JdbcChangeLogWritesTest extends HostWithOrders {

    @Test
    void logsItsOwnWritesInTheSameTransaction() throws SQLException {
        Cursor start = next(list());

        List<WriteResult<Order>> results = replica.open()
                .sink()
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

    @Test
    void tellsStaleFromGoneAndLogsNeither() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor start = next(list());

        List<WriteResult<Order>> results = replica.open()
                .sink()
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
        assertThatThrownBy(() -> side.open().sink()).isInstanceOf(IllegalStateException.class);
    }
}
