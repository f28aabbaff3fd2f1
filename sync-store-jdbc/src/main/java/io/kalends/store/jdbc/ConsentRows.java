package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Micros;
import io.kalends.sync.account.PendingAuthorization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The columns of {@code kalends_consent}. */
final class ConsentRows {

    static final String SELECT = "SELECT state_hash, provider, owner_id, account_id, scopes, verifier, expires_at"
            + " FROM kalends_consent WHERE state_hash = ?";

    static final String INSERT = "INSERT INTO kalends_consent (state_hash, provider, owner_id, account_id, scopes,"
            + " verifier, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private ConsentRows() {}

    static void bind(PreparedStatement statement, PendingAuthorization pending) throws SQLException {
        statement.setString(1, pending.stateHash());
        statement.setString(2, pending.provider());
        statement.setString(3, pending.owner());
        statement.setString(4, pending.account());
        statement.setString(5, AccountRows.joined(pending.scopes()));
        statement.setBytes(6, pending.verifier());
        statement.setLong(7, Micros.of(pending.expiry()));
    }

    static PendingAuthorization pending(ResultSet row) throws SQLException {
        return new PendingAuthorization(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                AccountRows.split(row.getString(5)),
                row.getBytes(6),
                Micros.instant(row.getLong(7)));
    }
}
