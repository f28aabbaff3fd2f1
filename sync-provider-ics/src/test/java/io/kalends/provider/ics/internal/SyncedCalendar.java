package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.Direction;
import io.kalends.sync.Replica;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** An app's calendar that is kept in sync with a file or a folder. */
final class SyncedCalendar {

    private final SettableClock clock;
    private final InMemoryReplica<CalendarEvent> app;
    private final SyncEngine engine;

    SyncedCalendar(SettableClock clock) {
        this.clock = clock;
        this.app = InMemoryReplica.builder("app", CalendarEvents.type())
                .clock(clock)
                .build();
        this.engine = SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .clock(clock)
                .random(new SplittableRandom(1))
                .build();
    }

    InMemoryReplica<CalendarEvent> app() {
        return app;
    }

    /** The app's id of the event of this title. */
    String appIdOf(String title) {
        return app.records().entrySet().stream()
                .filter(row -> row.getValue().title().equals(title))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    SyncReport sync(Replica<CalendarEvent> calendar) {
        clock.advance(Duration.ofHours(1));
        boolean feed = calendar.traits().writing().isEmpty();
        return engine.sync(SyncPair.between(app, calendar)
                .id("pair")
                .direction(feed ? Direction.IMPORT : Direction.TWO_WAY)
                .build());
    }

    List<String> titles() {
        return app.contents().stream().map(CalendarEvent::title).sorted().toList();
    }
}
