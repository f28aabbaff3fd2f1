package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.SideProgress;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The table of what full listings showed: a row a page, 8 bytes a record. */
final class SeenRows {

    /** Inserts pages under the numbers after {@code last}. */
    void insert(Connection connection, long pair, long last, List<Changes.Seen> pages) throws SQLException {
        AtomicLong number = new AtomicLong(last);
        Sql.batch(
                connection,
                "INSERT INTO kalends_seen (pair, side, generation, nr, hashes) VALUES (?, ?, ?, ?, ?)",
                pages,
                (statement, page) -> {
                    statement.setLong(1, pair);
                    statement.setShort(2, code(page.side()));
                    statement.setLong(3, page.generation());
                    statement.setLong(4, number.incrementAndGet());
                    statement.setBytes(5, bytes(page.ids()));
                });
    }

    /** The marks of one listing, sorted. */
    long[] of(Connection connection, long pair, Side side, long generation) throws SQLException {
        List<long[]> pages = Sql.list(
                connection,
                "SELECT hashes FROM kalends_seen WHERE pair = ? AND side = ? AND generation = ?",
                statement -> {
                    statement.setLong(1, pair);
                    statement.setShort(2, code(side));
                    statement.setLong(3, generation);
                },
                row -> hashes(row.getBytes(1)));
        return pages.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    /** Removes the marks of listings that the new state says are over. */
    void sweep(Connection connection, long pair, PairState before, PairState after) throws SQLException {
        for (Side side : Side.values()) {
            SideProgress.Listing was = before.on(side).listing();
            SideProgress.Listing is = after.on(side).listing();
            if (was != null && (is == null || is.generation() != was.generation())) {
                Sql.update(
                        connection,
                        "DELETE FROM kalends_seen WHERE pair = ? AND side = ? AND generation = ?",
                        statement -> {
                            statement.setLong(1, pair);
                            statement.setShort(2, code(side));
                            statement.setLong(3, was.generation());
                        });
            }
        }
    }

    /** A side as the tables write it. */
    static short code(Side side) {
        return (short) (side == Side.LEFT ? 0 : 1);
    }

    private static byte[] bytes(long[] hashes) {
        ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
        bytes.asLongBuffer().put(hashes);
        return bytes.array();
    }

    private static long[] hashes(byte[] bytes) {
        LongBuffer numbers = ByteBuffer.wrap(bytes).asLongBuffer();
        long[] hashes = new long[numbers.remaining()];
        numbers.get(hashes);
        return hashes;
    }
}
