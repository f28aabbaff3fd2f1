package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.push.PushChannel;
import io.kalends.sync.push.WatchedCollection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of channels. */
final class ChannelRows {

    private static final String SELECT =
            "SELECT id, provider, account, collection, secret_hash, handle, state, opened_at,"
                    + " expires_at, last_nr, version FROM kalends_channel WHERE ";

    private final Database database;

    ChannelRows(Database database) {
        this.database = database;
    }

    Optional<PushChannel> find(String id) {
        return database.read(connection ->
                Sql.first(connection, SELECT + "id = ?", statement -> statement.setString(1, id), ChannelRows::read));
    }

    List<PushChannel> of(WatchedCollection of) {
        return database
                .read(connection -> Sql.list(
                        connection,
                        SELECT + "watch = ?",
                        statement -> statement.setLong(1, WatchRows.key(of)),
                        ChannelRows::read))
                .stream()
                .filter(channel -> channel.of().equals(of))
                .toList();
    }

    boolean replace(@Nullable PushChannel before, @Nullable PushChannel after) {
        if (before == null) {
            return after == null || insert(after);
        }
        if (after == null) {
            return PushRows.change(database, "DELETE FROM kalends_channel WHERE id = ? AND version = ?", statement -> {
                statement.setString(1, before.id());
                statement.setLong(2, before.version());
            });
        }
        return PushRows.change(
                database,
                "UPDATE kalends_channel SET secret_hash = ?, handle = ?, state = ?, opened_at = ?, expires_at = ?,"
                        + " last_nr = ?, version = ? WHERE id = ? AND version = ?",
                statement -> {
                    bind(statement, 1, after);
                    statement.setString(8, after.id());
                    statement.setLong(9, before.version());
                });
    }

    private boolean insert(PushChannel channel) {
        return PushRows.insert(
                database,
                "INSERT INTO kalends_channel (id, watch, provider, account, collection, secret_hash, handle, state,"
                        + " opened_at, expires_at, last_nr, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                statement -> {
                    statement.setString(1, channel.id());
                    statement.setLong(2, WatchRows.key(channel.of()));
                    statement.setString(3, channel.of().provider());
                    statement.setString(4, channel.of().account());
                    statement.setString(5, channel.of().collection());
                    bind(statement, 6, channel);
                },
                () -> find(channel.id()).map(PushChannel::version).orElse(null),
                channel.version());
    }

    private static void bind(PreparedStatement statement, int first, PushChannel channel) throws SQLException {
        statement.setString(first, channel.secretHash());
        statement.setString(first + 1, channel.handle());
        statement.setString(first + 2, channel.state().name());
        statement.setLong(first + 3, Micros.of(channel.openedAt()));
        statement.setLong(first + 4, Micros.of(channel.expiresAt()));
        statement.setLong(first + 5, channel.lastNumber());
        statement.setLong(first + 6, channel.version());
    }

    private static PushChannel read(ResultSet row) throws SQLException {
        return new PushChannel(
                row.getString(1),
                new WatchedCollection(row.getString(2), row.getString(3), row.getString(4)),
                row.getString(5),
                row.getString(6),
                PushChannel.State.valueOf(row.getString(7)),
                Micros.instant(row.getLong(8)),
                Micros.instant(row.getLong(9)),
                row.getLong(10),
                row.getLong(11));
    }
}
