package io.kalends.benchmarks;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.provider.ics.IcsProvider;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;

/** This library, with its state in an H2 file. A store is opened for each run, as it is by a program that runs once. */
record OwnFolderSync(StateDatabase database) implements FolderSync {

    @Override
    public long nanos(EventFolder left, EventFolder right) {
        long start = System.nanoTime();
        ProviderConnection connection = new IcsProvider().connect(Account.none(), ProviderSettings.defaults());
        SyncPair<CalendarEvent> pair = SyncPair.between(
                        connection.replica(left.path().toString(), CalendarEvents.type()),
                        connection.replica(right.path().toString(), CalendarEvents.type()))
                .id("folders")
                .batchSize(SyncedPair.BATCH)
                .build();
        try (SyncEngine engine = SyncEngine.builder().store(database.store()).build()) {
            SyncReport report = engine.sync(pair);
            if (report.outcome() != SyncReport.Outcome.DONE) {
                throw new IllegalStateException("a run did not end: " + report.describe());
            }
        }
        return System.nanoTime() - start;
    }
}
