package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.store.jdbc.Orders.Order;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.TransientException;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.InMemoryReplica;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A run that is started inside the transaction that logged a change would wait for that transaction, and so for itself. */
class SyncInTransactionTest extends HostWithOrders {

    private final InMemoryReplica<Order> kitchen = InMemoryReplica.builder("kitchen", RecordType.of(Order.class))
            .clock(clock)
            .build();
    private final SyncPair<Order> pair =
            SyncPair.between(replica, kitchen).id("orders-kitchen").build();
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .build();

    SyncInTransactionTest() {
        super(TestDatabases.impatient());
    }

    @Test
    void isAnErrorThatSaysSoAndChangesNothing() throws SQLException {
        kitchen.put(new Order("k", "cake"));

        inTransaction(connection -> {
            put(connection, "a", "soup");

            assertThatThrownBy(() -> engine.sync(pair))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("orders")
                    .hasMessageContaining("start it after the commit");
        });

        assertThat(kitchen.contents()).containsExactly(new Order("k", "cake"));
        assertThat(engine.status(pair).error())
                .hasValueSatisfying(problem -> assertThat(problem.what()).contains("holds the calendar"));
    }

    @Test
    void worksWhileTheConnectionOfACommittedTransactionIsStillOpen() throws SQLException {
        inTransaction(connection -> {
            put(connection, "a", "soup");
            connection.commit();

            engine.sync(pair);
        });

        assertThat(kitchen.contents()).containsExactly(new Order("a", "soup"));
    }

    @Test
    void worksAfterTheCommit() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));

        engine.sync(pair);

        assertThat(kitchen.contents()).containsExactly(new Order("a", "soup"));
    }
}
