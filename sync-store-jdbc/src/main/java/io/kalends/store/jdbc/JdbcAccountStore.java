package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.store.jdbc.internal.SqlFailures;
import io.kalends.sync.Place;
import io.kalends.sync.account.AccountStore;
import io.kalends.sync.account.PendingAuthorization;
import io.kalends.sync.account.StoredAccount;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps accounts in the tables {@code kalends_account} and {@code kalends_consent}, of the same schema as
 * {@link JdbcSyncStateStore}. Tokens and code verifiers come sealed and stay so; a state is kept as its hash only. The tests
 * run it on H2; its contract was run by hand on PostgreSQL 15.
 *
 * <p>Safe for many threads and nodes. Times are kept to the microsecond.
 */
public final class JdbcAccountStore implements AccountStore {

    private final Database database;

    private JdbcAccountStore(Database database) {
        this.database = database;
    }

    /** A store in this database. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    @Override
    public Optional<StoredAccount> find(String id) {
        return database.read(connection -> Sql.first(
                connection,
                AccountRows.SELECT + " WHERE id = ?",
                statement -> statement.setString(1, id),
                AccountRows::account));
    }

    @Override
    public List<StoredAccount> ownedBy(String owner) {
        return database.read(connection -> Sql.list(
                connection,
                AccountRows.SELECT + " WHERE owner_id = ? ORDER BY id",
                statement -> statement.setString(1, owner),
                AccountRows::account));
    }

    @Override
    public List<StoredAccount> page(String after, int limit) {
        return database.read(connection -> Sql.list(
                connection,
                AccountRows.SELECT + " WHERE id > ? ORDER BY id LIMIT ?",
                statement -> {
                    statement.setString(1, after);
                    statement.setInt(2, limit);
                },
                AccountRows::account));
    }

    @Override
    public Optional<StoredAccount> save(StoredAccount account) {
        boolean saved = account.version() == 0 ? insert(account) : update(account);
        return saved ? Optional.of(account.at(account.version() + 1)) : Optional.empty();
    }

    private boolean insert(StoredAccount account) {
        return database.transaction(connection -> {
            try {
                return Sql.update(connection, AccountRows.INSERT, statement -> AccountRows.bind(statement, account))
                        == 1;
            } catch (SQLException e) {
                if (!SqlFailures.isDuplicate(e)) {
                    throw e;
                }
                // Nothing more happens in a transaction that met a duplicate.
                connection.rollback();
                return false;
            }
        });
    }

    private boolean update(StoredAccount account) {
        return database.transaction(connection -> Sql.update(connection, AccountRows.UPDATE, statement -> {
                    AccountRows.bind(statement, account);
                    statement.setLong(AccountRows.COLUMNS + 1, account.version());
                })
                == 1);
    }

    @Override
    public boolean lease(String id, String holder, Instant now, Duration length) {
        return database.transaction(connection -> Sql.update(
                        connection,
                        "UPDATE kalends_account SET lease_holder = ?, lease_until = ? WHERE id = ?"
                                + " AND (lease_holder IS NULL OR lease_holder = ? OR lease_until <= ?)",
                        statement -> {
                            statement.setString(1, holder);
                            statement.setLong(2, Micros.atOrAfter(now.plus(length)));
                            statement.setString(3, id);
                            statement.setString(4, holder);
                            statement.setLong(5, Micros.of(now));
                        })
                == 1);
    }

    @Override
    public void release(String id, String holder) {
        database.change(connection -> Sql.update(
                connection,
                "UPDATE kalends_account SET lease_holder = NULL, lease_until = NULL WHERE id = ? AND lease_holder = ?",
                statement -> {
                    statement.setString(1, id);
                    statement.setString(2, holder);
                }));
    }

    @Override
    public void put(PendingAuthorization pending) {
        database.change(connection ->
                Sql.update(connection, ConsentRows.INSERT, statement -> ConsentRows.bind(statement, pending)));
    }

    @Override
    public Optional<PendingAuthorization> take(String stateHash, Instant now) {
        return database.<Optional<PendingAuthorization>>transaction(connection -> {
                    Optional<PendingAuthorization> pending = Sql.first(
                            connection,
                            ConsentRows.SELECT,
                            statement -> statement.setString(1, stateHash),
                            ConsentRows::pending);
                    // Of two that read it, the database lets one delete it.
                    int deleted = Sql.update(
                            connection,
                            "DELETE FROM kalends_consent WHERE state_hash = ?",
                            statement -> statement.setString(1, stateHash));
                    return deleted == 1 ? pending : Optional.empty();
                })
                .filter(pending -> pending.expiry().isAfter(now));
    }

    @Override
    public int purge(Instant now) {
        return database.transaction(connection -> Sql.update(
                connection,
                "DELETE FROM kalends_consent WHERE expires_at <= ?",
                statement -> statement.setLong(1, Micros.of(now))));
    }

    /** Sets a store up. */
    public static final class Builder {

        private final DataSource dataSource;
        private @Nullable Migrate migrate;

        private Builder(DataSource dataSource) {
            this.dataSource = requireNonNull(dataSource, "dataSource");
        }

        /** Who brings the tables to this library's version; {@link Migrate#IF_POSSIBLE} if not set. */
        public Builder migrate(Migrate who) {
            if (migrate != null) {
                throw new IllegalStateException("migrate is set already: " + migrate);
            }
            migrate = requireNonNull(who, "who");
            return this;
        }

        /**
         * Looks at the tables, and brings them to this library's version where that was asked for.
         *
         * @throws io.kalends.sync.SyncException if the tables have another version; the message says what to run
         */
        public JdbcAccountStore build() {
            Database database = new Database(dataSource, new Place("jdbc", "account store"));
            Tables.prepare(database, migrate == null ? Migrate.IF_POSSIBLE : migrate);
            return new JdbcAccountStore(database);
        }
    }

    /** The class, never what it holds. */
    @Override
    public String toString() {
        return "JdbcAccountStore";
    }
}
