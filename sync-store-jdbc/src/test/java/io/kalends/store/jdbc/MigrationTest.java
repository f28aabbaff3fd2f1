package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.store.jdbc.internal.Schema;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.SyncException;
import io.kalends.sync.Versioned;
import io.kalends.sync.account.KeySource;
import io.kalends.testkit.EventSamples;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {

    private final DataSource database = TestDatabases.inMemory();

    @ParameterizedTest
    @ValueSource(strings = {"IF_POSSIBLE", "FLYWAY", "SCRIPTS"})
    void makesTheTablesInADatabaseThatHasTheHostsOwn(String migrate) throws SQLException {
        run("CREATE TABLE host_table (id INT)");

        open(Migrate.valueOf(migrate));
        open(Migrate.valueOf(migrate));
        open(Migrate.CHECK);

        assertThat(tables()).contains("HOST_TABLE", "KALENDS_LINK", "KALENDS_EVENT");
    }

    @Test
    void keepsFlywaysHistoryInATableOfItsOwn() throws SQLException {
        open(Migrate.FLYWAY);

        assertThat(tables()).contains("kalends_schema_history").doesNotContain("flyway_schema_history");
    }

    @Test
    void handsTablesMadeByScriptsOverToFlyway() {
        open(Migrate.SCRIPTS);

        open(Migrate.FLYWAY);
        open(Migrate.CHECK);
    }

    @Test
    void handsTablesOfAnOlderVersionOverToFlyway() throws IOException, SQLException {
        runScript("h2/V1__sync_state.sql");

        open(Migrate.FLYWAY);

        assertThat(tables()).contains("KALENDS_EVENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IF_POSSIBLE", "FLYWAY", "SCRIPTS"})
    void givesACalendarOfAnOlderVersionAnIdentityAndKeepsItsEventsAndCursors(String migrate) throws Exception {
        JdbcCalendar made = calendar(Migrate.SCRIPTS);
        Versioned<CalendarEvent> saved = made.save(EventSamples.meeting(1));
        ChangePage<CalendarEvent> before = changes(made, null);
        runScript("undo/U6__collections.sql");
        runScript("undo/U5__identity.sql");

        JdbcCalendar calendar = calendar(Migrate.valueOf(migrate));

        String identity = IdentityTest.identity(calendar.replica());
        assertThat(identity).hasSize(32);
        assertThat(IdentityTest.identity(calendar(Migrate.CHECK).replica())).isEqualTo(identity);
        assertThat(calendar.find(saved.id())).contains(saved);
        assertThat(changes(calendar, before.next()).entries()).isEmpty();
    }

    @Test
    void saysWhatToRunWhenThereAreNoTables() {
        assertThatThrownBy(() -> open(Migrate.CHECK))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("there are no Kalends tables")
                .hasMessageContaining("io/kalends/store/jdbc/migration/h2/V1__sync_state.sql, then"
                        + " io/kalends/store/jdbc/migration/h2/V2__calendars.sql, then"
                        + " io/kalends/store/jdbc/migration/h2/V3__push.sql, then"
                        + " io/kalends/store/jdbc/migration/h2/V4__accounts.sql, then"
                        + " io/kalends/store/jdbc/migration/h2/V5__identity.sql, then"
                        + " io/kalends/store/jdbc/migration/h2/V6__collections.sql")
                .hasMessageContaining(".migrate(Migrate.SCRIPTS)")
                .hasMessageContaining("flyway-core");
    }

    @Test
    void saysWhatToRunWhenTheTablesAreOlder() throws IOException, SQLException {
        runScript("h2/V1__sync_state.sql");

        assertThatThrownBy(() -> open(Migrate.CHECK))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("have version 1, this library needs version 6")
                .hasMessageContaining("run io/kalends/store/jdbc/migration/h2/V2__calendars.sql, then"
                        + " io/kalends/store/jdbc/migration/h2/V3__push.sql, then"
                        + " io/kalends/store/jdbc/migration/h2/V4__accounts.sql, then"
                        + " io/kalends/store/jdbc/migration/h2/V5__identity.sql, then"
                        + " io/kalends/store/jdbc/migration/h2/V6__collections.sql (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IF_POSSIBLE", "FLYWAY", "SCRIPTS", "CHECK"})
    void refusesNewerTablesAndChangesNothing(String migrate) throws SQLException {
        open(Migrate.SCRIPTS);
        run("UPDATE kalends_meta SET meta_text = '99' WHERE meta_name = 'schema'");

        assertThatThrownBy(() -> open(Migrate.valueOf(migrate)))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("have version 99, this library knows version 6")
                .hasMessageContaining("upgrade sync-store-jdbc");
    }

    @Test
    void goesBackByTheUndoScriptsAndForwardAgain() throws IOException, SQLException {
        open(Migrate.SCRIPTS);

        runScript("undo/U5__identity.sql");
        assertThatThrownBy(() -> open(Migrate.CHECK)).hasMessageContaining("have version 4");
        runScript("undo/U4__accounts.sql");
        assertThatThrownBy(() -> open(Migrate.CHECK)).hasMessageContaining("have version 3");
        runScript("undo/U3__push.sql");
        assertThatThrownBy(() -> open(Migrate.CHECK)).hasMessageContaining("have version 2");
        runScript("undo/U2__calendars.sql");
        assertThatThrownBy(() -> open(Migrate.CHECK)).hasMessageContaining("have version 1");
        runScript("undo/U1__sync_state.sql");
        assertThat(tables()).noneMatch(table -> table.startsWith("KALENDS"));

        open(Migrate.SCRIPTS);
        open(Migrate.CHECK);
    }

    @Test
    void worksWithoutFlywayOnTheClassPathAndSaysSoWhereItIsNeeded() throws Exception {
        try (WithoutFlyway loader = new WithoutFlyway()) {
            assertThatThrownBy(() -> loader.open(database, "IF_POSSIBLE"))
                    .hasMessageContaining("there are no Kalends tables");
            assertThatThrownBy(() -> loader.open(database, "FLYWAY"))
                    .hasMessageContaining("Flyway is not on the class path");
            open(Migrate.SCRIPTS);
            assertThat(loader.open(database, "IF_POSSIBLE").getClass().getClassLoader())
                    .isSameAs(loader);
        }
    }

    @Test
    void namesTheSameColumnsForEveryDatabase() throws IOException {
        for (String script : Schema.SCRIPTS) {
            String h2 = script("h2/" + script);
            assertThat(script("postgresql/" + script)
                            .replace(" COLLATE \"C\"", "")
                            .replaceAll("\\b(BYTEA|TEXT)\\b", "*"))
                    .isEqualTo(h2.replaceAll("\\b(VARBINARY(\\(\\d+\\))?|BLOB|TEXT|VARCHAR(?!\\())", "*"));
            assertThat(script("mariadb/" + script)
                            .replace(" CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin", "")
                            .replaceAll("\\b(MEDIUMBLOB|LONGBLOB|MEDIUMTEXT|LONGTEXT)\\b", "*"))
                    .isEqualTo(h2.replaceAll("\\b(VARBINARY(?!\\()|BLOB|TEXT|VARCHAR(?!\\())", "*"));
        }
    }

    @Test
    void refusesADatabaseThatItHasNoScriptsFor() {
        WatchedDatabase other = new WatchedDatabase(database);
        other.productName = "Oracle";

        assertThatThrownBy(() -> JdbcSyncStateStore.builder(other.source())
                        .keys(TestDatabases.KEYS)
                        .build())
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("Oracle")
                .hasMessageContaining("POSTGRESQL");
    }

    private void open(Migrate migrate) {
        JdbcSyncStateStore.builder(database)
                .keys(TestDatabases.KEYS)
                .migrate(migrate)
                .build();
    }

    private JdbcCalendar calendar(Migrate migrate) {
        return JdbcCalendar.builder(database, "alice").migrate(migrate).build();
    }

    private static ChangePage<CalendarEvent> changes(JdbcCalendar calendar, @Nullable Cursor cursor) {
        return calendar.replica().open().source().changes(new ChangeRequest(cursor, null, null, 10, Instant.MAX));
    }

    private List<String> tables() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private void runScript(String name) throws IOException, SQLException {
        run(script(name));
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Schema.class.getClassLoader().getResourceAsStream(Schema.LOCATION + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Loads the store anew, from a class path without Flyway. */
    private static final class WithoutFlyway extends URLClassLoader {

        WithoutFlyway() {
            super(
                    new URL[] {
                        Migrate.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    MigrationTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.flywaydb.")) {
                throw new ClassNotFoundException(name);
            }
            if (name.startsWith("io.kalends.store.jdbc.") && !name.contains("Test")) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
            return super.loadClass(name, resolve);
        }

        Object open(DataSource database, String migrate) throws Exception {
            Class<?> migrates = loadClass("io.kalends.store.jdbc.Migrate");
            Object chosen = migrates.getField(migrate).get(null);
            Object builder = loadClass("io.kalends.store.jdbc.JdbcSyncStateStore")
                    .getMethod("builder", DataSource.class)
                    .invoke(null, database);
            builder.getClass().getMethod("keys", KeySource.class).invoke(builder, TestDatabases.KEYS);
            builder.getClass().getMethod("migrate", migrates).invoke(builder, chosen);
            try {
                return builder.getClass().getMethod("build").invoke(builder);
            } catch (InvocationTargetException e) {
                throw (Exception) e.getCause();
            }
        }
    }
}
