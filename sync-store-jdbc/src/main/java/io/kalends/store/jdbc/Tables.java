package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Dialect;
import io.kalends.store.jdbc.internal.Schema;
import io.kalends.sync.SyncException;

/** Gets the tables ready as a host wishes. */
final class Tables {

    private static final String FLYWAY = "org.flywaydb.core.Flyway";

    private Tables() {}

    /** The database's dialect, once the tables are as this library needs them. */
    static Dialect prepare(Database database, Migrate migrate) {
        Schema schema = new Schema(database);
        switch (migrate) {
            case IF_POSSIBLE -> {
                if (schema.installed().orElse(0) < Schema.VERSION && flywayIsThere()) {
                    schema.migrateByFlyway();
                }
            }
            case FLYWAY -> {
                if (!flywayIsThere()) {
                    throw new SyncException(
                            database.place(),
                            "Migrate.FLYWAY is chosen, but Flyway is not on the class path",
                            "add org.flywaydb:flyway-core, or choose Migrate.CHECK and run the scripts yourself");
                }
                schema.migrateByFlyway();
            }
            case SCRIPTS -> schema.migrateByScripts();
            case CHECK -> {
                // Nothing is run.
            }
        }
        schema.check();
        return schema.dialect();
    }

    private static boolean flywayIsThere() {
        try {
            Class.forName(FLYWAY, false, Tables.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
