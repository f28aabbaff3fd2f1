package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.store.jdbc.Orders.Order;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.record.RecordType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells a calendar from one of the same name: made with it, and kept for good. */
class IdentityTest {

    private final DataSource database = TestDatabases.inMemory();

    @Test
    void tellsCalendarsOfOneNameInTwoDatabasesApart() {
        JdbcCalendar here = calendar(database);
        JdbcCalendar there = calendar(TestDatabases.inMemory());

        assertThat(here.replica().id()).isEqualTo(there.replica().id());
        assertThat(identity(here)).hasSize(32).isNotEqualTo(identity(there));
    }

    @Test
    void tellsTheCalendarsOfOneDatabaseApart() {
        JdbcCalendar other =
                JdbcCalendar.builder(database, "bob").migrate(Migrate.SCRIPTS).build();

        assertThat(identity(calendar(database))).isNotEqualTo(identity(other));
    }

    @Test
    void tellsHostTablesOfOneNameInTwoDatabasesApart() {
        Replica<Order> here = table(database, "jdbc:bookings");
        Replica<Order> there = table(TestDatabases.inMemory(), "jdbc:bookings");

        assertThat(identity(here)).isNotEqualTo(identity(there));
    }

    @Test
    void staysTheSameWhateverTheHostCallsTheReplica() {
        assertThat(identity(table(database, "jdbc:bookings"))).isEqualTo(identity(table(database, "the hotel's")));
    }

    @Test
    void staysTheSameAfterARestart(@TempDir Path folder) {
        String before = identity(calendar(TestDatabases.inFile(folder.resolve("db"))));

        assertThat(identity(calendar(TestDatabases.inFile(folder.resolve("db")))))
                .isEqualTo(before);
    }

    @Test
    void staysTheSameInAnotherLifeOfTheCalendar() {
        JdbcCalendar calendar = calendar(database);
        String identity = identity(calendar);
        String incarnation = incarnation(calendar);

        calendar.restored();

        assertThat(incarnation(calendar)).isNotEqualTo(incarnation);
        assertThat(identity(calendar)).isEqualTo(identity);
    }

    @Test
    void comesBackWithABackupThatIsRestoredIntoAnotherDatabase(@TempDir Path folder) throws SQLException {
        String identity = identity(calendar(database));
        DataSource restored = TestDatabases.inMemory();

        run(database, "SCRIPT TO '" + folder.resolve("backup.sql") + "'");
        run(restored, "RUNSCRIPT FROM '" + folder.resolve("backup.sql") + "'");
        JdbcCalendar again = calendar(restored);
        again.restored();

        assertThat(identity(again)).isEqualTo(identity);
    }

    @Test
    void isAnotherInACalendarThatWasMadeAnewUnderAProcessThatRuns() throws SQLException {
        JdbcCalendar calendar = calendar(database);
        String identity = identity(calendar);

        run(database, "DELETE FROM kalends_calendar");

        assertThat(identity(calendar)).isNotEqualTo(identity);
    }

    @Test
    void isTheSameForTwoNodesThatAskFirstAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                List<JdbcCalendar> nodes = List.of(calendar(database), calendar(database));
                // As a row is that was made by the version before.
                run(database, "UPDATE kalends_calendar SET identity = NULL");
                CyclicBarrier start = new CyclicBarrier(nodes.size());
                List<Future<String>> asked = new ArrayList<>();
                for (JdbcCalendar node : nodes) {
                    asked.add(threads.submit(() -> {
                        start.await();
                        return identity(node);
                    }));
                }
                Set<String> told = new HashSet<>();
                for (Future<String> each : asked) {
                    told.add(each.get());
                }
                assertThat(told).containsExactly(identity(calendar(database)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isReadOnceASessionAndNotBeforeItIsAskedFor() {
        calendar(database);
        WatchedDatabase watched = new WatchedDatabase(database);
        JdbcCalendar calendar = calendar(watched.source());
        AtomicInteger connections = new AtomicInteger();
        watched.losesConnectionAt = call -> {
            if (call.startsWith("getConnection")) {
                connections.incrementAndGet();
            }
            return false;
        };

        ReplicaSession<CalendarEvent> session = calendar.replica().open();
        assertThat(connections).hasValue(0);
        session.identity();
        session.identity();

        assertThat(connections).hasValue(1);
    }

    private static JdbcCalendar calendar(DataSource database) {
        return JdbcCalendar.builder(database, "bookings")
                .migrate(Migrate.SCRIPTS)
                .build();
    }

    /** A table of the host's; what is in it plays no part. */
    private static Replica<Order> table(DataSource database, String id) {
        return JdbcChangeLog.builder(database)
                .migrate(Migrate.SCRIPTS)
                .build()
                .replica("bookings", RecordType.of(Order.class))
                .id(id)
                .reader(new Orders())
                .build();
    }

    private static String identity(JdbcCalendar calendar) {
        return identity(calendar.replica());
    }

    static String identity(Replica<?> replica) {
        try (ReplicaSession<?> session = replica.open()) {
            return session.identity().orElseThrow();
        }
    }

    private static String incarnation(JdbcCalendar calendar) {
        ChangeRequest listing = new ChangeRequest(null, null, null, 10, Instant.MAX);
        Cursor cursor = calendar.replica().open().source().changes(listing).next();
        return requireNonNull(requireNonNull(cursor).incarnation());
    }

    private static void run(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
