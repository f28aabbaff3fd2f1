package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.StoredAccount;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The columns of {@code kalends_account}; insert and update bind the same ones in the same order. */
final class AccountRows {

    static final String SELECT =
            "SELECT provider, owner_id, user_name, account_state, reason, since_at, scopes, tokens,"
                    + " expires_at, version, id FROM kalends_account";

    static final String INSERT = "INSERT INTO kalends_account (provider, owner_id, user_name, account_state, reason,"
            + " since_at, scopes, tokens, expires_at, version, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** With one more parameter: the version that must be there. */
    static final String UPDATE = "UPDATE kalends_account SET provider = ?, owner_id = ?, user_name = ?,"
            + " account_state = ?, reason = ?, since_at = ?, scopes = ?, tokens = ?, expires_at = ?, version = ?"
            + " WHERE id = ? AND version = ?";

    static final int COLUMNS = 11;

    private static final int LONGEST_REASON = 1024;

    private AccountRows() {}

    static void bind(PreparedStatement statement, StoredAccount account) throws SQLException {
        String reason = account.reason();
        statement.setString(1, account.provider());
        statement.setString(2, account.owner());
        statement.setString(3, account.user());
        statement.setString(4, account.state().name());
        statement.setString(5, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        statement.setLong(6, Micros.of(account.since()));
        statement.setString(7, joined(account.scopes()));
        statement.setBytes(8, account.tokens());
        Sql.setLong(statement, 9, Micros.orNull(account.accessExpiry()));
        statement.setLong(10, account.version() + 1);
        statement.setString(11, account.id());
    }

    static StoredAccount account(ResultSet row) throws SQLException {
        Long expiry = Sql.longOrNull(row, 9);
        return new StoredAccount(
                row.getString(11),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                AccountState.valueOf(row.getString(4)),
                row.getString(5),
                Micros.instant(row.getLong(6)),
                split(row.getString(7)),
                row.getBytes(8),
                expiry == null ? null : Micros.instant(expiry),
                row.getLong(10));
    }

    /** Scopes by spaces, as RFC 6749 section 3.3 writes them. */
    static String joined(Set<String> scopes) {
        return String.join(" ", new TreeSet<>(scopes));
    }

    static Set<String> split(String scopes) {
        return Arrays.stream(scopes.split(" ", -1))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toSet());
    }
}
