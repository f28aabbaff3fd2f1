package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Sql;
import org.jspecify.annotations.Nullable;

/** What the three tables of push have in common: rows that change only from the version that was found. */
final class PushRows {

    private PushRows() {}

    /** A version, asked for a row's key. */
    @FunctionalInterface
    interface VersionOf {
        @Nullable
        Long find();
    }

    /** Inserts a row unless there is one. */
    static boolean insert(Database database, String sql, Sql.Binder binder, VersionOf there, long version) {
        if (there.find() != null) {
            return false;
        }
        database.insertOnce(sql, binder);
        Long found = there.find();
        return found != null && found == version;
    }

    static boolean change(Database database, String sql, Sql.Binder binder) {
        return database.transaction(connection -> Sql.update(connection, sql, binder)) == 1;
    }
}
