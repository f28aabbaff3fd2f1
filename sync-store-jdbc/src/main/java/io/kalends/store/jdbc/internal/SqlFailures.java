package io.kalends.store.jdbc.internal;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Turns what a database refused into the library's exceptions. */
public final class SqlFailures {

    private SqlFailures() {}

    /** A {@link TransientException} where trying again may help; else a {@link SyncException}. */
    public static SyncException of(Place place, SQLException e) {
        String what = "the database refused (SQLState " + e.getSQLState() + ", code " + e.getErrorCode() + ")";
        if (isTransient(e)) {
            return new TransientException(place, what, "it is tried again", withheld(e));
        }
        return new SyncException(
                place, what, "look the state up in the database's manual; its own log has the text", withheld(e));
    }

    /** Whether a row was refused because of one that is there: a key taken twice. */
    public static boolean isDuplicate(SQLException e) {
        // MariaDB has one state for every constraint and tells them apart by its own code.
        return "23505".equals(e.getSQLState()) || ("23000".equals(e.getSQLState()) && e.getErrorCode() == 1062);
    }

    /** Whether a table or column does not exist. */
    public static boolean isMissing(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("42");
    }

    /** Whether the connection, a lock or a rival is to blame, so that the same may succeed later. */
    public static boolean isTransient(SQLException e) {
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException
                || startsWithAny(e.getSQLState(), "08", "40", "53", "57", "55P03", "HYT", "90046");
    }

    /** The same failure without its text, which may quote the values of a row. */
    public static SQLException withheld(SQLException e) {
        SQLException bare = new SQLException(
                e.getClass().getSimpleName() + ": the text is withheld, since it may quote a row",
                e.getSQLState(),
                e.getErrorCode());
        bare.setStackTrace(e.getStackTrace());
        return bare;
    }

    private static boolean startsWithAny(@Nullable String state, String... classes) {
        if (state == null) {
            return false;
        }
        for (String each : classes) {
            if (state.startsWith(each)) {
                return true;
            }
        }
        return false;
    }
}
