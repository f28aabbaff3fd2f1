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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the table of links: the body, and beside it what links are found by. */
final class LinkRows {

    private static final List<String> COLUMNS = List.of(
            "status",
            "due_at",
            "intent_open",
            "left_key",
            "left_presence",
            "left_parent",
            "left_identity",
            "left_content",
            "left_origin",
            "right_key",
            "right_presence",
            "right_parent",
            "right_identity",
            "right_content",
            "right_origin",
            "body");

    /** How many columns each half of a link has. */
    private static final int HALF = 6;

    private static final String INSERT = "INSERT INTO kalends_link (" + String.join(", ", COLUMNS)
            + ", pair, id) VALUES (" + "?, ".repeat(COLUMNS.size() + 1) + "?)";

    private static final String UPDATE =
            "UPDATE kalends_link SET " + String.join(" = ?, ", COLUMNS) + " = ? WHERE pair = ? AND id = ?";

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
        Map<String, Link> last = new LinkedHashMap<>();
        links.forEach(link -> last.put(link.id(), link));
        return last.values().stream()
                .map(link -> new Row(link, new Body(codec.encode(link))))
                .toList();
    }

    /**
     * Stores rows. One that is there is updated, so that the database leaves alone the indexes in which nothing changes; but
     * one that gives up a record is removed first and inserted anew, since another may take that record in the same change.
     */
    void replace(Connection connection, long pair, Collection<Row> rows) throws SQLException {
        Map<String, Keys> there =
                keys(connection, pair, rows.stream().map(row -> row.link().id()).toList());
        List<Row> updated = new ArrayList<>();
        List<Row> inserted = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Row row : rows) {
            Keys before = there.get(row.link().id());
            if (before != null && before.staysIn(Keys.of(row.link()))) {
                updated.add(row);
            } else {
                inserted.add(row);
                if (before != null) {
                    removed.add(row.link().id());
                }
            }
        }
        delete(connection, pair, removed);
        Sql.batch(connection, UPDATE, updated, (statement, row) -> bind(statement, pair, row));
        Sql.batch(connection, INSERT, inserted, (statement, row) -> bind(statement, pair, row));
    }

    /** The hashes of a link's records, each of which no other link of the pair has. */
    private record Keys(@Nullable Long left, @Nullable Long right) {

        static Keys of(Link link) {
            return new Keys(key(link, Side.LEFT), key(link, Side.RIGHT));
        }

        private static @Nullable Long key(Link link, Side side) {
            return link.on(side).map(half -> RecordIds.hash(half.id())).orElse(null);
        }

        boolean staysIn(Keys after) {
            return (left == null || left.equals(after.left)) && (right == null || right.equals(after.right));
        }
    }

    private Map<String, Keys> keys(Connection connection, long pair, List<String> ids) throws SQLException {
        Map<String, Keys> keys = new HashMap<>();
        for (int from = 0; from < ids.size(); from += dialect.keysAtOnce()) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + dialect.keysAtOnce()));
            int named = dialect.padded(some.size());
            Sql.list(
                    connection,
                    "SELECT id, left_key, right_key FROM kalends_link WHERE " + dialect.keyed("pair", "id", named),
                    statement -> dialect.bindKeys(statement, pair, some, named),
                    row -> keys.put(row.getString(1), new Keys(Sql.longOrNull(row, 2), Sql.longOrNull(row, 3))));
        }
        return keys;
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
        statement.setString(1, link.status().name());
        Sql.setLong(statement, 2, link.due() == null ? null : Micros.atOrAfter(link.due()));
        Sql.setShort(statement, 3, link.intent() == null ? null : 1);
        Observation left = link.on(Side.LEFT).orElse(null);
        Observation right = link.on(Side.RIGHT).orElse(null);
        bind(statement, 4, left, right);
        bind(statement, 4 + HALF, right, null);
        statement.setBytes(16, row.body().bytes);
        statement.setLong(17, pair);
        statement.setString(18, link.id());
    }

    /** What both halves have alike stands with the right one only: most links need one entry for it, not two. */
    private static void bind(
            PreparedStatement statement, int at, @Nullable Observation half, @Nullable Observation right)
            throws SQLException {
        if (half == null) {
            Sql.setLong(statement, at, null);
            Sql.setShort(statement, at + 1, null);
            for (int column = at + 2; column < at + HALF; column++) {
                Sql.setLong(statement, column, null);
            }
            return;
        }
        boolean identified = half.identity() != 0 && (right == null || right.identity() != half.identity());
        boolean differs = right == null || right.content() != half.content();
        boolean marked = right == null || !right.origin().equals(half.origin());
        String parent = half.parent();
        statement.setLong(at, RecordIds.hash(half.id()));
        Sql.setShort(statement, at + 1, presence(half.presence()));
        Sql.setLong(statement, at + 2, parent == null ? null : (Long) RecordIds.hash(parent));
        Sql.setLong(statement, at + 3, identified ? (Long) half.identity() : null);
        Sql.setLong(statement, at + 4, differs ? (Long) half.content() : null);
        Sql.setLong(statement, at + 5, marked ? (Long) RecordIds.hash(half.origin()) : null);
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
