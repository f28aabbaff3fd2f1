package io.kalends.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.contract.EngineInvariants;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The samples are sound: each is itself again after it was encoded or synced. */
class EventSamplesTest {

    @RegisterExtension
    final EngineInvariants invariants = new EngineInvariants();

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final RecordType<CalendarEvent> type = CalendarEvents.type();

    @Test
    void comeBackFromTheirCode() {
        for (CalendarEvent event : EventSamples.all()) {
            assertThat(type.decode(type.encode(event))).isEqualTo(event);
        }
    }

    @Test
    void haveAnIdentityEach() {
        assertThat(EventSamples.all())
                .extracting(event -> type.identity(event).orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void crossASyncUnchanged() {
        InMemoryReplica<CalendarEvent> left = events("left").build();
        InMemoryReplica<CalendarEvent> right = events("right").build();
        putAll(left);
        SyncPair<CalendarEvent> pair =
                SyncPair.between(left, right).id("events").build();
        InMemorySyncStateStore store = new InMemorySyncStateStore(new SplittableRandom(1));
        invariants.watch(store, pair, left, right);
        SyncEngine engine = SyncEngine.builder()
                .store(store)
                .clock(clock)
                .random(new SplittableRandom(2))
                .build();

        engine.sync(pair);
        assertThat(right.contents()).containsExactlyInAnyOrderElementsOf(EventSamples.all());
        SyncReport second = engine.sync(pair);
        assertThat(second.writes()).isZero();
    }

    @Test
    void leaveTheWindowOfADeltaQueryAsRemoved() {
        InMemoryReplica<CalendarEvent> side = events("side").windowed().build();
        String id = side.put(EventSamples.meeting(0));
        String far = side.put(EventSamples.meeting(27));
        try (var session = side.open()) {
            ChangePage<CalendarEvent> listing = session.source().changes(window(null));
            assertThat(listing.entries()).extracting(Entry::id).containsExactly(id);

            side.edit(
                    id,
                    event -> event.toBuilder()
                            .start(EventSamples.meeting(20).start())
                            .end(EventSamples.meeting(20).end())
                            .build());
            assertThat(session.source().changes(window(listing.next())).entries())
                    .containsExactly(Entry.removed(id));
            assertThat(session.source().fetch(FetchRequest.of(List.of(id, far))))
                    .hasOnlyElementsOfType(Entry.Present.class);
        }
    }

    private ChangeRequest window(@Nullable Cursor cursor) {
        Instant from = EventSamples.MONDAY.atStartOfDay().toInstant(ZoneOffset.UTC);
        return new ChangeRequest(
                cursor, from, from.plusSeconds(86_400), 10, clock.instant().plusSeconds(60));
    }

    private InMemoryReplicaBuilder<CalendarEvent> events(String id) {
        return InMemoryReplica.builder(id, type).clock(clock);
    }

    private static void putAll(InMemoryReplica<CalendarEvent> side) {
        Map<String, String> seriesIds = new HashMap<>();
        for (CalendarEvent event : EventSamples.all()) {
            if (event.isOccurrence()) {
                side.putChild(requireNonNull(seriesIds.get(event.uid())), event);
            } else {
                seriesIds.put(event.uid(), side.put(event));
            }
        }
    }
}
