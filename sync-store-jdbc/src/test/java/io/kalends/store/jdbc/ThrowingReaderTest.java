package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.store.jdbc.Orders.Order;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.RecordType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host's reader that throws at one row. */
class ThrowingReaderTest extends HostWithOrders {

    private final RowReader<Order> throwing = new RowReader<>() {
        @Override
        public List<Versioned<Order>> after(Connection connection, String after, int max) throws SQLException {
            return orders.after(connection, after, max);
        }

        @Override
        public List<Versioned<Order>> load(Connection connection, Collection<String> ids) throws SQLException {
            List<Versioned<Order>> rows = orders.load(connection, ids);
            rows.forEach(row -> {
                if (row.record().dish().equals("soup")) {
                    throw new IllegalStateException(
                            "no dish is called " + row.record().dish());
                }
            });
            return rows;
        }
    };

    private ChangePage<Order> changes(Cursor since, RowReader<Order> reader) {
        try (ReplicaSession<Order> session = log.replica(CALENDAR, RecordType.of(Order.class))
                .reader(reader)
                .build()
                .open()) {
            return session.source()
                    .changes(new ChangeRequest(
                            since, null, null, 1_000, clock.instant().plusSeconds(10)));
        }
    }

    @Test
    void keepsNoOtherRowFromBeingReadAndIsNamedWithoutItsMessage() throws SQLException {
        Cursor start = next(list());
        inTransaction(connection -> {
            put(connection, "a", "cake");
            put(connection, "b", "soup");
            put(connection, "c", "tea");
        });

        ChangePage<Order> page = changes(start, throwing);

        assertThat(entries(page)).containsExactly("a cake", "b unreadable", "c tea");
        assertThat(page.entries().get(1)).isInstanceOfSatisfying(Entry.Unreadable.class, row -> {
            assertThat(row.reason())
                    .startsWith("the reader failed (java.lang.IllegalStateException at io.kalends.store.jdbc.")
                    .doesNotContain("soup");
            assertThat(row.cause()).isInstanceOf(IllegalStateException.class);
        });
    }
}
