package io.kalends.store.jdbc;

/**
 * Who brings the tables to the version that the library needs. The scripts are plain SQL, a folder a database, under
 * {@code io/kalends/store/jdbc/migration} on the class path; the way back lies in its folder {@code undo} and is run by
 * hand.
 */
public enum Migrate {

    /** Flyway where it is on the class path; otherwise the version is only checked, and the error says what to run. */
    IF_POSSIBLE,

    /**
     * Flyway, which must be on the class path; with a history table of its own, {@code kalends_schema_history}, so that a
     * host's migrations never meet these.
     */
    FLYWAY,

    /**
     * The library runs the missing scripts itself, without any lock: for embedded databases and tests, where one process
     * starts at a time.
     */
    SCRIPTS,

    /** The host, before it starts the library: the version is only checked. */
    CHECK
}
