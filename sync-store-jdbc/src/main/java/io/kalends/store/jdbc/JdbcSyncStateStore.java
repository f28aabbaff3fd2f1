package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Dialect;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.store.jdbc.internal.SqlFailures;
import io.kalends.sync.Place;
import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.account.ContentCipher;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkCodec;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairSide;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.Request;
import io.kalends.sync.store.SyncStateStore;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what syncs remember in a database, in tables whose names begin with {@code kalends_}. The tests run it on H2; its
 * contract was run by hand on PostgreSQL 15, its statements on PostgreSQL 17 and MariaDB 11.4.
 *
 * <p>A commit is one transaction that first holds the pair's row and checks the lease's fence. No connection is held
 * between calls, nor while a key is fetched, except for the opening of requests when a lease is taken. Kept versions, the
 * payloads of requests and the fingerprint key are encrypted by the keys of {@link Builder#keys}; fingerprints, ids and
 * cursors are in the clear. A former key must stay in the source until {@link #resealAll} has run.
 *
 * <p>Safe for many threads and nodes. What the database refuses is a {@link SyncException} with its SQLState and without
 * its text, which may quote a row.
 */
public final class JdbcSyncStateStore implements SyncStateStore {

    private static final int RESEALED_AT_ONCE = 100;

    private final Database database;
    private final PairRows pairs;
    private final LinkRows links;
    private final LinkQueries queries;
    private final SeenRows seen;
    private final KeptRows kept;
    private final RequestRows requests;
    private final FingerprintKeyRow fingerprintKey;

    private JdbcSyncStateStore(Database database, Dialect dialect, KeySource keys, SecureRandom random) {
        this.database = database;
        ContentCipher cipher = new ContentCipher(keys, random);
        LinkCodec codec = new LinkCodec(new NameRows(database));
        requests = new RequestRows(cipher);
        pairs = new PairRows(database, requests);
        links = new LinkRows(dialect, codec);
        seen = new SeenRows();
        queries = new LinkQueries(database, dialect, codec, seen);
        kept = new KeptRows(cipher);
        fingerprintKey = new FingerprintKeyRow(database, cipher, random);
    }

    /** A store in this database. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    @Override
    public Optional<PairLease> acquire(String pair, String node, Instant now, Duration length) {
        return pairs.acquire(pair, node, now, length);
    }

    @Override
    public PairLease renew(PairLease lease, Instant now, Duration length) {
        return pairs.renew(lease, now, length);
    }

    @Override
    public boolean release(PairLease lease) {
        return pairs.release(lease);
    }

    @Override
    public void commit(PairLease lease, Changes changes) {
        for (Link link : changes.links()) {
            if (!link.pair().equals(lease.pair())) {
                throw new IllegalArgumentException(
                        "link " + link.id() + " belongs to pair " + link.pair() + ", not to " + lease.pair());
            }
        }
        Collection<LinkRows.Row> rows = links.encode(changes.links());
        List<KeptVersion> sealed = kept.seal(changes.kept());
        database.change(connection -> {
            PairRows.Row row = pairs.guarded(connection, lease);
            apply(connection, lease.pair(), row, changes, rows, sealed);
        });
    }

    private void apply(
            Connection connection,
            String pair,
            PairRows.Row before,
            Changes changes,
            Collection<LinkRows.Row> rows,
            List<KeptVersion> sealed)
            throws SQLException {
        long number = PairRows.number(pair);
        links.delete(connection, number, changes.forgotten());
        kept.delete(connection, number, changes.forgotten());
        try {
            links.replace(connection, number, rows);
        } catch (SQLException e) {
            if (SqlFailures.isDuplicate(e)) {
                throw new SyncException(
                        PairRows.place(pair),
                        "two links name the same record",
                        "report this as an error of the library; nothing was changed",
                        SqlFailures.withheld(e));
            }
            throw e;
        }
        kept.close(connection, number, changes.closedConflicts());
        kept.insert(connection, number, before.lastNr(), sealed);
        seen.insert(connection, number, before.lastNr(), changes.seenMarks());
        int numbered = Math.max(sealed.size(), changes.seenMarks().size());
        if (numbered > 0) {
            pairs.count(connection, pair, before.lastNr() + numbered);
        }
        requests.delete(connection, pair, changes.doneRequests());
        Optional<PairState> state = changes.newState();
        if (state.isPresent()) {
            PairState old = PairStates.read(before.state(), PairRows.place(pair));
            seen.sweep(connection, number, old, state.get());
            pairs.replaceState(connection, pair, state.get());
        }
    }

    @Override
    public PairState state(String pair) {
        return pairs.state(pair);
    }

    @Override
    public List<PairSide> pairsOn(String collection) {
        return pairs.pairsOn(collection);
    }

    @Override
    public List<Link> linksOf(String pair, Side side, Collection<String> recordIds) {
        return queries.ofRecords(pair, side, recordIds);
    }

    @Override
    public List<Link> links(String pair, Collection<String> linkIds) {
        return queries.ofIds(pair, linkIds);
    }

    @Override
    public List<Link> children(String pair, Side side, Collection<String> parentIds) {
        return queries.children(pair, side, parentIds);
    }

    @Override
    public List<Link> alike(
            String pair,
            Side side,
            Collection<Long> identities,
            Collection<Long> contents,
            Collection<String> origins) {
        return queries.alike(pair, side, identities, contents, origins);
    }

    @Override
    public List<Link> due(String pair, Instant now, @Nullable String after, int max) {
        return queries.due(pair, now, after, max);
    }

    @Override
    public List<Link> intended(String pair, @Nullable String after, int max) {
        return queries.intended(pair, after, max);
    }

    @Override
    public List<Link> unseen(String pair, Side side, long generation, @Nullable String after, int max) {
        return queries.unseen(pair, side, generation, after, max);
    }

    @Override
    public List<Link> list(String pair, @Nullable LinkStatus status, @Nullable String after, int max) {
        return queries.list(pair, status, after, max);
    }

    @Override
    public Map<LinkStatus, Long> counts(String pair) {
        return queries.counts(pair);
    }

    @Override
    public List<KeptVersion> kept(String pair, String link) {
        return kept.open(database.read(connection -> kept.of(connection, PairRows.number(pair), link)));
    }

    @Override
    public void request(String pair, Request request) {
        pairs.request(pair, request);
    }

    @Override
    public List<Request> requests(String pair) {
        return pairs.requests(pair);
    }

    @Override
    public byte[] fingerprintKey() {
        return fingerprintKey.key();
    }

    /**
     * Encrypts everything of this store with the current key that a former one has: the fingerprint key, kept versions and
     * what was asked of pairs. Runs beside syncs, once every node's source has the new key as its current one. Afterwards
     * this store needs no former key; accounts have {@link io.kalends.sync.account.TokenCipher#resealAll}.
     *
     * @return how many pieces were encrypted anew
     */
    public int resealAll() {
        int resealed = fingerprintKey.reseal();
        List<RequestRows.Payload> payloads = requests.resealed(database.read(requests::payloads));
        database.change(connection -> requests.replace(connection, payloads));
        resealed += payloads.size();
        String last = "";
        while (true) {
            String after = last;
            List<KeptRows.Content> page =
                    database.read(connection -> kept.contents(connection, after, RESEALED_AT_ONCE));
            if (page.isEmpty()) {
                return resealed;
            }
            List<KeptRows.Content> anew = kept.resealed(page);
            database.change(connection -> kept.replace(connection, anew));
            resealed += anew.size();
            last = page.get(page.size() - 1).id();
        }
    }

    @Override
    public void forget(String pair) {
        database.change(connection -> {
            if (pairs.find(connection, pair).isEmpty()) {
                return;
            }
            for (String table : List.of("kalends_link", "kalends_seen", "kalends_kept", "kalends_request")) {
                Sql.update(
                        connection,
                        "DELETE FROM " + table + " WHERE pair = ?",
                        statement -> statement.setLong(1, PairRows.number(pair)));
            }
            pairs.blank(connection, pair);
        });
    }

    /** Builds a {@link JdbcSyncStateStore}; the keys must be given, the rest has defaults. */
    public static final class Builder {

        private final DataSource dataSource;
        private @Nullable KeySource keys;
        private @Nullable Migrate migrate;
        private @Nullable SecureRandom random;

        private Builder(DataSource dataSource) {
            this.dataSource = requireNonNull(dataSource, "dataSource");
        }

        /** What encrypts kept content: {@code KeySource.inFile(path)} to begin with. */
        public Builder keys(KeySource keys) {
            if (this.keys != null) {
                throw new IllegalStateException("keys are set already");
            }
            this.keys = requireNonNull(keys, "keys");
            return this;
        }

        /** Who brings the tables to this library's version; {@link Migrate#IF_POSSIBLE} if not set. */
        public Builder migrate(Migrate migrate) {
            if (this.migrate != null) {
                throw new IllegalStateException("migrate is set already: " + this.migrate);
            }
            this.migrate = requireNonNull(migrate, "migrate");
            return this;
        }

        /** Where nonces and the fingerprint key come from; the platform's if not set. */
        public Builder random(SecureRandom random) {
            this.random = requireNonNull(random, "random");
            return this;
        }

        /**
         * Looks at the tables, and brings them to this library's version where that was asked for; then at the keys, which
         * must be those of this store. Only a store that holds nothing encrypted yet lets the source make a key.
         *
         * @throws SyncException if the tables have another version, and the message says what to run; or if the keys are
         *     others or gone, and the message names their source
         */
        public JdbcSyncStateStore build() {
            if (keys == null) {
                throw new IllegalStateException("the store needs a key to encrypt what it keeps of records: set one by"
                        + " keys(KeySource.inFile(Path.of(\"kalends.key\"))), which makes the file for a"
                        + " new store, or by keys(KeySource.of(key))");
            }
            Database database = new Database(dataSource, new Place("jdbc", "state store"));
            Dialect dialect = Tables.prepare(database, migrate == null ? Migrate.IF_POSSIBLE : migrate);
            JdbcSyncStateStore store =
                    new JdbcSyncStateStore(database, dialect, keys, random == null ? new SecureRandom() : random);
            store.fingerprintKey();
            return store;
        }
    }

    /** The class, never what it holds. */
    @Override
    public String toString() {
        return "JdbcSyncStateStore";
    }
}
