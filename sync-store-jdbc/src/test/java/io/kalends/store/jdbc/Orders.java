package io.kalends.store.jdbc;

import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a host writes for its own table, of orders. */
final class Orders implements RowReader<Orders.Order>, RowWriter<Orders.Order> {

    /** What happens before a row is inserted. */
    interface BeforeInsert {
        void run(Connection connection, Order order) throws SQLException;
    }

    /** The same writer, with something that happens before a row is inserted. */
    RowWriter<Order> inserting(BeforeInsert before) {
        return new RowWriter<>() {
            @Override
            public Inserted insert(Connection connection, Write.Create<Order> create) throws SQLException {
                before.run(connection, create.record());
                return Orders.this.insert(connection, create);
            }

            @Override
            public boolean update(Connection connection, Write.Update<Order> update) throws SQLException {
                return Orders.this.update(connection, update);
            }

            @Override
            public boolean delete(Connection connection, Write.Delete<Order> delete) throws SQLException {
                return Orders.this.delete(connection, delete);
            }
        };
    }

    /** The host's record. */
    record Order(String id, String dish) {}

    @Override
    public List<Versioned<Order>> after(Connection connection, String after, int max) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id, dish, version FROM orders WHERE id > ? ORDER BY id LIMIT ?")) {
            statement.setString(1, after);
            statement.setInt(2, max);
            return read(statement);
        }
    }

    @Override
    public List<Versioned<Order>> load(Connection connection, Collection<String> ids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id, dish, version FROM orders WHERE id = ANY(?)")) {
            statement.setArray(1, connection.createArrayOf("VARCHAR", ids.toArray()));
            return read(statement);
        }
    }

    private static List<Versioned<Order>> read(PreparedStatement statement) throws SQLException {
        List<Versioned<Order>> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String id = rows.getString(1);
                found.add(Versioned.of(id, rows.getString(3), new Order(id, rows.getString(2))));
            }
        }
        return found;
    }

    @Override
    public Inserted insert(Connection connection, Write.Create<Order> create) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO orders (id, dish, version) VALUES (?, ?, 1)")) {
            statement.setString(1, create.record().id());
            statement.setString(2, create.record().dish());
            statement.executeUpdate();
        }
        return Inserted.made(create.record().id());
    }

    @Override
    public boolean update(Connection connection, Write.Update<Order> update) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE orders SET dish = ?, version = version + 1 WHERE id = ? AND version = ?")) {
            statement.setString(1, update.record().dish());
            statement.setString(2, update.id());
            statement.setString(3, update.revision());
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public boolean delete(Connection connection, Write.Delete<Order> delete) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM orders WHERE id = ? AND version = COALESCE(?, version)")) {
            statement.setString(1, delete.id());
            statement.setString(2, delete.revision());
            return statement.executeUpdate() == 1;
        }
    }
}
