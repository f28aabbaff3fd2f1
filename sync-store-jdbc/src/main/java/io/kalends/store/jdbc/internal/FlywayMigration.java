package io.kalends.store.jdbc.internal;

import io.kalends.sync.SyncException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Runs the scripts by Flyway, with a history table of our own beside a host's. The only class that names Flyway: it is
 * loaded when it is first used, so that a host without Flyway never notices.
 */
final class FlywayMigration {

    private static final String HISTORY = "kalends_schema_history";

    private FlywayMigration() {}

    /** Brings the tables from the installed version (0 for none) to the newest. */
    static void run(Database database, String location, int installed) {
        try {
            Flyway.configure(FlywayMigration.class.getClassLoader())
                    .dataSource(database.source())
                    .locations("classpath:" + location)
                    .table(HISTORY)
                    // The host's own tables are there already, and maybe ours, made by hand.
                    .baselineOnMigrate(true)
                    .baselineVersion(Integer.toString(installed))
                    .placeholderReplacement(false)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SyncException(
                    database.place(),
                    "Flyway could not migrate the Kalends tables",
                    "read the cause; databases other than H2 need Flyway's module for them (flyway-database-postgresql,"
                            + " flyway-mysql)",
                    e);
        }
    }
}
