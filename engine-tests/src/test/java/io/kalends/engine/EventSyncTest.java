package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.Attendee;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.CalendarProjections;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Action;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Side;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calendar events through the engine: series with what stands apart from them, zones, copies, privacy. */
class EventSyncTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<CalendarEvent> left = side("left");
    private final InMemoryReplica<CalendarEvent> right = side("right");
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .random(new SplittableRandom(5))
            .build();

    private InMemoryReplica<CalendarEvent> side(String id) {
        return InMemoryReplica.builder(id, CalendarEvents.type()).clock(clock).build();
    }

    private SyncReport sync(UnaryOperator<SyncPair.Builder<CalendarEvent>> rules) {
        clock.advance(Duration.ofMinutes(1));
        return engine.sync(rules.apply(SyncPair.between(left, right).id("pair")).build());
    }

    private SyncReport sync() {
        return sync(pair -> pair);
    }

    private String series() {
        String id = left.put(EventSamples.series());
        left.putChild(id, EventSamples.movedOccurrence());
        left.putChild(id, EventSamples.cancelledOccurrence());
        sync();
        return id;
    }

    private static String idOf(InMemoryReplica<CalendarEvent> side, boolean occurrence) {
        return side.records().entrySet().stream()
                .filter(entry -> entry.getValue().isOccurrence() == occurrence)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Test
    void everyShapeOfEventCrossesWithoutLossAndWithoutAPhantomWrite() {
        EventSamples.all().stream().filter(event -> !event.isOccurrence()).forEach(left::put);

        sync();

        assertThat(right.contents()).containsExactlyInAnyOrderElementsOf(left.contents());
        assertThat(sync().writes()).isZero();
    }

    @Test
    void aSeriesTakesItsOccurrencesAlongWhenItIsDeleted() {
        String id = series();
        assertThat(right.contents()).hasSize(3);

        left.remove(id);
        SyncReport report = sync();

        assertThat(right.contents()).isEmpty();
        assertThat(report.tally().count(Side.RIGHT, Action.DELETE)).isEqualTo(1);
        assertThat(sync().writes()).isZero();
    }

    @Test
    void aSeriesComesBackWholeWhenOneOfItsOccurrencesWasEditedMeanwhile() {
        String id = series();
        left.remove(id);
        right.edit(
                idOf(right, true),
                event -> event.toBuilder().title("edited there").build());

        sync();
        sync();

        assertThat(left.contents()).hasSize(3).containsExactlyInAnyOrderElementsOf(right.contents());
        assertThat(left.contents()).extracting(CalendarEvent::title).contains("edited there");
        assertThat(sync().writes()).isZero();
    }

    @Test
    void anOccurrenceFallsBackToTheRuleOnBothSides() {
        series();

        right.remove(idOf(right, true));
        sync();

        assertThat(left.contents()).hasSize(2).containsExactlyInAnyOrderElementsOf(right.contents());
        assertThat(sync().writes()).isZero();
    }

    @Test
    void bothVersionsStayWhereThePolicySaysSo() {
        String id = left.put(EventSamples.meeting(1));
        sync(pair -> pair.onConflict(ConflictPolicy.keepBoth()));
        left.edit(id, event -> event.toBuilder().title("left").build());
        right.edit(idOf(right, false), event -> event.toBuilder().title("right").build());

        sync(pair -> pair.onConflict(ConflictPolicy.keepBoth()));
        sync(pair -> pair.onConflict(ConflictPolicy.keepBoth()));

        assertThat(left.contents()).extracting(CalendarEvent::title).containsExactlyInAnyOrder("left", "right");
        assertThat(right.contents()).containsExactlyInAnyOrderElementsOf(left.contents());
        assertThat(sync(pair -> pair.onConflict(ConflictPolicy.keepBoth())).writes())
                .isZero();
    }

    @Test
    void startEndAndRecurrenceAreMergedAsOne() {
        String id = left.put(EventSamples.series());
        sync();
        left.edit(
                id,
                event -> event.toBuilder()
                        .recurrence(Recurrence.of("FREQ=DAILY"))
                        .build());
        clock.advance(Duration.ofSeconds(5));
        right.edit(
                idOf(right, false),
                event -> event.toBuilder()
                        .end(EventTime.zoned(LocalDateTime.of(2026, 3, 2, 18, 0), EventSamples.BERLIN))
                        .build());

        sync();

        // The later side's whole schedule counts: its end never meets the other's rule.
        assertThat(left.contents()).isEqualTo(right.contents());
        assertThat(left.contents().get(0).recurrence())
                .isEqualTo(EventSamples.series().recurrence());
    }

    @Test
    void busyOnlyShowsTimesAndNothingElse() {
        left.put(EventSamples.detailed());

        sync(pair -> pair.transformTo(Side.RIGHT, "busy", CalendarProjections.busyOnly()));

        assertThat(right.contents()).singleElement().satisfies(event -> {
            assertThat(event.title()).isEqualTo("Busy");
            assertThat(event.description() + event.location()).isEmpty();
            assertThat(event.attendees()).isEmpty();
            assertThat(event.start()).isEqualTo(EventSamples.detailed().start());
        });
        assertThat(left.contents()).containsExactly(EventSamples.detailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Australia/Sydney",
                "America/Sao_Paulo",
                "Asia/Kolkata",
                "Africa/Cairo"
            })
    void aWeeklySeriesKeepsItsWallTimeInItsZone(String zone) {
        CalendarEvent weekly = CalendarEvent.builder("weekly-" + zone)
                .title("Weekly")
                .start(EventTime.zoned(LocalDate.of(2026, 1, 5).atTime(9, 0), ZoneId.of(zone)))
                .lasting(Duration.ofHours(1))
                .recurrence(Recurrence.of("FREQ=WEEKLY"))
                .build();
        left.put(weekly);

        sync();

        assertThat(right.contents()).isEqualTo(List.of(weekly));
    }

    @Test
    void mergesTwoListsOfPeopleAsTheyWereSpelt() {
        EventWorld world = new EventWorld();
        String series = world.putSeries();
        world.settles();
        world.left.edit(
                series,
                event -> event.toBuilder()
                        .attendees(List.of(Attendee.of("Ada@Example.org").withName("Ada")))
                        .build());
        world.right.edit(
                EventWorld.series(world.right),
                event -> event.toBuilder()
                        .attendees(List.of(Attendee.of("Ben@Example.org")))
                        .build());

        world.settles();

        for (InMemoryReplica<CalendarEvent> side : List.of(world.left, world.right)) {
            assertThat(side.contents().stream().flatMap(event -> event.attendees().stream()))
                    .extracting(Attendee::address)
                    .containsExactlyInAnyOrder("Ada@Example.org", "Ben@Example.org");
        }
    }
}
