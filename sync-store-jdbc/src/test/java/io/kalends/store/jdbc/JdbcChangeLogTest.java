package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.store.jdbc.Orders.Order;
import io.kalends.sync.ChangePage;
import io.kalends.sync.Cursor;
import io.kalends.sync.SyncException;
import io.kalends.sync.record.RecordType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the change log tells of a host's own table and the host's own transactions. */
class JdbcChangeLogTest extends HostWithOrders {

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
    void keepsCalendarsApart() throws SQLException {
        Cursor start = next(list());
        inTransaction(connection -> log.changed(connection, "other", "a"));

        assertThat(entries(changes(start))).isEmpty();
    }

    @Test
    void refusesACalendarWhoseNumberAnotherOneHas() throws SQLException {
        Cursor start = next(list());
        inTransaction(connection -> connection
                .createStatement()
                .execute("UPDATE kalends_calendar SET id = 'one that the hash does not tell apart'"));

        assertThatThrownBy(() -> inTransaction(connection -> put(connection, "a", "soup")))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("same number as another one");
        assertThatThrownBy(() -> changes(start)).hasMessageContaining("same number as another one");
        assertThatThrownBy(() -> replica.open().identity()).hasMessageContaining("same number as another one");
        assertThatThrownBy(() -> log.purge(CALENDAR)).hasMessageContaining("same number as another one");
        assertThatThrownBy(() -> JdbcCalendar.builder(database, CALENDAR)
                        .migrate(Migrate.CHECK)
                        .build())
                .hasMessageContaining("same number as another one");
    }

    @Test
    void saysThatAReplicaNeedsAReader() {
        assertThatThrownBy(
                        () -> log.replica(CALENDAR, RecordType.of(Order.class)).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reader(...)");
    }
}
