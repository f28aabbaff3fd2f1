package io.kalends.examples.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app's calendar and a file, by the provider that the service loader finds. */
class CsvProviderTest {

    @TempDir
    Path folder;

    private final InMemoryReplica<CalendarEvent> app = InMemoryReplica.builder("app", CalendarEvents.type())
            .clock(SettableClock.at("2026-03-01T09:00:00Z"))
            .build();

    private void sync() {
        String file = folder.resolve("team.csv").toString();
        try (SyncEngine engine =
                        SyncEngine.builder().store(new InMemorySyncStateStore()).build();
                ProviderConnection csv = engine.provider("csv").connect(Account.none(), ProviderSettings.defaults())) {
            engine.sync(SyncPair.between(app, csv.replica(file, CalendarEvents.type()))
                    .id("app-csv")
                    .build());
        }
    }

    @Test
    void bringsBothTogether() throws IOException {
        Files.writeString(
                folder.resolve("team.csv"),
                "\"a\",\"Standup\",\"Room 1\",\"2026-03-02T09:00:00Z\",\"2026-03-02T09:15:00Z\"\n");
        app.put(EventSamples.meeting(1).toBuilder().title("Lunch, \"late\"").build());

        sync();

        assertThat(app.contents()).extracting(CalendarEvent::title).contains("Standup");
        assertThat(Files.readString(folder.resolve("team.csv"))).contains("Lunch, \\qlate\\q");
    }

    @Test
    void saysWhichLineIsMalformed() throws IOException {
        Files.writeString(folder.resolve("team.csv"), "name,age\n");

        assertThatThrownBy(this::sync)
                .isInstanceOf(RejectedException.class)
                .hasMessageStartingWith("csv:team.csv: line 1 is malformed");
    }
}
