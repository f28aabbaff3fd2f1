package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.SqlFailures;
import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.sync.record.RecordType;
import java.lang.ref.WeakReference;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lets a host that keeps its records in tables of its own sync incrementally: it names every change in the transaction that
 * makes it, and gets a replica that reads what changed since the last run.
 *
 * <pre>{@code
 * log.changed(connection, "alice", event.id());   // on the host's own transaction, then commit as ever
 * Replica<Event> side = log.replica("alice", type).reader(rows).writer(rows, traits).build();
 * }</pre>
 *
 * <p>Changes of one calendar are numbered without gaps, in the order in which they become visible: who logs a change holds
 * the calendar's counter row until the transaction ends. So log last, keep such transactions short, and where one
 * transaction changes several calendars, log them in a fixed order. <strong>Start a run after the commit</strong>: inside
 * the transaction it would not see the change, and would wait for a row that the transaction holds. It fails within seconds
 * instead, with a {@link io.kalends.sync.TransientException} that says so.
 *
 * <p>The log remembers 30 days by default. A cursor that is older, or belongs to a history that a restored backup undid, is
 * a {@link io.kalends.sync.CursorExpiredException}; after a restored backup the source also takes another incarnation, so
 * that nothing is deleted on the other side for being missing here.
 *
 * <p>Safe for many threads and nodes.
 */
public final class JdbcChangeLog {

    /** Soft deletes and changes are remembered for 30 days: longer than any run is expected to stay away. */
    public static final Duration RETENTION = Duration.ofDays(30);

    private final Database database;
    private final LogRows rows;
    private final IdentityRows identities;
    private final Clock clock;
    private final Duration retention;

    /** The connection on which a thread logged last. */
    private final Map<Thread, WeakReference<Connection>> lastLent = Collections.synchronizedMap(new WeakHashMap<>());

    private JdbcChangeLog(Database database, RandomGenerator random, Clock clock, Duration retention) {
        this.database = database;
        this.clock = clock;
        this.retention = retention;
        rows = new LogRows(database, random);
        identities = new IdentityRows(database, rows, random);
    }

    /** A change log in this database. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Logs that a record was inserted or changed.
     *
     * @param connection the host's own, in the transaction that changes the record; it is neither committed nor closed
     * @throws SyncException if the database refuses; the host rolls its transaction back
     */
    public void changed(Connection connection, String calendar, String recordId) {
        changed(connection, calendar, List.of(recordId));
    }

    /** {@link #changed(Connection, String, String)} for many records. */
    public void changed(Connection connection, String calendar, Collection<String> recordIds) {
        append(connection, calendar, recordIds, false);
    }

    /** Logs that a record was deleted; otherwise as {@link #changed(Connection, String, String)}. */
    public void deleted(Connection connection, String calendar, String recordId) {
        deleted(connection, calendar, List.of(recordId));
    }

    /** {@link #deleted(Connection, String, String)} for many records. */
    public void deleted(Connection connection, String calendar, Collection<String> recordIds) {
        append(connection, calendar, recordIds, true);
    }

    /**
     * One of the host's collections as a side of a pair. Its lasting identity is made with the calendar's row in this
     * database: it stays through a restart, a backup and {@link #restored}, and another database has another.
     *
     * @param calendar the collection's alone: what two tables share, two sides would take for their own
     */
    public <R> LoggedReplicaBuilder<R> replica(String calendar, RecordType<R> type) {
        return new LoggedReplicaBuilder<>(this, calendar, type);
    }

    /** Forgets the changes of a calendar that are older than the retention; call it now and then, daily for example. */
    public void purge(String calendar) {
        rows.purge(calendar, clock.instant().minus(retention));
    }

    /**
     * Says that a calendar's records come from a restored backup. Most restored backups are noticed without it: those that
     * undid a change which a run had read. Call it after every restore: the next runs delete nothing for being missing.
     */
    public void restored(String calendar) {
        rows.reincarnate(calendar, rows.counter(calendar).incarnation());
    }

    Database database() {
        return database;
    }

    LogRows rows() {
        return rows;
    }

    IdentityRows identities() {
        return identities;
    }

    Clock clock() {
        return clock;
    }

    Duration retention() {
        return retention;
    }

    /**
     * Makes sure that the calling thread's own transaction is over: a run would not see what that changed, and could wait for
     * it. Whether it is cannot be asked, but a row that it holds tells.
     */
    void requireCommitted(String calendar) {
        if (mayBeInTransaction()) {
            rows.requireFree(calendar);
        }
    }

    private boolean mayBeInTransaction() {
        WeakReference<Connection> lent = lastLent.get(Thread.currentThread());
        Connection connection = lent == null ? null : lent.get();
        try {
            return connection != null && !connection.isClosed() && !connection.getAutoCommit();
        } catch (SQLException e) {
            return false;
        }
    }

    private void append(Connection connection, String calendar, Collection<String> recordIds, boolean deleted) {
        lastLent.put(Thread.currentThread(), new WeakReference<>(connection));
        try {
            rows.append(connection, calendar, recordIds, deleted, clock.instant());
        } catch (SQLException e) {
            throw SqlFailures.of(database.place(), e);
        }
    }

    /** Builds a {@link JdbcChangeLog}; everything has a default. */
    public static final class Builder {

        private final DataSource dataSource;
        private Migrate migrate = Migrate.IF_POSSIBLE;
        private Clock clock = Clock.systemUTC();
        private Duration retention = RETENTION;
        private @Nullable RandomGenerator random;

        private Builder(DataSource dataSource) {
            this.dataSource = requireNonNull(dataSource, "dataSource");
        }

        /** Who brings the tables to this library's version; {@link Migrate#IF_POSSIBLE} if not set. */
        public Builder migrate(Migrate migrate) {
            this.migrate = requireNonNull(migrate, "migrate");
            return this;
        }

        /** What tells when a change was logged; the system's clock if not set. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Where marks, incarnations and identities come from; the platform's secure generator if not set. Two generators
         * that begin alike make collections that are taken for each other.
         */
        public Builder random(RandomGenerator random) {
            this.random = requireNonNull(random, "random");
            return this;
        }

        /** How long changes are remembered; {@link #RETENTION} if not set. */
        public Builder retention(Duration retention) {
            if (retention.isNegative() || retention.isZero()) {
                throw new IllegalArgumentException("retention must be positive, not " + retention);
            }
            this.retention = retention;
            return this;
        }

        /**
         * Looks at the tables, and brings them to this library's version where that was asked for.
         *
         * @throws SyncException if the tables have another version; the message says what to run
         */
        public JdbcChangeLog build() {
            Database database = new Database(dataSource, new Place("jdbc", "change log"));
            Tables.prepare(database, migrate);
            return new JdbcChangeLog(database, random == null ? new SecureRandom() : random, clock, retention);
        }
    }

    /** The class, never what it holds. */
    @Override
    public String toString() {
        return "JdbcChangeLog";
    }
}
