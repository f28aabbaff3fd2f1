package io.kalends.examples.csv;

import io.kalends.sync.Replica;
import io.kalends.sync.account.Account;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.ProviderTraits;
import io.kalends.sync.spi.SyncProvider;
import java.nio.file.Path;
import java.time.Duration;

/** Calendars in CSV files: a collection is named by the path of its file. */
public final class CsvProvider implements SyncProvider {

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public ProviderTraits traits() {
        return ProviderTraits.generic().polledEvery(Duration.ofMinutes(1));
    }

    @Override
    public ProviderConnection connect(Account account, ProviderSettings settings) {
        traits().check(id(), settings);
        return new ProviderConnection() {
            @Override
            public <R> Replica<R> replica(String collection, RecordType<R> type) {
                return CsvCalendar.in(Path.of(collection)).as(type);
            }

            @Override
            public void close() {}
        };
    }
}
