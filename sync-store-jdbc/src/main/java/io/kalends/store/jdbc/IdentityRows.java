package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Sql;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The lasting identities of calendars: each made with the calendar's row, or when a row that has none is first asked. */
final class IdentityRows {

    private final Database database;
    private final LogRows rows;
    private final RandomGenerator random;

    IdentityRows(Database database, LogRows rows, RandomGenerator random) {
        this.database = database;
        this.rows = rows;
        this.random = random;
    }

    String of(String calendar) {
        return find(calendar).orElseGet(() -> {
            rows.counter(calendar);
            make(calendar);
            return find(calendar).orElseThrow();
        });
    }

    private Optional<String> find(String calendar) {
        return database.read(connection -> Sql.first(
                connection,
                "SELECT identity FROM kalends_calendar WHERE calendar = ? AND id = ? AND identity IS NOT NULL",
                statement -> {
                    statement.setLong(1, LogRows.number(calendar));
                    statement.setString(2, calendar);
                },
                row -> row.getString(1)));
    }

    /** Another node may be first: its identity stands. */
    private void make(String calendar) {
        database.change(connection -> Sql.update(
                connection,
                "UPDATE kalends_calendar SET identity = ? WHERE calendar = ? AND identity IS NULL",
                statement -> {
                    statement.setString(1, RandomText.of(random));
                    statement.setLong(2, LogRows.number(calendar));
                }));
    }
}
