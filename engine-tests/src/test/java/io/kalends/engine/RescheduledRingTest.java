package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ring of calendars, one of which drops the exceptions of a series that is rescheduled and does not take them back. */
class RescheduledRingTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<CalendarEvent> app = side("app", side -> side);
    private final InMemoryReplica<CalendarEvent> strict = side("strict", InMemoryReplicaBuilder::droppingChildren);
    private final InMemoryReplica<CalendarEvent> file = side("file", side -> side);
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .random(new SplittableRandom(11))
            .build();
    private final List<SyncPair<CalendarEvent>> ring = List.of(pair(app, strict), pair(strict, file), pair(file, app));

    private InMemoryReplica<CalendarEvent> side(
            String id, UnaryOperator<InMemoryReplicaBuilder<CalendarEvent>> habits) {
        return habits.apply(InMemoryReplica.builder(id, CalendarEvents.type()).clock(clock))
                .build();
    }

    private static SyncPair<CalendarEvent> pair(
            InMemoryReplica<CalendarEvent> left, InMemoryReplica<CalendarEvent> right) {
        return SyncPair.between(left, right).id(left.id() + "-" + right.id()).build();
    }

    private void round() {
        clock.advance(Duration.ofMinutes(1));
        ring.forEach(engine::sync);
    }

    /** A series everywhere, and an exception where it was made. */
    @BeforeEach
    void putSeries() {
        strict.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        round();
        round();
        strict.putChild(
                EventWorld.series(strict), EventWorld.occurrence("series", EventWorld.monday(1), 10, "in room 2"));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void whatItDroppedIsNoCopyOfARecordThatIsGone() {
        app.edit(
                EventWorld.series(app),
                series -> series.toBuilder()
                        .recurrence(Recurrence.of("FREQ=WEEKLY;INTERVAL=2"))
                        .build());
        strict.faults().writes().reject(event -> event.title().equals("in room 2"), "no such occurrence");

        for (int i = 0; i < 4; i++) {
            round();
        }

        assertThat(Stream.of(app, file))
                .allSatisfy(side -> assertThat(side.contents())
                        .extracting(CalendarEvent::title)
                        .containsExactlyInAnyOrder("Standup", "in room 2"));
        assertThat(ring.stream().flatMap(pair -> engine.status(pair).stuck().stream()))
                .allSatisfy(link -> assertThat(String.valueOf(link.problem())).contains("no such occurrence"));
    }

    @Test
    void whatSomebodyDeletesThereWhileOnePairIsLateDoesNotComeBack() {
        engine.sync(ring.get(0));
        engine.sync(ring.get(2));
        strict.remove(EventWorld.titled(strict, "in room 2"));

        engine.sync(ring.get(1));

        assertThat(strict.contents()).extracting(CalendarEvent::title).containsExactly("Standup");
        for (int i = 0; i < 4; i++) {
            round();
        }
        assertThat(Stream.of(app, strict, file))
                .allSatisfy(side -> assertThat(side.contents())
                        .extracting(CalendarEvent::title)
                        .containsExactly("Standup"));
    }
}
