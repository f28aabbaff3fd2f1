package io.kalends.store.jdbc;

import io.kalends.sync.Write;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes a host's rows, on the connection of a transaction that also logs the change; it neither commits nor rolls back.
 * Several writes share a transaction. A write that throws is rolled back with the whole transaction; the writes are then
 * made one by one, and the one that throws again is reported as rejected.
 *
 * @param <R> the record
 */
public interface RowWriter<R> {

    /**
     * Inserts a row.
     *
     * @return its id; for a key that was used before, where the host keeps keys, the id of the row made then, also when it
     *     was deleted since
     */
    String insert(Connection connection, Write.Create<R> create) throws SQLException;

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
