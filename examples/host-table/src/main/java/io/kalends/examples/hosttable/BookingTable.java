package io.kalends.examples.hosttable;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.store.jdbc.JdbcChangeLog;
import io.kalends.store.jdbc.RowReader;
import io.kalends.store.jdbc.RowWriter;
import io.kalends.sync.Replica;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The host's own table and its own statements. What makes it a side of a pair: every change is named to the {@link
 * JdbcChangeLog} on the same connection, and rows can be read by id and by page.
 */
final class BookingTable implements RowReader<Booking>, RowWriter<Booking> {

    private static final String CALENDAR = "bookings";
    private static final String COLUMNS = "id, uid, customer, starts, ends, note, room, version, origin";

    private final DataSource database;
    private final JdbcChangeLog log;

    BookingTable(DataSource database) throws SQLException {
        this.database = database;
        this.log = JdbcChangeLog.builder(database).build();
        try (Connection connection = database.getConnection();
                PreparedStatement create = connection.prepareStatement("""
                        CREATE TABLE IF NOT EXISTS bookings (
                            id VARCHAR(64) PRIMARY KEY, uid VARCHAR(255) NOT NULL, customer VARCHAR(255) NOT NULL,
                            starts TIMESTAMP(3) WITH TIME ZONE NOT NULL, ends TIMESTAMP(3) WITH TIME ZONE NOT NULL,
                            note VARCHAR(2000) NOT NULL, room VARCHAR(64) NOT NULL, version BIGINT NOT NULL,
                            origin VARCHAR(255))""")) {
            create.execute();
        }
    }

    /** The table as one side of a pair: bookings, shown as events. */
    Replica<CalendarEvent> replica() {
        return log.replica(CALENDAR, Booking.type())
                .reader(this)
                .writer(this, new SinkTraits(Recognition.BY_IDENTITY, true, true, 100))
                .build()
                .mapped(CalendarEvents.type(), new BookingAsEvent());
    }

    // --- the host's own business: its statements, in its transactions ---

    void book(Booking booking) throws SQLException {
        inTransaction(connection -> {
            insertRow(connection, booking, null);
            log.changed(connection, CALENDAR, booking.id());
        });
    }

    void rename(String id, String customer) throws SQLException {
        inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE bookings SET customer = ?, version = version + 1 WHERE id = ?")) {
                update.setString(1, customer);
                update.setString(2, id);
                update.executeUpdate();
            }
            log.changed(connection, CALENDAR, id);
        });
    }

    List<Booking> all() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return after(connection, "", 10_000).stream().map(Versioned::record).toList();
        }
    }

    // --- what the sync reads ---

    @Override
    public List<Versioned<Booking>> after(Connection connection, String after, int max) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM bookings WHERE id > ? ORDER BY id LIMIT ?")) {
            select.setString(1, after);
            select.setInt(2, max);
            return read(select);
        }
    }

    @Override
    public List<Versioned<Booking>> load(Connection connection, Collection<String> ids) throws SQLException {
        String places = String.join(", ", Collections.nCopies(ids.size(), "?"));
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM bookings WHERE id IN (" + places + ")")) {
            int index = 1;
            for (String id : ids) {
                select.setString(index++, id);
            }
            return read(select);
        }
    }

    // --- what the sync writes; the log is told by whoever calls this ---

    @Override
    public Inserted insert(Connection connection, Write.Create<Booking> create) throws SQLException {
        Booking asked = create.record();
        try (PreparedStatement known = connection.prepareStatement("SELECT id FROM bookings WHERE uid = ?")) {
            known.setString(1, asked.uid());
            try (ResultSet row = known.executeQuery()) {
                if (row.next()) {
                    return new Inserted(row.getString(1), true);
                }
            }
        }
        Booking booking = new Booking(
                create.key(), asked.uid(), asked.customer(), asked.starts(), asked.ends(), asked.note(), asked.room());
        insertRow(connection, booking, create.origin());
        return new Inserted(booking.id(), false);
    }

    @Override
    public boolean update(Connection connection, Write.Update<Booking> update) throws SQLException {
        Booking booking = update.record();
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE bookings SET customer = ?, starts = ?, ends = ?, note = ?, version = version + 1"
                        + " WHERE id = ? AND version = COALESCE(?, version)")) {
            statement.setString(1, booking.customer());
            statement.setTimestamp(2, Timestamp.from(booking.starts()));
            statement.setTimestamp(3, Timestamp.from(booking.ends()));
            statement.setString(4, booking.note());
            statement.setString(5, update.id());
            statement.setObject(6, version(update.revision()));
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public boolean delete(Connection connection, Write.Delete<Booking> delete) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM bookings WHERE id = ? AND version = COALESCE(?, version)")) {
            statement.setString(1, delete.id());
            statement.setObject(2, version(delete.revision()));
            return statement.executeUpdate() == 1;
        }
    }

    private static @Nullable Long version(@Nullable String revision) {
        return revision == null ? null : Long.valueOf(revision);
    }

    private static void insertRow(Connection connection, Booking booking, @Nullable String origin) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO bookings (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)")) {
            insert.setString(1, booking.id());
            insert.setString(2, booking.uid());
            insert.setString(3, booking.customer());
            insert.setTimestamp(4, Timestamp.from(booking.starts()));
            insert.setTimestamp(5, Timestamp.from(booking.ends()));
            insert.setString(6, booking.note());
            insert.setString(7, booking.room());
            insert.setString(8, origin);
            insert.executeUpdate();
        }
    }

    private static List<Versioned<Booking>> read(PreparedStatement select) throws SQLException {
        List<Versioned<Booking>> bookings = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Booking booking = new Booking(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6),
                        row.getString(7));
                bookings.add(
                        Versioned.of(booking.id(), row.getString(8), booking).withOrigin(row.getString(9)));
            }
        }
        return bookings;
    }

    private interface Work {
        void in(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.in(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
