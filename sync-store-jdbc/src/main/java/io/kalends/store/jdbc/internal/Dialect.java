package io.kalends.store.jdbc.internal;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where the databases differ. Everything else is SQL that all of them run, and what they would differ in most is avoided:
 * rows are looked up, then updated or inserted, and numbers are counted up in a row of ours.
 */
public enum Dialect {
    /** Compares each row it finds with the whole list of keys, and is near enough to be asked often. */
    H2("h2", 64),
    POSTGRESQL("postgresql", Sql.BATCH),
    MARIADB("mariadb", Sql.BATCH);

    private final String folder;
    private final int keysAtOnce;

    Dialect(String folder, int keysAtOnce) {
        this.folder = folder;
        this.keysAtOnce = keysAtOnce;
    }

    /**
     * The dialect of the database behind a connection.
     *
     * @throws SyncException if it is none of these
     */
    public static Dialect of(Connection connection, Place place) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            case "mariadb" -> MARIADB;
            default ->
                throw new SyncException(
                        place,
                        "the database is " + product + ", for which there is no schema",
                        "use one of " + Arrays.toString(values()));
        };
    }

    /** The folder of its migration scripts. */
    public String folder() {
        return folder;
    }

    /**
     * A condition that finds rows of one owner by an index over (owner, key).
     *
     * @param count how many keys; bind them with {@link #bindKeys}
     */
    public String keyed(String owner, String key, int count) {
        return this == H2
                // H2 takes an IN list for a range of the whole owner unless both columns are compared as one row.
                ? "(" + owner + ", " + key + ") IN (" + "(?, ?), ".repeat(count - 1) + "(?, ?))"
                : owner + " = ? AND " + key + " IN (" + "?, ".repeat(count - 1) + "?)";
    }

    /**
     * Binds the parameters of {@link #keyed}, the last key filling up what is left.
     *
     * @return the index of the next parameter
     */
    public int bindKeys(PreparedStatement statement, long owner, List<?> keys, int count) throws SQLException {
        int index = 1;
        for (int i = 0; i < count; i++) {
            if (this == H2 || i == 0) {
                statement.setLong(index++, owner);
            }
            statement.setObject(index++, keys.get(Math.min(i, keys.size() - 1)));
        }
        return index;
    }

    /**
     * Lets the transaction that begins wait for rows that others hold for some seconds, where the database would wait for
     * ever: the other may be the caller's own transaction, which waits for this one. A shorter wait that is set stays.
     */
    void limitWaits(Connection connection) throws SQLException {
        if (this == POSTGRESQL) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT set_config('lock_timeout', '10s', true)"
                        + " WHERE current_setting('lock_timeout') IN ('0', '0ms')");
            }
        }
    }

    /** How many keys one statement names at most. */
    public int keysAtOnce() {
        return keysAtOnce;
    }

    /** How many keys to name for so many: few different statements, so that the driver can keep them prepared. */
    public int padded(int keys) {
        int size = 1;
        while (size < keys) {
            size *= 8;
        }
        return Math.min(size, keysAtOnce);
    }
}
