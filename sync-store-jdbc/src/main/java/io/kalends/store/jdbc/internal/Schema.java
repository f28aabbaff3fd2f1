package io.kalends.store.jdbc.internal;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** The version of the tables: asked, compared with what this library needs, and brought there. */
public final class Schema {

    /** The scripts, in order: the first makes version 1. */
    public static final List<String> SCRIPTS = List.of(
            "V1__sync_state.sql",
            "V2__calendars.sql",
            "V3__push.sql",
            "V4__accounts.sql",
            "V5__identity.sql",
            "V6__collections.sql");

    /** The version that this library needs. */
    public static final int VERSION = SCRIPTS.size();

    /** Where the scripts lie on the class path, a folder a database. */
    public static final String LOCATION = "io/kalends/store/jdbc/migration/";

    private final Database database;
    private final Dialect dialect;

    public Schema(Database database) {
        this.database = database;
        dialect = database.read(connection -> Dialect.of(connection, database.place()));
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The version of the tables; empty when there are none. */
    public Optional<Integer> installed() {
        return database.read(connection -> {
            try {
                return Sql.first(
                        connection,
                        "SELECT meta_text FROM kalends_meta WHERE meta_name = 'schema'",
                        statement -> {},
                        row -> Integer.valueOf(row.getString(1)));
            } catch (SQLException e) {
                if (SqlFailures.isMissing(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /**
     * Makes sure that the tables are there.
     *
     * @throws SyncException if their version is another; the message says what to run
     */
    public void check() {
        int version = installed().orElse(0);
        if (version > VERSION) {
            throw new SyncException(
                    database.place(),
                    "the Kalends tables have version " + version + ", this library knows version " + VERSION,
                    "upgrade sync-store-jdbc on this node to the version that the others run");
        }
        if (version < VERSION) {
            String what = version == 0
                    ? "there are no Kalends tables in this database"
                    : "the Kalends tables have version " + version + ", this library needs version " + VERSION;
            throw new SyncException(
                    database.place(),
                    what,
                    "let the builder make them by .migrate(Migrate.SCRIPTS), where one process starts at a time; or by"
                            + " .migrate(Migrate.FLYWAY) with org.flywaydb:flyway-core; or run "
                            + String.join(", then ", missing(version)) + " (on the class path of sync-store-jdbc)");
        }
    }

    /** Brings the tables to this version by Flyway, which must be on the class path. */
    public void migrateByFlyway() {
        FlywayMigration.run(database, LOCATION + dialect.folder(), installed().orElse(0));
    }

    /** Brings the tables to this version by running the missing scripts; nobody else may do so at the same time. */
    public void migrateByScripts() {
        for (String script : missing(installed().orElse(0))) {
            database.change(connection -> run(connection, script));
        }
    }

    private List<String> missing(int version) {
        return SCRIPTS.subList(Math.min(version, VERSION), VERSION).stream()
                .map(script -> LOCATION + dialect.folder() + "/" + script)
                .toList();
    }

    private void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands(text(script, database.place()))) {
                statement.execute(command);
            }
        }
    }

    /** The statements of a script: the scripts hold no semicolon but at a statement's end. */
    static List<String> commands(String script) {
        String bare = script.replaceAll("--[^\n]*", "");
        return List.of(bare.split(";", -1)).stream()
                .map(String::strip)
                .filter(command -> !command.isEmpty())
                .toList();
    }

    static String text(String script, Place place) {
        try (InputStream in = Schema.class.getClassLoader().getResourceAsStream(script)) {
            if (in == null) {
                throw new SyncException(
                        place, "the script " + script + " is missing", "repackage sync-store-jdbc whole");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SyncException(place, "the script " + script + " cannot be read", "look at the class path", e);
        }
    }
}
