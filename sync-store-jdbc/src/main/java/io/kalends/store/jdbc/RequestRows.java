package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.account.ContentCipher;
import io.kalends.sync.store.Request;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of what was asked of pairs; payloads are sealed for the pair, the kind and the target. */
final class RequestRows {

    private static final byte[] NOTHING = new byte[0];

    private final ContentCipher cipher;

    RequestRows(ContentCipher cipher) {
        this.cipher = cipher;
    }

    /** A request's payload as it is stored; made before the pair's row is held, since keys may come from afar. */
    byte @Nullable [] seal(String pair, Request request) {
        byte[] payload = request.payload();
        return payload.length == 0 ? null : cipher.seal(payload, context(pair, request.kind(), request.target()));
    }

    void insert(Connection connection, String pair, long number, Request request, byte @Nullable [] sealed)
            throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO kalends_request (pair, nr, kind, target, payload) VALUES (?, ?, ?, ?, ?)",
                statement -> {
                    statement.setLong(1, PairRows.number(pair));
                    statement.setLong(2, number);
                    statement.setString(3, request.kind().name());
                    statement.setString(4, request.target());
                    statement.setBytes(5, sealed);
                });
    }

    /** Leaves one mark to run again, the newest, however often somebody asks. */
    void again(Connection connection, String pair, long number) throws SQLException {
        Sql.update(connection, "DELETE FROM kalends_request WHERE pair = ? AND kind = ?", statement -> {
            statement.setLong(1, PairRows.number(pair));
            statement.setString(2, Request.Kind.AGAIN.name());
        });
        insert(connection, pair, number, new Request(0, Request.Kind.AGAIN, "", NOTHING), null);
    }

    List<Request> all(Connection connection, String pair) throws SQLException {
        return Sql.list(
                connection,
                "SELECT nr, kind, target, payload FROM kalends_request WHERE pair = ? ORDER BY pair, nr",
                statement -> statement.setLong(1, PairRows.number(pair)),
                row -> {
                    Request.Kind kind = Request.Kind.valueOf(row.getString(2));
                    String target = row.getString(3);
                    byte[] payload = row.getBytes(4);
                    return new Request(
                            row.getLong(1),
                            kind,
                            target,
                            payload == null ? NOTHING : cipher.open(payload, context(pair, kind, target)));
                });
    }

    boolean anyAfter(Connection connection, String pair, long number) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT nr FROM kalends_request WHERE pair = ? AND nr > ? ORDER BY pair, nr LIMIT 1",
                        statement -> {
                            statement.setLong(1, PairRows.number(pair));
                            statement.setLong(2, number);
                        },
                        row -> row.getLong(1))
                .isPresent();
    }

    void delete(Connection connection, String pair, List<Long> numbers) throws SQLException {
        Sql.batch(connection, "DELETE FROM kalends_request WHERE pair = ? AND nr = ?", numbers, (statement, number) -> {
            statement.setLong(1, PairRows.number(pair));
            statement.setLong(2, number);
        });
    }

    /** A request's sealed payload, in its row. */
    record Payload(long pair, long number, String context, byte[] sealed) {}

    /** The payloads of all pairs: few at any time, since a pair's next run takes its own. */
    List<Payload> payloads(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "SELECT r.pair, r.nr, p.id, r.kind, r.target, r.payload FROM kalends_request r"
                        + " JOIN kalends_pair p ON p.pair = r.pair WHERE r.payload IS NOT NULL",
                statement -> {},
                row -> new Payload(
                        row.getLong(1),
                        row.getLong(2),
                        context(row.getString(3), Request.Kind.valueOf(row.getString(4)), row.getString(5)),
                        row.getBytes(6)));
    }

    /** Those that a former key sealed, sealed by the current one. */
    List<Payload> resealed(List<Payload> payloads) {
        return payloads.stream()
                .filter(each -> !cipher.isCurrent(each.sealed()))
                .map(each -> new Payload(
                        each.pair(),
                        each.number(),
                        each.context(),
                        cipher.seal(cipher.open(each.sealed(), each.context()), each.context())))
                .toList();
    }

    void replace(Connection connection, List<Payload> payloads) throws SQLException {
        Sql.batch(
                connection,
                "UPDATE kalends_request SET payload = ? WHERE pair = ? AND nr = ?",
                payloads,
                (statement, each) -> {
                    statement.setBytes(1, each.sealed());
                    statement.setLong(2, each.pair());
                    statement.setLong(3, each.number());
                });
    }

    private static String context(String pair, Request.Kind kind, String target) {
        return "request " + kind + " " + target + " of " + pair;
    }
}
