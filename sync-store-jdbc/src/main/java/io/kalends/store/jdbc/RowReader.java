package io.kalends.store.jdbc;

import io.kalends.sync.Versioned;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Reads a host's rows as records, on a connection that is lent for the call. A record's revision is its row's version: it
 * changes with every change of the row.
 *
 * <p>A row that {@link #load} throws at, when it is asked for alone, cannot be read: it is left as it is on both sides, and
 * reported. What {@link #after} throws stops the run, since nobody knows which rows it would have told.
 *
 * @param <R> the record
 */
public interface RowReader<R> {

    /**
     * Up to {@code max} records in ascending order of id, those with an id greater than {@code after}; from the first when
     * {@code after} is empty text. Fewer than {@code max} means that the end is reached.
     */
    List<Versioned<R>> after(Connection connection, String after, int max) throws SQLException;

    /** The records of these ids that exist. */
    List<Versioned<R>> load(Connection connection, Collection<String> ids) throws SQLException;
}
