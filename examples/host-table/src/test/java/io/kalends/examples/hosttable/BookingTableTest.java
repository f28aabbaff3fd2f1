package io.kalends.examples.hosttable;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.store.jdbc.JdbcSyncStateStore;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.spi.ProviderSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host's own table, kept in sync with an iCalendar file. */
class BookingTableTest {

    @TempDir
    Path folder;

    private JdbcConnectionPool database;
    private BookingTable table;
    private SyncEngine engine;
    private SyncPair<CalendarEvent> pair;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        database = JdbcConnectionPool.create("jdbc:h2:" + folder.resolve("host") + ";DB_CLOSE_DELAY=-1", "sa", "");
        file = folder.resolve("bookings.ics");
        engine = SyncEngine.builder()
                .store(JdbcSyncStateStore.builder(database)
                        .keys(KeySource.inFile(folder.resolve("key")))
                        .build())
                .build();
        table = new BookingTable(database);
        pair = SyncPair.between(
                        table.replica(),
                        engine.provider("ics")
                                .connect(Account.none(), ProviderSettings.defaults())
                                .replica(file.toString(), CalendarEvents.type()))
                .id("bookings")
                .build();
        table.book(new Booking(
                "b1",
                "b1@hotel.example",
                "Ada",
                Instant.parse("2026-03-01T14:00:00Z"),
                Instant.parse("2026-03-01T15:00:00Z"),
                "window seat",
                "Room 7"));
    }

    @AfterEach
    void close() {
        engine.close();
        database.dispose();
    }

    @Test
    void showsBookingsInTheFile() throws Exception {
        engine.sync(pair);

        assertThat(Files.readString(file)).contains("SUMMARY:Ada", "DTSTART:20260301T140000Z");
        assertThat(engine.sync(pair).writes()).isZero();
    }

    @Test
    void bringsAnEditOfTheFileBackAndKeepsWhatOnlyTheHostKnows() throws Exception {
        engine.sync(pair);
        Files.writeString(file, Files.readString(file).replace("SUMMARY:Ada", "SUMMARY:Ada Lovelace"));

        engine.sync(pair);

        assertThat(table.all()).singleElement().satisfies(booking -> {
            assertThat(booking.customer()).isEqualTo("Ada Lovelace");
            assertThat(booking.room()).isEqualTo("Room 7");
        });
        assertThat(engine.sync(pair).writes()).isZero();
    }

    @Test
    void leavesAloneInTheFileWhatABookingCannotHold() throws Exception {
        engine.sync(pair);
        Files.writeString(file, Files.readString(file).replace("SUMMARY:Ada", "LOCATION:Terrace\r\nSUMMARY:Ada"));
        engine.sync(pair);
        table.rename("b1", "Grace");

        engine.sync(pair);

        assertThat(Files.readString(file)).contains("SUMMARY:Grace", "LOCATION:Terrace");
    }

    @Test
    void seesTheChangeOfAnotherTransactionInTheNextRun() throws Exception {
        engine.sync(pair);
        table.rename("b1", "Grace");

        SyncReport report = engine.sync(pair);

        assertThat(report.writes()).isEqualTo(1);
        assertThat(Files.readString(file)).contains("SUMMARY:Grace");
    }

    @Test
    void isNeverTakenForTheTableOfTheSameNameInAnotherDatabase() throws Exception {
        JdbcConnectionPool elsewhere = JdbcConnectionPool.create("jdbc:h2:" + folder.resolve("other"), "sa", "");
        try {
            BookingTable other = new BookingTable(elsewhere);

            assertThat(other.replica().id()).isEqualTo(table.replica().id());
            assertThat(identity(other)).isNotEqualTo(identity(table));
            assertThat(identity(new BookingTable(database))).isEqualTo(identity(table));
        } finally {
            elsewhere.dispose();
        }
    }

    private static String identity(BookingTable table) {
        try (ReplicaSession<CalendarEvent> session = table.replica().open()) {
            return session.identity().orElseThrow();
        }
    }
}
