package io.kalends.store.jdbc.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A host's database: borrows a connection for as long as one piece of work takes, and gives it back as it was.
 *
 * <p>Safe for many threads, as the data source is.
 */
public final class Database {

    private final DataSource source;
    private final Place place;

    /**
     * A database, named for its errors.
     *
     * @param place what errors name
     */
    public Database(DataSource source, Place place) {
        this.source = requireNonNull(source, "dataSource");
        this.place = requireNonNull(place, "place");
    }

    /** Something done on a connection that is lent to it. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Something done on a connection that has no result. */
    @FunctionalInterface
    public interface Action {
        void run(Connection connection) throws SQLException;
    }

    /**
     * Runs the work in one transaction at READ COMMITTED: all of it or nothing. For rows that others hold it waits 10 s on
     * PostgreSQL, elsewhere as long as the database is set to (2 s on H2, 50 s on MariaDB, if it is not).
     *
     * @throws SyncException as {@link SqlFailures} tells what the database refused; what the work itself throws goes on as
     *     it is
     */
    public <T> T transaction(Work<T> work) {
        try {
            return attempt(work);
        } catch (SQLException e) {
            throw SqlFailures.of(place, e);
        }
    }

    /** {@link #transaction(Work)} without a result. */
    public void change(Action action) {
        this.<Boolean>transaction(connection -> {
            action.run(connection);
            return true;
        });
    }

    /**
     * Inserts a row that a rival may insert at the same time: whichever is first stands. A transaction of its own, since some
     * databases let nothing more happen in one that met a duplicate.
     */
    public void insertOnce(String sql, Sql.Binder binder) {
        try {
            attempt(connection -> Sql.update(connection, sql, binder));
        } catch (SQLException e) {
            if (!SqlFailures.isDuplicate(e)) {
                throw SqlFailures.of(place, e);
            }
        }
    }

    /**
     * Reads with statements that stand for themselves.
     *
     * @throws SyncException as {@link SqlFailures} tells what the database refused
     */
    public <T> T read(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw SqlFailures.of(place, e);
        }
    }

    public DataSource source() {
        return source;
    }

    public Place place() {
        return place;
    }

    private <T> T attempt(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            connection.setAutoCommit(false);
            try {
                Dialect.of(connection, place).limitWaits(connection);
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            } finally {
                restore(connection, autoCommit, isolation);
            }
        }
    }

    private static void restore(Connection connection, boolean autoCommit, int isolation) throws SQLException {
        connection.setAutoCommit(autoCommit);
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(isolation);
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(SqlFailures.withheld(e));
        }
    }
}
