package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.Side;
import io.kalends.sync.push.DuePair;
import io.kalends.sync.store.RecordIds;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of when pairs are due. */
final class DueRows {

    private static final String SELECT =
            "SELECT id, poll, due_at, not_before, is_notified, side, record_id, is_running,"
                    + " failures, version FROM kalends_due WHERE ";

    private final Database database;

    DueRows(Database database) {
        this.database = database;
    }

    Optional<DuePair> find(String pair) {
        return database.read(connection -> Sql.first(
                connection,
                SELECT + "pair = ?",
                statement -> statement.setLong(1, RecordIds.hash(pair)),
                DueRows::read));
    }

    List<DuePair> due(long now, int limit) {
        return database.read(connection -> Sql.list(
                connection,
                SELECT + "due_at <= ? AND not_before <= ? ORDER BY due_at LIMIT ?",
                statement -> {
                    statement.setLong(1, now);
                    statement.setLong(2, now);
                    statement.setInt(3, limit);
                },
                DueRows::read));
    }

    boolean replace(@Nullable DuePair before, @Nullable DuePair after) {
        if (before == null) {
            return after == null || insert(after);
        }
        if (after == null) {
            return PushRows.change(database, "DELETE FROM kalends_due WHERE pair = ? AND version = ?", statement -> {
                statement.setLong(1, RecordIds.hash(before.pair()));
                statement.setLong(2, before.version());
            });
        }
        return PushRows.change(
                database,
                "UPDATE kalends_due SET poll = ?, due_at = ?, not_before = ?, is_notified = ?, side = ?, record_id = ?,"
                        + " is_running = ?, failures = ?, version = ? WHERE pair = ? AND version = ?",
                statement -> {
                    bind(statement, 1, after);
                    statement.setLong(10, RecordIds.hash(after.pair()));
                    statement.setLong(11, before.version());
                });
    }

    private boolean insert(DuePair pair) {
        return PushRows.insert(
                database,
                "INSERT INTO kalends_due (pair, id, poll, due_at, not_before, is_notified, side, record_id, is_running,"
                        + " failures, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                statement -> {
                    statement.setLong(1, RecordIds.hash(pair.pair()));
                    statement.setString(2, pair.pair());
                    bind(statement, 3, pair);
                },
                () -> find(pair.pair()).map(DuePair::version).orElse(null),
                pair.version());
    }

    private static void bind(PreparedStatement statement, int first, DuePair pair) throws SQLException {
        Duration poll = pair.poll();
        DuePair.Named only = pair.only();
        Sql.setLong(statement, first, poll == null ? null : poll.toMillis());
        statement.setLong(first + 1, Micros.atOrAfter(pair.dueAt()));
        statement.setLong(first + 2, Micros.atOrAfter(pair.notBefore()));
        statement.setShort(first + 3, (short) (pair.notified() ? 1 : 0));
        Sql.setShort(statement, first + 4, only == null ? null : only.side() == Side.LEFT ? 0 : 1);
        statement.setString(first + 5, only == null ? null : only.record());
        statement.setShort(first + 6, (short) (pair.running() ? 1 : 0));
        statement.setInt(first + 7, pair.failures());
        statement.setLong(first + 8, pair.version());
    }

    private static DuePair read(ResultSet row) throws SQLException {
        Long poll = Sql.longOrNull(row, 2);
        String record = row.getString(7);
        return new DuePair(
                row.getString(1),
                poll == null ? null : Duration.ofMillis(poll),
                Micros.instant(row.getLong(3)),
                Micros.instant(row.getLong(4)),
                row.getShort(5) != 0,
                record == null ? null : new DuePair.Named(row.getShort(6) == 0 ? Side.LEFT : Side.RIGHT, record),
                row.getShort(8) != 0,
                row.getInt(9),
                row.getLong(10));
    }
}
