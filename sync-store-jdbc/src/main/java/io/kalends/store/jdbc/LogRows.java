package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.store.jdbc.internal.SqlFailures;
import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.store.RecordIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** The tables of the change log: a counter a calendar, a row a change. */
final class LogRows {

    private static final int MAX_ID = 255;

    private final Database database;
    private final RandomGenerator random;

    LogRows(Database database, RandomGenerator random) {
        this.database = database;
        this.random = random;
    }

    /**
     * A calendar's counter.
     *
     * @param last the number of the last change
     * @param purged the number of the last change that was purged
     */
    record Counter(String incarnation, long last, long purged) {}

    /** One change, as it was logged. */
    record Change(long number, String record, long mark) {}

    /** The number that a calendar has in every table. */
    static long number(String calendar) {
        return RecordIds.hash(calendar);
    }

    /** Holds the calendar's counter until the caller's transaction ends: no other change gets a number before. */
    void hold(Connection connection, String calendar) throws SQLException {
        advance(connection, calendar, 0);
    }

    /**
     * Makes sure that no transaction holds the calendar for longer than this waits.
     */
    void requireFree(String calendar) {
        ensure(calendar);
        database.change(connection -> {
            try {
                hold(connection, calendar);
            } catch (SQLException e) {
                if (SqlFailures.isLockWait(e)) {
                    throw new TransientException(
                            new Place("jdbc", calendar),
                            "a transaction that logged a change holds the calendar, and does not end",
                            "if the run was started inside that transaction, start it after the commit; else it is tried"
                                    + " again",
                            SqlFailures.withheld(e));
                }
                throw e;
            }
        });
    }

    void append(Connection connection, String calendar, Collection<String> records, boolean deleted, Instant at)
            throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        long last = advance(connection, calendar, records.size());
        List<Change> changes = new ArrayList<>();
        for (String record : records) {
            changes.add(new Change(last - records.size() + changes.size() + 1, record, random.nextLong()));
        }
        Sql.batch(
                connection,
                "INSERT INTO kalends_change (calendar, nr, record_id, is_deleted, mark, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                changes,
                (statement, change) -> {
                    statement.setLong(1, number(calendar));
                    statement.setLong(2, change.number());
                    statement.setString(3, change.record());
                    statement.setShort(4, (short) (deleted ? 1 : 0));
                    statement.setLong(5, change.mark());
                    statement.setLong(6, Micros.of(at));
                });
    }

    /** Changes after a number, in their order. */
    List<Change> after(Connection connection, String calendar, long number, int max) throws SQLException {
        return Sql.list(
                connection,
                "SELECT nr, record_id, mark FROM kalends_change WHERE calendar = ? AND nr > ?"
                        + " ORDER BY calendar, nr LIMIT ?",
                statement -> {
                    statement.setLong(1, number(calendar));
                    statement.setLong(2, number);
                    statement.setInt(3, max);
                },
                row -> new Change(row.getLong(1), row.getString(2), row.getLong(3)));
    }

    /** The mark of a change; empty when it is not there. */
    OptionalLong mark(Connection connection, String calendar, long number) throws SQLException {
        return Sql.list(
                        connection,
                        "SELECT mark FROM kalends_change WHERE calendar = ? AND nr = ?",
                        statement -> {
                            statement.setLong(1, number(calendar));
                            statement.setLong(2, number);
                        },
                        row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** The calendar's counter, made if it is missing. */
    Counter counter(String calendar) {
        ensure(calendar);
        return database.read(connection -> find(connection, calendar).orElseThrow());
    }

    private Optional<Counter> find(Connection connection, String calendar) throws SQLException {
        return Sql.first(
                connection,
                "SELECT incarnation, last_nr, purged_nr, id FROM kalends_calendar WHERE calendar = ?",
                statement -> statement.setLong(1, number(calendar)),
                row -> {
                    if (!calendar.equals(row.getString(4))) {
                        throw new SyncException(
                                database.place(),
                                "the calendar '" + calendar + "' has the same number as another one",
                                "give the calendar another id");
                    }
                    return new Counter(row.getString(1), row.getLong(2), row.getLong(3));
                });
    }

    /** Begins another life of the calendar, unless somebody else did. */
    void reincarnate(String calendar, String from) {
        database.change(connection -> Sql.update(
                connection,
                "UPDATE kalends_calendar SET incarnation = ? WHERE calendar = ? AND incarnation = ?",
                statement -> {
                    statement.setString(1, RandomText.of(random));
                    statement.setLong(2, number(calendar));
                    statement.setString(3, from);
                }));
    }

    /** Removes the changes before this time, but never the last one: it proves that a cursor is of this history. */
    void purge(String calendar, Instant before) {
        ensure(calendar);
        database.change(connection -> {
            advance(connection, calendar, 0);
            Counter counter = find(connection, calendar).orElseThrow();
            long keep = Sql.first(
                            connection,
                            "SELECT nr FROM kalends_change WHERE calendar = ? AND changed_at >= ?"
                                    + " ORDER BY calendar, nr LIMIT 1",
                            statement -> {
                                statement.setLong(1, number(calendar));
                                statement.setLong(2, Micros.of(before));
                            },
                            row -> row.getLong(1))
                    .orElse(counter.last());
            if (keep - 1 <= counter.purged()) {
                return;
            }
            Sql.update(connection, "DELETE FROM kalends_change WHERE calendar = ? AND nr < ?", statement -> {
                statement.setLong(1, number(calendar));
                statement.setLong(2, keep);
            });
            Sql.update(connection, "UPDATE kalends_calendar SET purged_nr = ? WHERE calendar = ?", statement -> {
                statement.setLong(1, keep - 1);
                statement.setLong(2, number(calendar));
            });
        });
    }

    /** Counts up and gives the new last number; the row is held until the transaction ends. */
    private long advance(Connection connection, String calendar, int by) throws SQLException {
        if (count(connection, calendar, by) == 0) {
            ensure(calendar);
            count(connection, calendar, by);
        }
        return find(connection, calendar).orElseThrow().last();
    }

    private static int count(Connection connection, String calendar, int by) throws SQLException {
        return Sql.update(
                connection, "UPDATE kalends_calendar SET last_nr = last_nr + ? WHERE calendar = ?", statement -> {
                    statement.setInt(1, by);
                    statement.setLong(2, number(calendar));
                });
    }

    /** Makes the counter on a connection of its own, once in a calendar's life: a rival must not spoil the caller's. */
    private void ensure(String calendar) {
        if (calendar.isEmpty() || calendar.length() > MAX_ID) {
            throw new IllegalArgumentException(
                    "a calendar's id has 1 to " + MAX_ID + " characters, not " + calendar.length());
        }
        if (database.read(connection -> find(connection, calendar)).isPresent()) {
            return;
        }
        database.insertOnce(
                "INSERT INTO kalends_calendar (calendar, id, incarnation, identity, last_nr, purged_nr)"
                        + " VALUES (?, ?, ?, ?, 0, 0)",
                statement -> {
                    statement.setLong(1, number(calendar));
                    statement.setString(2, calendar);
                    statement.setString(3, RandomText.of(random));
                    statement.setString(4, RandomText.of(random));
                });
    }
}
