package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.Place;
import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.store.FencedException;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairSide;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.RecordIds;
import io.kalends.sync.store.Request;
import io.kalends.sync.store.SideProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of pairs: leases, fences and states. Whoever changes anything of a pair holds its row. */
final class PairRows {

    private static final int MAX_ID = 255;
    private static final String LOCKED =
            "SELECT id, node, fence, leased_until, asked_nr, last_nr, state FROM kalends_pair WHERE pair = ? FOR"
                    + " UPDATE";

    private final Database database;
    private final RequestRows requests;

    PairRows(Database database, RequestRows requests) {
        this.database = database;
        this.requests = requests;
    }

    /** A pair's row, held until the transaction ends. */
    record Row(
            String id,
            @Nullable String node,
            long fence,
            @Nullable Long leasedUntil,
            long askedNr,
            long lastNr,
            @Nullable String state) {

        boolean isOwnedBy(PairLease lease) {
            return node != null && fence == lease.fence();
        }
    }

    /** The number that a pair has in every table. */
    static long number(String pair) {
        return RecordIds.hash(pair);
    }

    static Place place(String pair) {
        return new Place("store", pair);
    }

    Optional<PairLease> acquire(String pair, String node, Instant now, Duration length) {
        ensure(pair);
        return database.transaction(connection -> {
            Row row = lock(connection, pair);
            Long until = row.leasedUntil();
            boolean held = row.node() != null && until != null && until > Micros.of(now);
            if (held && !node.equals(row.node())) {
                requests.again(connection, pair, row.lastNr() + 1);
                count(connection, pair, row.lastNr() + 1);
                return Optional.empty();
            }
            long fence = row.fence() + 1;
            Sql.update(
                    connection,
                    "UPDATE kalends_pair SET id = ?, node = ?, fence = ?, leased_until = ?, asked_nr = last_nr"
                            + " WHERE pair = ?",
                    statement -> {
                        statement.setString(1, pair);
                        statement.setString(2, node);
                        statement.setLong(3, fence);
                        statement.setLong(4, Micros.of(now.plus(length)));
                        statement.setLong(5, number(pair));
                    });
            PairState state = PairStates.read(row.state(), place(pair));
            return Optional.of(new PairLease(pair, fence, now.plus(length), state, requests.all(connection, pair)));
        });
    }

    PairLease renew(PairLease lease, Instant now, Duration length) {
        Instant until = now.plus(length);
        int changed = database.transaction(connection -> Sql.update(
                connection,
                "UPDATE kalends_pair SET leased_until = ? WHERE pair = ? AND fence = ? AND node IS NOT NULL",
                statement -> {
                    statement.setLong(1, Micros.of(until));
                    statement.setLong(2, number(lease.pair()));
                    statement.setLong(3, lease.fence());
                }));
        if (changed == 0) {
            throw new FencedException(lease.pair());
        }
        return lease.until(until);
    }

    boolean release(PairLease lease) {
        return database.transaction(connection -> {
            Optional<Row> row = find(connection, lease.pair()).filter(found -> found.isOwnedBy(lease));
            if (row.isEmpty()) {
                return false;
            }
            Sql.update(
                    connection,
                    "UPDATE kalends_pair SET node = NULL, leased_until = NULL WHERE pair = ?",
                    statement -> statement.setLong(1, number(lease.pair())));
            return requests.anyAfter(connection, lease.pair(), row.get().askedNr());
        });
    }

    /**
     * Holds the pair's row for a commit.
     *
     * @throws FencedException if the lease was lost
     */
    Row guarded(Connection connection, PairLease lease) throws SQLException {
        return find(connection, lease.pair())
                .filter(row -> row.isOwnedBy(lease))
                .orElseThrow(() -> new FencedException(lease.pair()));
    }

    void request(String pair, Request request) {
        ensure(pair);
        byte[] sealed = requests.seal(pair, request);
        database.change(connection -> {
            long number = lock(connection, pair).lastNr() + 1;
            requests.insert(connection, pair, number, request, sealed);
            count(connection, pair, number);
        });
    }

