package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Dialect;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.Side;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkCodec;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.RecordIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the table of links: the body, and beside it what links are found by. */
final class LinkRows {

    private static final String INSERT = "INSERT INTO kalends_link (pair, id, status, due_at, synced_at, intent_open,"
            + " left_key, left_presence, left_parent, left_identity, left_content, left_origin, left_modified_at,"
            + " right_key, right_presence, right_parent, right_identity, right_content, right_origin, right_modified_at,"
            + " body) VALUES (" + "?, ".repeat(20) + "?)";

    private final Dialect dialect;
    private final LinkCodec codec;

    LinkRows(Dialect dialect, LinkCodec codec) {
        this.dialect = dialect;
        this.codec = codec;
    }

    /** A link and its body. */
    record Row(Link link, Body body) {}

    /** Bytes that belong to the row alone. */
    static final class Body {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /** The last link of each id, encoded; before the transaction, since a new list of field names takes one of its own. */
    Collection<Row> encode(List<Link> links) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Link link : links) {
            rows.put(link.id(), new Row(link, new Body(codec.encode(link))));
        }
        return rows.values();
    }

    /** Removes what is there under these ids, then inserts: a record may move from one link to another. */
    void replace(Connection connection, long pair, Collection<Row> rows) throws SQLException {
        delete(connection, pair, rows.stream().map(row -> row.link().id()).toList());
        Sql.batch(connection, INSERT, rows, (statement, row) -> bind(statement, pair, row));
    }

    void delete(Connection connection, long pair, List<String> ids) throws SQLException {
        for (int from = 0; from < ids.size(); from += dialect.keysAtOnce()) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + dialect.keysAtOnce()));
            int named = dialect.padded(some.size());
            Sql.update(
                    connection,
                    "DELETE FROM kalends_link WHERE " + dialect.keyed("pair", "id", named),
                    statement -> dialect.bindKeys(statement, pair, some, named));
        }
    }

    private static void bind(PreparedStatement statement, long pair, Row row) throws SQLException {
        Link link = row.link();
        statement.setLong(1, pair);
        statement.setString(2, link.id());
        statement.setString(3, link.status().name());
        Sql.setLong(statement, 4, link.due() == null ? null : Micros.atOrAfter(link.due()));
        Sql.setLong(statement, 5, Micros.orNull(link.syncedAt()));
        Sql.setShort(statement, 6, link.intent() == null ? null : 1);
        bind(statement, 7, link.on(Side.LEFT).orElse(null));
        bind(statement, 14, link.on(Side.RIGHT).orElse(null));
        statement.setBytes(21, row.body().bytes);
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Observation half) throws SQLException {
        Sql.setLong(statement, at, half == null ? null : RecordIds.hash(half.id()));
        Sql.setShort(statement, at + 1, half == null ? null : presence(half.presence()));
        Sql.setLong(statement, at + 2, half == null || half.parent() == null ? null : RecordIds.hash(half.parent()));
        Sql.setLong(statement, at + 3, half == null || half.identity() == 0 ? null : (Long) half.identity());
        Sql.setLong(statement, at + 4, half == null ? null : (Long) half.content());
        Sql.setLong(statement, at + 5, half == null ? null : RecordIds.hash(half.origin()));
        Sql.setLong(statement, at + 6, half == null ? null : Micros.orNull(half.modifiedAt()));
    }

    private static int presence(Presence presence) {
        return switch (presence) {
            case PRESENT -> 0;
            case ABSENT -> 1;
            case DELETED -> 2;
            case OUT_OF_SCOPE -> 3;
        };
    }
}
