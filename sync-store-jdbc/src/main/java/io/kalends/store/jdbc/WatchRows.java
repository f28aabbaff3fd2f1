package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.Side;
import io.kalends.sync.push.Watch;
import io.kalends.sync.push.WatchedCollection;
import io.kalends.sync.push.WatchedPair;
import io.kalends.sync.store.RecordIds;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of watches. */
final class WatchRows {

    private static final String SELECT = "SELECT provider, account, collection, pairs, state, check_at, claimed_until,"
            + " version FROM kalends_watch WHERE ";

    private final Database database;

    WatchRows(Database database) {
        this.database = database;
    }

    /** A collection's key: its three names, with a letter between them that none of them holds. */
    static long key(WatchedCollection of) {
        return RecordIds.hash(of.provider() + '\n' + of.account() + '\n' + of.collection());
    }

    Optional<Watch> find(WatchedCollection of) {
        return database.read(connection -> Sql.first(
                        connection, SELECT + "watch = ?", statement -> statement.setLong(1, key(of)), WatchRows::read))
                .filter(watch -> watch.of().equals(of));
    }

    List<Watch> ofAccount(String provider, String account) {
        return database.read(connection -> Sql.list(
                connection,
                SELECT + "account = ? AND provider = ?",
                statement -> {
                    statement.setString(1, account);
                    statement.setString(2, provider);
                },
                WatchRows::read));
    }

    /** A collection's watches, of whatever account. */
    List<Watch> ofCollection(String provider, String collection) {
        return database
                .read(connection -> Sql.list(
                        connection,
                        SELECT + "collection_key = ?",
                        statement -> statement.setLong(1, collectionKey(provider, collection)),
                        WatchRows::read))
                .stream()
                .filter(watch -> watch.of().provider().equals(provider)
                        && watch.of().collection().equals(collection))
                .toList();
    }

    private static long collectionKey(String provider, String collection) {
        return RecordIds.hash(provider + '\n' + collection);
    }

    List<Watch> toCheck(long now, int limit) {
        return database.read(connection -> Sql.list(
                connection,
                SELECT + "check_at <= ? AND claimed_until <= ? ORDER BY check_at LIMIT ?",
                statement -> {
                    statement.setLong(1, now);
                    statement.setLong(2, now);
                    statement.setInt(3, limit);
                },
                WatchRows::read));
    }

    boolean replace(@Nullable Watch before, @Nullable Watch after) {
        if (before == null) {
            return after == null || insert(after);
        }
        if (after == null) {
            return PushRows.change(database, "DELETE FROM kalends_watch WHERE watch = ? AND version = ?", statement -> {
                statement.setLong(1, key(before.of()));
                statement.setLong(2, before.version());
            });
        }
        return PushRows.change(
                database,
                "UPDATE kalends_watch SET pairs = ?, state = ?, check_at = ?, claimed_until = ?, version = ?"
                        + " WHERE watch = ? AND version = ?",
                statement -> {
                    bind(statement, 1, after);
                    statement.setLong(6, key(after.of()));
                    statement.setLong(7, before.version());
                });
    }

    private boolean insert(Watch watch) {
        return PushRows.insert(
                database,
                "INSERT INTO kalends_watch (watch, provider, account, collection, collection_key, pairs, state, check_at,"
                        + " claimed_until, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                statement -> {
                    statement.setLong(1, key(watch.of()));
                    statement.setString(2, watch.of().provider());
                    statement.setString(3, watch.of().account());
                    statement.setString(4, watch.of().collection());
                    statement.setLong(
                            5, collectionKey(watch.of().provider(), watch.of().collection()));
                    bind(statement, 6, watch);
                },
                () -> find(watch.of()).map(Watch::version).orElse(null),
                watch.version());
    }

    private static void bind(PreparedStatement statement, int first, Watch watch) throws SQLException {
        statement.setString(first, text(watch.pairs()));
        statement.setString(first + 1, watch.state().name());
        statement.setLong(first + 2, Micros.of(watch.checkAt()));
        statement.setLong(first + 3, Micros.of(watch.claimedUntil()));
        statement.setLong(first + 4, watch.version());
    }

    private static Watch read(ResultSet row) throws SQLException {
        return new Watch(
                new WatchedCollection(row.getString(1), row.getString(2), row.getString(3)),
                pairs(row.getString(4)),
                Watch.State.valueOf(row.getString(5)),
                Micros.instant(row.getLong(6)),
                Micros.instant(row.getLong(7)),
                row.getLong(8));
    }

    private static String text(List<WatchedPair> pairs) {
        return pairs.stream()
                .map(pair -> (pair.side() == Side.LEFT ? "L:" : "R:")
                        + URLEncoder.encode(pair.pair(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    private static List<WatchedPair> pairs(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(one -> !one.isEmpty())
                .map(one -> new WatchedPair(
                        URLDecoder.decode(one.substring(2), StandardCharsets.UTF_8),
                        one.startsWith("L") ? Side.LEFT : Side.RIGHT))
                .toList();
    }
}
