package io.kalends.store.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a database refuses is said in words, with its SQLState, and without its text. */
class SqlFailuresTest {

    private static final Place PLACE = new Place("jdbc", "state store");

    @ParameterizedTest
    @CsvSource({
        "08001, 0, cannot be reached, true",
        "08006, 0, cannot be reached, true",
        "28P01, 0, refuses the login, false",
        "28000, 1045, refuses the login, false",
        "3D000, 0, no database of this name, false",
        "42P01, 0, does not know a table, false",
        "42000, 1064, does not know a table, false",
        "55P03, 0, held by another transaction, true",
        "HYT00, 50200, held by another transaction, true",
        "HY000, 1205, held by another transaction, true",
        "23503, 0, refers to one that is not there, false",
        "23506, 23506, refers to one that is not there, false",
        "23000, 1452, refers to one that is not there, false",
        "23505, 0, must be unique, false",
        "23000, 1062, must be unique, false",
        "22001, 0, the database refused, false"
    })
    void namesTheKind(String state, int code, String words, boolean again) {
        SyncException told = SqlFailures.of(PLACE, new SQLException("Lunch with Eve", state, code));

        assertThat(told)
                .hasMessageContaining(words)
                .hasMessageContaining("SQLState " + state)
                .hasMessageContaining("jdbc:state store")
                .hasMessageNotContaining("Lunch");
        assertThat(told instanceof TransientException).isEqualTo(again);
    }

    @Test
    void tellsAWrongPasswordFromATableThatIsMissing() {
        String name = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        Database right = new Database(at(name, "secret"), PLACE);
        right.read(connection -> connection.getCatalog());
        Database wrong = new Database(at(name, "guess"), PLACE);

        assertThatThrownBy(() -> wrong.read(connection -> connection.getCatalog()))
                .hasMessageContaining("refuses the login");
        assertThatThrownBy(() -> right.read(connection -> connection.prepareStatement("SELECT 1 FROM nowhere")))
                .hasMessageContaining("does not know a table");
    }

    private static JdbcDataSource at(String url, String password) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("kalends");
        source.setPassword(password);
        return source;
    }
}
