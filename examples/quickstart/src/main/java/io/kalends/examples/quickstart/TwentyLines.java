package io.kalends.examples.quickstart;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.store.jdbc.JdbcCalendar;
import io.kalends.store.jdbc.JdbcSyncStateStore;
import io.kalends.store.jdbc.Migrate;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Replica;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.spi.ProviderSettings;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The example of the README. */
public final class TwentyLines {

    private TwentyLines() {}

    /** Brings a calendar in a database and an iCalendar file together. */
    public static SyncReport sync(DataSource database, Path key, Path calendarFile) {
        // begin
        SyncEngine engine = SyncEngine.builder()
                .store(JdbcSyncStateStore.builder(database)
                        .keys(KeySource.inFile(key))
                        .migrate(Migrate.SCRIPTS)
                        .build())
                .build();

        JdbcCalendar app = JdbcCalendar.builder(database, "alice").build();
        Replica<CalendarEvent> file = engine.provider("ics")
                .connect(Account.none(), ProviderSettings.defaults())
                .replica(calendarFile.toString(), CalendarEvents.type());

        SyncPair<CalendarEvent> pair = SyncPair.between(app.replica(), file)
                .id("alice-team")
                .onConflict(ConflictPolicy.lastWriteWins())
                .build();

        SyncReport report = engine.sync(pair);
        System.out.println(report.describe());
        // end
        return report;
    }
}
