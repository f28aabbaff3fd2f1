package io.kalends.benchmarks;

import io.kalends.sync.store.RecordIds;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that a sync left in the table of links, to be inserted once more into an empty table of the same shape: what the
 * database alone takes for them. In the order in which the sync met the records.
 */
final class RawInsert {

    private final String columns;
    private final int width;
    private final List<Object[]> rows;

    private RawInsert(String columns, int width, List<Object[]> rows) {
        this.columns = columns;
        this.width = width;
        this.rows = rows;
    }

    /** Reads the rows of so many generated events, those of the right side. */
    static RawInsert of(StateDatabase database, int events) throws SQLException {
        try (Connection connection = database.source().getConnection();
                PreparedStatement all = connection.prepareStatement("SELECT * FROM kalends_link");
                ResultSet found = all.executeQuery()) {
            ResultSetMetaData shape = found.getMetaData();
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= shape.getColumnCount(); column++) {
                names.add(shape.getColumnName(column));
            }
            Map<Long, Object[]> byRecord = new HashMap<>();
            while (found.next()) {
                Object[] row = new Object[names.size()];
                for (int column = 0; column < row.length; column++) {
                    row[column] = found.getObject(column + 1);
                }
                byRecord.put(found.getLong("right_key"), row);
            }
            List<Object[]> rows = new ArrayList<>();
            for (int number = 0; number < events; number++) {
                Object[] row = byRecord.get(RecordIds.hash(GeneratedCalendar.id(number)));
                if (row == null) {
                    throw new IllegalStateException("event " + number + " of " + events + " has no link");
                }
                rows.add(row);
            }
            return new RawInsert(String.join(", ", names), names.size(), rows);
        }
    }

    /** How long inserting takes in nanoseconds, so many rows a batch and a transaction a batch. */
    long nanos(int batch) throws SQLException, IOException {
        try (StateDatabase empty = StateDatabase.create();
                Connection connection = prepared(empty)) {
            String sql = "INSERT INTO kalends_link (" + columns + ") VALUES ("
                    + String.join(", ", Collections.nCopies(width, "?")) + ")";
            long start = System.nanoTime();
            for (int from = 0; from < rows.size(); from += batch) {
                try (PreparedStatement insert = connection.prepareStatement(sql)) {
                    for (Object[] row : rows.subList(from, Math.min(rows.size(), from + batch))) {
                        for (int column = 0; column < width; column++) {
                            insert.setObject(column + 1, row[column]);
                        }
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                connection.commit();
            }
            return System.nanoTime() - start;
        }
    }

    private static Connection prepared(StateDatabase empty) throws SQLException {
        empty.store();
        Connection connection = empty.source().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
