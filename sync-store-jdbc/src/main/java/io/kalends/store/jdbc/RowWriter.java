package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Write;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes a host's rows, on the connection of a transaction that also logs the change; it neither commits nor rolls back.
 * Several writes share a transaction. A write that throws is rolled back with the whole transaction; the writes are then
 * made one by one, and the one that throws again is reported as rejected, with what was thrown. One that throws a
 * {@link TryLaterException}, or that a foreign key refuses, is tried again by later runs, by itself.
 *
 * @param <R> the record
 */
public interface RowWriter<R> {

    /**
     * Inserts a row; for a key that was used before, where the host keeps keys, it inserts nothing and tells of the row made
     * then, also when that was deleted since.
     */
    Inserted insert(Connection connection, Write.Create<R> create) throws SQLException;

    /**
     * The row that a create ended in.
     *
     * @param id the row's id
     * @param found whether it was there before
     */
    record Inserted(String id, boolean found) {

        public Inserted {
            requireNonNull(id, "id");
        }

        /** A row that was inserted now. */
        public static Inserted made(String id) {
            return new Inserted(id, false);
        }

        /** A row that an earlier try inserted. */
        public static Inserted found(String id) {
            return new Inserted(id, true);
        }
    }

    /**
     * Replaces the changed fields, if the row is at the revision named (at any, if none is).
     *
     * @return whether it was
     */
    boolean update(Connection connection, Write.Update<R> update) throws SQLException;

    /**
     * Deletes the row, if it is at the revision named (at any, if none is).
     *
     * @return whether it was
     */
    boolean delete(Connection connection, Write.Delete<R> delete) throws SQLException;
}
