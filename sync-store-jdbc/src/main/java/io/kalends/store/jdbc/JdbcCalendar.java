package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Dialect;
import io.kalends.store.jdbc.internal.SqlFailures;
import io.kalends.sync.Place;
import io.kalends.sync.Replica;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.SyncException;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.record.RecordType;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A calendar kept in the table {@code kalends_event}, for hosts that have no event table of their own; and one side of a
 * pair. Several calendars share the table.
 *
 * <p>Events are the app's own data and are stored in the clear: as JSON, with uid, recurrence id, start and end beside it
 * to find them by. Protect them as the database's other content. An occurrence apart from its series is an event of its
 * own, whose parent is the series' row, and none before the series of its uid is there; deleting the series deletes it
 * too. Deleted events are kept for 30 days.
 *
 * <p>A row's revision rises with every change. Changes of one calendar follow one another, across threads and nodes.
 */
public final class JdbcCalendar {

    private static final RecordType<CalendarEvent> TYPE = CalendarEvents.type();

    /** One transaction takes no more rows than this, so that nobody waits long for the calendar. */
    private static final int BATCH = 500;

    private final Database database;
    private final String calendar;
    private final JdbcChangeLog log;
    private final EventRows rows;
    private final EventWriter writer;

    private JdbcCalendar(
            Database database, String calendar, JdbcChangeLog log, Dialect dialect, RandomGenerator random) {
        this.database = database;
        this.calendar = calendar;
        this.log = log;
        rows = new EventRows(dialect, calendar);
        writer = new EventWriter(log, calendar, rows, random);
    }

    /**
     * A calendar in this database.
     *
     * @param calendar the calendar's id, 1 to 255 characters; made when it is first opened. No {@link JdbcChangeLog} of
     *     this database logs a table of the host's under it
     */
    public static Builder builder(DataSource dataSource, String calendar) {
        return new Builder(dataSource, calendar);
    }

    /**
     * Saves an event in place of the one with its uid and recurrence id, or as a new one.
     *
     * @return the event as it is stored
     */
    public Versioned<CalendarEvent> save(CalendarEvent event) {
        return database.transaction(connection -> write(connection, event, null).orElseThrow());
    }

    /**
     * Saves an event only if the one in its place is still at this revision.
     *
     * @return empty if it is not, or is gone: read it again
     */
    public Optional<Versioned<CalendarEvent>> save(CalendarEvent event, String revision) {
        requireNonNull(revision, "revision");
        return database.transaction(connection -> write(connection, event, revision));
    }

    /**
     * {@link #save(CalendarEvent)} in the host's own transaction, which is neither committed nor closed. It holds the
     * calendar until it ends.
     */
    public Versioned<CalendarEvent> save(Connection connection, CalendarEvent event) {
        return with(connection, lent -> write(lent, event, null).orElseThrow());
    }

    /** Deletes an event, a series with its occurrences; whether it was there. */
    public boolean delete(String id) {
        return database.transaction(connection -> remove(connection, id));
    }

    /** {@link #delete(String)} in the host's own transaction, which is neither committed nor closed. */
    public boolean delete(Connection connection, String id) {
        return with(connection, lent -> remove(lent, id));
    }

    /** The event of this row id. */
    public Optional<Versioned<CalendarEvent>> find(String id) {
        return database.read(
                connection -> rows.load(connection, List.of(id)).stream().findFirst());
    }

    /** The event or series of this uid, and its occurrences apart. */
    public List<Versioned<CalendarEvent>> findByUid(String uid) {
        return database.read(connection -> rows.ofUid(connection, uid));
    }

    /**
     * What lies in a range, even in part, in the order of start; a series once, if any of it may lie there.
     *
     * @param to exclusive
     */
    public List<Versioned<CalendarEvent>> list(Instant from, Instant to) {
        return database.read(connection -> rows.between(connection, from, to)).stream()
                .filter(row -> TYPE.extent(row.record())
                        .filter(extent -> extent.overlaps(from, to))
                        .isPresent())
                .sorted(Comparator.<Versioned<CalendarEvent>, Instant>comparing(
                                row -> TYPE.extent(row.record()).orElseThrow().start())
                        .thenComparing(Versioned::id))
                .toList();
    }

    /**
     * This calendar as a side of a pair; it holds every field of an event. Its lasting identity is kept in the database
     * and tells it from a calendar of the same id in another one.
     */
    public Replica<CalendarEvent> replica() {
        return log.replica(calendar, TYPE)
                .reader(rows)
                .keepingParents()
                .writer(writer, new SinkTraits(SinkTraits.Recognition.BY_KEY, true, true, BATCH))
                .build();
    }

    /** Removes for good what was deleted longer ago than the log remembers; call it now and then, daily for example. */
    public void purge() {
        database.change(
                connection -> rows.purge(connection, log.clock().instant().minus(log.retention())));
        log.purge(calendar);
    }

    /** Says that the calendar comes from a restored backup: {@link JdbcChangeLog#restored}. */
    public void restored() {
        log.restored(calendar);
    }

    private Optional<Versioned<CalendarEvent>> write(
            Connection connection, CalendarEvent event, @Nullable String revision) throws SQLException {
        Optional<String> id = writer.save(connection, event, revision);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        log.changed(connection, calendar, id.get());
        return rows.load(connection, List.of(id.get())).stream().findFirst();
    }

    private boolean remove(Connection connection, String id) throws SQLException {
        boolean there = writer.delete(connection, new Write.Delete<>(id, null));
        if (there) {
            log.deleted(connection, calendar, id);
        }
        return there;
    }

    private <T> T with(Connection connection, Database.Work<T> work) {
        try {
            return work.run(connection);
        } catch (SQLException e) {
            throw SqlFailures.of(database.place(), e);
        }
    }

    /** Builds a {@link JdbcCalendar}; everything but the database and the calendar's id has a default. */
    public static final class Builder {

        private final DataSource dataSource;
        private final String calendar;
        private Migrate migrate = Migrate.IF_POSSIBLE;
        private Clock clock = Clock.systemUTC();
        private @Nullable RandomGenerator random;

        private Builder(DataSource dataSource, String calendar) {
            this.dataSource = requireNonNull(dataSource, "dataSource");
            this.calendar = requireNonNull(calendar, "calendar");
        }

        /** Who brings the tables to this library's version; {@link Migrate#IF_POSSIBLE} if not set. */
        public Builder migrate(Migrate migrate) {
            this.migrate = requireNonNull(migrate, "migrate");
            return this;
        }

        /** What tells when an event was changed; the system's clock if not set. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Where row ids and the calendar's identity come from; the platform's secure generator if not set. Two generators
         * that begin alike make calendars that are taken for each other.
         */
        public Builder random(RandomGenerator random) {
            this.random = requireNonNull(random, "random");
            return this;
        }

        /**
         * Looks at the tables, brings them to this library's version where that was asked for, and makes the calendar.
         *
         * @throws SyncException if the tables have another version; the message says what to run
         */
        public JdbcCalendar build() {
            RandomGenerator source = random == null ? new SecureRandom() : random;
            Database database = new Database(dataSource, new Place("jdbc", calendar));
            Dialect dialect = Tables.prepare(database, migrate);
            JdbcChangeLog log = JdbcChangeLog.builder(dataSource)
                    .migrate(Migrate.CHECK)
                    .clock(clock)
                    .random(source)
                    .build();
            log.rows().counter(calendar);
            return new JdbcCalendar(database, calendar, log, dialect, source);
        }
    }

    /** The calendar's id. */
    @Override
    public String toString() {
        return "JdbcCalendar[" + calendar + "]";
    }
}
