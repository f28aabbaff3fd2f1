package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.Action;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An app between two other calendars: two pairs that share one side. */
class HubTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<CalendarEvent> app = side("app");
    private final InMemoryReplica<CalendarEvent> work = side("work");
    private final InMemoryReplica<CalendarEvent> home = side("home");
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .random(new SplittableRandom(11))
            .build();
    private final List<SyncPair<CalendarEvent>> pairs = List.of(pair(work), pair(home));

    private InMemoryReplica<CalendarEvent> side(String id) {
        return InMemoryReplica.builder(id, CalendarEvents.type()).clock(clock).build();
    }

    private SyncPair<CalendarEvent> pair(InMemoryReplica<CalendarEvent> other) {
        return SyncPair.between(app, other)
                .id("app-" + other.id())
                .onConflict(ConflictPolicy.keepBoth())
                .build();
    }

    private int round() {
        clock.advance(Duration.ofMinutes(1));
        return pairs.stream().map(engine::sync).mapToInt(SyncReport::writes).sum();
    }

    private static void retitle(InMemoryReplica<CalendarEvent> side, String title) {
        Map<String, CalendarEvent> records = side.records();
        assertThat(records).hasSize(1);
        side.edit(
                records.keySet().iterator().next(),
                event -> event.toBuilder().title(title).build());
    }

    // Scenario 20
    @Test
    void aWriteOfOnePairIsAnEchoToItAndAChangeToTheOther() {
        work.put(EventSamples.meeting(1));
        round();
        round();
        assertThat(home.contents()).isEqualTo(work.contents());
        retitle(work, "moved to the big room");

        int first = round();
        int rest = round() + round();

        assertThat(first).as("one write in the app, one at home").isEqualTo(2);
        assertThat(rest).isZero();
        assertThat(home.contents()).extracting(CalendarEvent::title).containsExactly("moved to the big room");
    }

    // Scenario 17
    @Test
    void threeVersionsOfOneEventAreKeptAndEachOnce() {
        app.put(EventSamples.meeting(1));
        round();
        retitle(app, "app");
        retitle(work, "work");
        retitle(home, "home");

        for (int i = 0; i < 4; i++) {
            round();
        }

        assertThat(round()).isZero();
        assertThat(Stream.of(app, work, home))
                .allSatisfy(side -> assertThat(side.contents())
                        .extracting(CalendarEvent::title)
                        .containsExactlyInAnyOrder("app", "work", "home"));
    }

    // Scenario 20
    @Test
    void aDuplicateThatAPersonMadeIsARecordOfItsOwn() {
        app.put(EventSamples.meeting(1));
        round();
        String copy = work.duplicate(work.records().keySet().iterator().next());
        work.edit(copy, event -> event.toBuilder().title("the copy").build());

        for (int i = 0; i < 3; i++) {
            round();
        }

        assertThat(round()).isZero();
        assertThat(Stream.of(app, work, home))
                .allSatisfy(side -> assertThat(side.contents())
                        .extracting(CalendarEvent::title)
                        .containsExactlyInAnyOrder("Meeting 1", "the copy"));
    }

    // Scenario 20
    @Test
    void aDeletionGoesOnFromOnePairToTheNext() {
        app.put(EventSamples.meeting(1));
        app.put(EventSamples.meeting(2));
        round();
        home.remove(home.records().keySet().iterator().next());

        for (int i = 0; i < 3; i++) {
            round();
        }

        assertThat(round()).isZero();
        assertThat(Stream.of(app, work, home))
                .allSatisfy(side -> assertThat(side.contents()).hasSize(1));
    }

    @Test
    void anEditAtOneEndBringsBackWhatWasDeletedAtTheOtherEverywhere() {
        home.put(EventSamples.meeting(1));
        round();
        round();
        home.remove(home.records().keySet().iterator().next());
        retitle(work, "moved to the big room");
        clock.advance(Duration.ofMinutes(1));

        // Home's pair runs first: the app has forgotten the meeting when the work calendar's edit arrives.
        engine.sync(pairs.get(1));
        for (int i = 0; i < 3; i++) {
            round();
        }

        assertThat(round()).isZero();
        assertThat(Stream.of(app, work, home))
                .allSatisfy(side -> assertThat(side.contents())
                        .extracting(CalendarEvent::title)
                        .containsExactly("moved to the big room"));
    }

    @Test
    void anEditBelowASeriesBringsItBackWithWhatWasMadeWhereItWasDeleted() {
        work.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        round();
        round();
        home.putChild(EventWorld.series(home), EventWorld.occurrence("series", EventWorld.monday(1), 10, "in room 2"));
        round();
        round();
        home.remove(EventWorld.series(home));
        work.putChild(EventWorld.series(work), EventWorld.occurrence("series", EventWorld.monday(3), 10, "in room 4"));
        clock.advance(Duration.ofMinutes(1));

        engine.sync(pairs.get(1));
        for (int i = 0; i < 4; i++) {
            round();
        }

        assertThat(round()).isZero();
        assertThat(Stream.of(app, work, home))
                .allSatisfy(side -> assertThat(side.contents())
                        .extracting(CalendarEvent::title)
                        .containsExactlyInAnyOrder("Standup", "in room 2", "in room 4"));
    }

    // Scenario 17: the same edit came by both ways.
    @Test
    void twoPairsThatMeetTheSameVersionsMakeOneCopy() {
        app.put(EventSamples.meeting(1));
        round();
        retitle(app, "here");
        retitle(work, "there");
        retitle(home, "there");

        for (int i = 0; i < 4; i++) {
            round();
        }

        assertThat(round()).isZero();
        assertThat(Stream.of(app, work, home))
                .allSatisfy(side -> assertThat(side.contents())
                        .extracting(CalendarEvent::title)
                        .containsExactlyInAnyOrder("here", "there"));
    }

    // Scenario 20
    @Test
    void aMarkedCopyWhoseOriginalIsGoneIsNotMadeAgainAfterTheStoreWasLost() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(Note.titled("Standup"));
        world.left.put(Note.titled("Lunch"));
        world.sync();
        world.left.remove(id);
        world.store.forget("pair");
        world.restarts();

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.CREATE)).isZero();
        assertThat(world.left.contents()).hasSize(1);
        assertThat(world.sync().writes()).isZero();
    }
}