    List<Request> requests(String pair) {
        return database.read(connection -> requests.all(connection, pair));
    }

    PairState state(String pair) {
        return database.read(connection -> Sql.first(
                        connection,
                        "SELECT state FROM kalends_pair WHERE pair = ?",
                        statement -> statement.setLong(1, number(pair)),
                        row -> PairStates.read(row.getString(1), place(pair))))
                .orElse(PairState.NEW);
    }

    void replaceState(Connection connection, String pair, PairState state) throws SQLException {
        Sql.update(
                connection,
                "UPDATE kalends_pair SET state = ?, last_run_at = ?, last_success_at = ?, left_collection = ?,"
                        + " right_collection = ? WHERE pair = ?",
                statement -> {
                    statement.setString(1, PairStates.write(state));
                    Sql.setLong(statement, 2, Micros.orNull(state.lastRunAt()));
                    Sql.setLong(statement, 3, Micros.orNull(state.lastSuccessAt()));
                    Sql.setLong(statement, 4, key(state.left()));
                    Sql.setLong(statement, 5, key(state.right()));
                    statement.setLong(6, number(pair));
                });
    }

    private static @Nullable Long key(SideProgress side) {
        return side.collection() == null ? null : RecordIds.hash(side.collection());
    }

    List<PairSide> pairsOn(String collection) {
        return database.read(connection -> {
            List<PairSide> sides = new ArrayList<>();
            for (Side side : Side.values()) {
                sides.addAll(Sql.list(
                        connection,
                        "SELECT id FROM kalends_pair WHERE " + side.label() + "_collection = ?",
                        statement -> statement.setLong(1, RecordIds.hash(collection)),
                        row -> new PairSide(row.getString(1), side)));
            }
            return sides;
        });
    }

    /** Notes the last number given to anything of the pair. */
    void count(Connection connection, String pair, long lastNr) throws SQLException {
        Sql.update(connection, "UPDATE kalends_pair SET last_nr = ? WHERE pair = ?", statement -> {
            statement.setLong(1, lastNr);
            statement.setLong(2, number(pair));
        });
    }

    /** Leaves nothing but the fence and the last number, under no name. */
    void blank(Connection connection, String pair) throws SQLException {
        Sql.update(
                connection,
                "UPDATE kalends_pair SET id = '', node = NULL, leased_until = NULL, state = NULL, last_run_at = NULL,"
                        + " last_success_at = NULL, left_collection = NULL, right_collection = NULL WHERE pair = ?",
                statement -> statement.setLong(1, number(pair)));
    }

    Optional<Row> find(Connection connection, String pair) throws SQLException {
        Optional<Row> found = Sql.first(
                connection,
                LOCKED,
                statement -> statement.setLong(1, number(pair)),
                row -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        Sql.longOrNull(row, 4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getString(7)));
        found.map(Row::id).filter(id -> !id.isEmpty() && !id.equals(pair)).ifPresent(id -> {
            throw new SyncException(
                    place(pair), "the pair has the same number as another one", "give the pair another id");
        });
        return found;
    }

    private Row lock(Connection connection, String pair) throws SQLException {
        return find(connection, pair)
                .orElseThrow(() -> new SQLException("the row of a pair was removed by hand", "40001"));
    }

    /** Makes the row in a transaction of its own: a rival's being first must not spoil the caller's. */
    private void ensure(String pair) {
        if (pair.isEmpty() || pair.length() > MAX_ID) {
            throw new IllegalArgumentException("a pair's id has 1 to " + MAX_ID + " characters, not " + pair.length());
        }
        List<Long> there = database.read(connection -> Sql.list(
                connection,
                "SELECT pair FROM kalends_pair WHERE pair = ?",
                statement -> statement.setLong(1, number(pair)),
                row -> row.getLong(1)));
        if (!there.isEmpty()) {
            return;
        }
        database.insertOnce(
                "INSERT INTO kalends_pair (pair, id, fence, asked_nr, last_nr) VALUES (?, ?, 0, 0, 0)", statement -> {
                    statement.setLong(1, number(pair));
                    statement.setString(2, pair);
                });
    }
}
