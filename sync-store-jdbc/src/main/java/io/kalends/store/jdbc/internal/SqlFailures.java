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

    private static final int MARIADB_LOCK_WAIT = 1205;
    private static final int MARIADB_IS_REFERRED_TO = 1451;
    private static final int MARIADB_NO_PARENT = 1452;

    private SqlFailures() {}

    /** A {@link TransientException} where trying again may help; else a {@link SyncException}. */
    public static SyncException of(Place place, SQLException e) {
        Kind kind = Kind.of(e);
        String what = kind.what + " (SQLState " + e.getSQLState() + ", code " + e.getErrorCode() + ")";
        return isTransient(e)
                ? new TransientException(place, what, kind.action + "; it is tried again", withheld(e))
                : new SyncException(place, what, kind.action + "; the database's own log has the text", withheld(e));
    }

    /** What a state says to whoever has to mend it: the classes of ISO 9075, and what the three databases make of them. */
    private enum Kind {
        CONNECTION("the database cannot be reached", "check that it runs, and the data source's address and pool"),
        LOGIN("the database refuses the login", "check the data source's user and password, and the user's rights"),
        NO_DATABASE("there is no database of this name", "check the data source's address, or create the database"),
        SYNTAX(
                "the database does not know a table, a column, or the syntax of a statement, or the user may not use it",
                "compare the statement with the tables that are there, and with the user's rights"),
        LOCKED(
                "a row is held by another transaction",
                "end that one; a run that was started inside a transaction waits for it: start it after the commit"),
        PARENT("a row refers to one that is not there, or is referred to", "see that the other row is written first"),
        DUPLICATE("a row has a value that must be unique and is taken", "give it another, or free it"),
        OTHER("the database refused", "look the state up in the database's manual");

        private final String what;
        private final String action;

        Kind(String what, String action) {
            this.what = what;
            this.action = action;
        }

        static Kind of(SQLException e) {
            if (isLockWait(e)) {
                return LOCKED;
            }
            if (isForeignKey(e)) {
                return PARENT;
            }
            if (isDuplicate(e)) {
                return DUPLICATE;
            }
            String state = e.getSQLState();
            if (startsWithAny(state, "08") || (state == null && isTransient(e))) {
                return CONNECTION;
            }
            if (startsWithAny(state, "28")) {
                return LOGIN;
            }
            if (startsWithAny(state, "3D")) {
                return NO_DATABASE;
            }
            return startsWithAny(state, "42") ? SYNTAX : OTHER;
        }
    }

    /** Whether a row was held by another transaction for longer than the database waits. */
    public static boolean isLockWait(SQLException e) {
        // MariaDB has no state of its own for it.
        return startsWithAny(e.getSQLState(), "55P03", "HYT00") || e.getErrorCode() == MARIADB_LOCK_WAIT;
    }

    /** Whether a row was refused because the one that it refers to is not there, or because another refers to it. */
    public static boolean isForeignKey(SQLException e) {
        int code = e.getErrorCode();
        return startsWithAny(e.getSQLState(), "23503", "23506")
                || ("23000".equals(e.getSQLState()) && (code == MARIADB_IS_REFERRED_TO || code == MARIADB_NO_PARENT));
    }

    /** Whether a row was refused because of one that is there: a key taken twice. */
    public static boolean isDuplicate(SQLException e) {
        // MariaDB has one state for every constraint and tells them apart by its own code.
        return "23505".equals(e.getSQLState()) || ("23000".equals(e.getSQLState()) && e.getErrorCode() == 1062);
    }

    /** Whether a table does not exist; one that the user may not use is there. */
    public static boolean isMissing(SQLException e) {
        return startsWithAny(e.getSQLState(), "42P01", "42S0");
    }

    /** Whether the connection, a lock or a rival is to blame, so that the same may succeed later. */
    public static boolean isTransient(SQLException e) {
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException
                || isLockWait(e)
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
