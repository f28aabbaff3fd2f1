package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.store.jdbc.Orders.Order;
import io.kalends.sync.Action;
import io.kalends.sync.Replica;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.InMemoryReplica;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a writer cannot make yet is made by a later run, without anybody's asking, however long it takes. */
class TriedLaterTest extends HostWithOrders {

    private final Set<String> menu = new HashSet<>();
    private final RowWriter<Order> writer = orders.inserting((connection, order) -> {
        if (!menu.contains(order.dish())) {
            throw new TryLaterException("its menu is not there yet");
        }
    });
    private final Replica<Order> table = log.replica(CALENDAR, RecordType.of(Order.class))
            .reader(orders)
            .writer(writer, new SinkTraits(SinkTraits.Recognition.NONE, true, false, 100))
            .build();
    private final InMemoryReplica<Order> kitchen = InMemoryReplica.builder("kitchen", RecordType.of(Order.class))
            .clock(clock)
            .build();
    private final SyncPair<Order> pair =
            SyncPair.between(table, kitchen).id("orders-kitchen").build();
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .build();

    @Test
    void isTriedAgainUntilItCanBeMade() {
        kitchen.put(new Order("a", "soup"));
        for (int tries = 0; tries < 10; tries++) {
            SyncReport report = engine.sync(pair);
            assertThat(report.tally().count(Action.FAIL)).isZero();
            assertThat(entries(list())).isEmpty();
            clock.advance(Duration.ofMinutes(1));
        }

        menu.add("soup");
        engine.sync(pair);

        assertThat(entries(list())).containsExactly("a soup");
    }
}
