package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many HTTP calls things cost. */
class GoogleCallsTest {

    private final EmulatedSide side = new EmulatedSide();

    @AfterEach
    void stop() {
        side.close();
    }

    @Test
    void listsTenThousandEventsInFourCalls() {
        for (int n = 0; n < 10_000; n++) {
            side.calendar().insert(EmulatedSide.json(EventSamples.meeting(n)));
        }
        side.google().calls().clear();

        int events = 0;
        try (ReplicaSession<CalendarEvent> session = side.replica().open()) {
            Cursor cursor = null;
            ChangePage<CalendarEvent> page;
            do {
                page = session.source().changes(new ChangeRequest(cursor, null, null, 2_500, Instant.MAX));
                events += page.entries().size();
                cursor = page.next();
            } while (page.more());
        }

        assertThat(events).isEqualTo(10_000);
        assertThat(side.google().calls().httpByKind()).isEqualTo(Map.of("events.list", 4L));
    }

    @Test
    void makesAThousandEventsInTwentyBatches() {
        try (ReplicaSession<CalendarEvent> session = side.replica().open()) {
            session.source().changes(new ChangeRequest(null, null, null, 2_500, Instant.MAX));
            side.google().calls().clear();
            for (int batch = 0; batch < 20; batch++) {
                List<Write<CalendarEvent>> writes = new ArrayList<>();
                for (int n = batch * 50; n < batch * 50 + 50; n++) {
                    writes.add(new Write.Create<>("k" + n, EventSamples.meeting(n), null, "app/" + n, null));
                }
                assertThat(CannedCalendar.names(session.sink()
                                .orElseThrow()
                                .write(WriteRequest.of(writes))
                                .results()))
                        .containsOnly("Applied");
            }
        }

        assertThat(side.google().calls().httpByKind()).isEqualTo(Map.of("batch", 20L));
        assertThat(side.calendar().events()).hasSize(1_000);
    }

    @Test
    void looksOnceWhereNothingChanged() {
        InMemoryReplica<CalendarEvent> app = InMemoryReplica.builder("app", CalendarEvents.type())
                .clock(side.clock())
                .build();
        for (int n = 0; n < 120; n++) {
            app.put(EventSamples.meeting(n));
        }
        SyncPair<CalendarEvent> pair = pair(app);
        try (SyncEngine engine = engine()) {
            engine.sync(pair);
            assertThat(side.google().calls().httpByKind()).isEqualTo(Map.of("events.list", 1L, "batch", 3L));
            // What a run wrote comes back with the next one's listing, once.
            engine.sync(pair);
            side.google().calls().clear();

            engine.sync(pair);

            assertThat(side.google().calls().httpByKind()).isEqualTo(Map.of("events.list", 1L));
        }
    }

    @Test
    void carriesTenChangesInTwoCalls() {
        InMemoryReplica<CalendarEvent> app = InMemoryReplica.builder("app", CalendarEvents.type())
                .clock(side.clock())
                .build();
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            ids.add(app.put(EventSamples.meeting(n)));
        }
        SyncPair<CalendarEvent> pair = pair(app);
        try (SyncEngine engine = engine()) {
            engine.sync(pair);
            engine.sync(pair);
            ids.subList(0, 10)
                    .forEach(id -> app.edit(
                            id, event -> event.toBuilder().title("Tango 1").build()));
            side.google().calls().clear();

            engine.sync(pair);

            assertThat(side.google().calls().httpByKind()).isEqualTo(Map.of("events.list", 1L, "batch", 1L));
        }
    }

    private SyncEngine engine() {
        return SyncEngine.builder()
                .store(new InMemorySyncStateStore(new SplittableRandom(7)))
                .clock(side.clock())
                .build();
    }

    private SyncPair<CalendarEvent> pair(InMemoryReplica<CalendarEvent> app) {
        return SyncPair.between(app, side.replica()).id("ada-work").build();
    }
}
