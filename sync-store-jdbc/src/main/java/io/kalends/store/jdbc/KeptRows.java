package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.Side;
import io.kalends.sync.account.ContentCipher;
import io.kalends.sync.store.KeptVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The table of kept versions; their content is sealed for their row. */
final class KeptRows {

    private static final int MAX_REASON = 2_000;

    private final ContentCipher cipher;

    KeptRows(ContentCipher cipher) {
        this.cipher = cipher;
    }

    /** A version whose content is sealed: in the row, and never anywhere else. */
    List<KeptVersion> seal(List<KeptVersion> versions) {
        return versions.stream()
                .map(version -> with(version, cipher.seal(version.content(), context(version.id()))))
                .toList();
    }

    List<KeptVersion> open(List<KeptVersion> sealed) {
        return sealed.stream()
                .map(version -> with(version, cipher.open(version.content(), context(version.id()))))
                .toList();
    }

    /** Inserts sealed versions under the numbers after {@code last}, which keep their order. */
    void insert(Connection connection, long pair, long last, List<KeptVersion> sealed) throws SQLException {
        AtomicLong number = new AtomicLong(last);
        Sql.batch(
                connection,
                "INSERT INTO kalends_kept (pair, nr, id, link, side, kept_at, is_open, reason, content)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sealed,
                (statement, version) -> {
                    statement.setLong(1, pair);
                    statement.setLong(2, number.incrementAndGet());
                    statement.setString(3, version.id());
                    statement.setString(4, version.link());
                    statement.setShort(5, SeenRows.code(version.side()));
                    statement.setLong(6, Micros.of(version.at()));
                    statement.setShort(7, (short) (version.open() ? 1 : 0));
                    statement.setString(8, cut(version.reason()));
                    statement.setBytes(9, version.content());
                });
    }

    void close(Connection connection, long pair, List<String> links) throws SQLException {
        Sql.batch(
                connection,
                "UPDATE kalends_kept SET is_open = 0 WHERE pair = ? AND link = ?",
                links,
                (statement, link) -> {
                    statement.setLong(1, pair);
                    statement.setString(2, link);
                });
    }

    void delete(Connection connection, long pair, List<String> links) throws SQLException {
        Sql.batch(connection, "DELETE FROM kalends_kept WHERE pair = ? AND link = ?", links, (statement, link) -> {
            statement.setLong(1, pair);
            statement.setString(2, link);
        });
    }

    /** What is kept for a link, still sealed. */
    List<KeptVersion> of(Connection connection, long pair, String link) throws SQLException {
        return Sql.list(
                connection,
                "SELECT id, side, kept_at, is_open, reason, content FROM kalends_kept WHERE pair = ? AND link = ?"
                        + " ORDER BY pair, link, nr",
                statement -> {
                    statement.setLong(1, pair);
                    statement.setString(2, link);
                },
                row -> new KeptVersion(
                        row.getString(1),
                        link,
                        row.getShort(2) == 0 ? Side.LEFT : Side.RIGHT,
                        Micros.instant(row.getLong(3)),
                        row.getShort(4) != 0,
                        row.getString(5),
                        row.getBytes(6)));
    }

    /** A version's sealed content, by its id. */
    record Content(String id, byte[] sealed) {}

    /** The next of all pairs' contents, in the order of their ids. */
    List<Content> contents(Connection connection, String after, int max) throws SQLException {
        return Sql.list(
                connection,
                "SELECT id, content FROM kalends_kept WHERE id > ? ORDER BY id LIMIT ?",
                statement -> {
                    statement.setString(1, after);
                    statement.setInt(2, max);
                },
                row -> new Content(row.getString(1), row.getBytes(2)));
    }

    /** Those that a former key sealed, sealed by the current one. */
    List<Content> resealed(List<Content> contents) {
        return contents.stream()
                .filter(content -> !cipher.isCurrent(content.sealed()))
                .map(content -> new Content(
                        content.id(),
                        cipher.seal(cipher.open(content.sealed(), context(content.id())), context(content.id()))))
                .toList();
    }

    void replace(Connection connection, List<Content> contents) throws SQLException {
        Sql.batch(connection, "UPDATE kalends_kept SET content = ? WHERE id = ?", contents, (statement, content) -> {
            statement.setBytes(1, content.sealed());
            statement.setString(2, content.id());
        });
    }

    private static KeptVersion with(KeptVersion version, byte[] content) {
        return new KeptVersion(
                version.id(), version.link(), version.side(), version.at(), version.open(), version.reason(), content);
    }

    private static String cut(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON - 1) + "…";
    }

    private static String context(String id) {
        return "kept " + id;
    }
}
