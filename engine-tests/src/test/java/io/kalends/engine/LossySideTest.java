package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Action;
import io.kalends.sync.Mode;
import io.kalends.sync.Projection;
import io.kalends.sync.Side;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A side that holds less, shows less or lets less be written takes nothing away from the other. */
class LossySideTest {

    private final Note dentist = Note.titled("Dentist").withText("upper left");

    // Scenario 2
    @Test
    void aTitleIsNotOverwrittenByWhatSomebodyMadeOfABusyBlock() {
        Projection<Note> busy = note -> note.withTitle("Busy").withText("");
        SyncWorld world = SyncWorld.with(pair -> pair.transformTo(Side.RIGHT, "busy", busy));
        world.left.put(dentist);
        world.sync();
        world.right.edit(world.rightId(dentist), note -> note.withTitle("Busy (call)"));

        SyncReport report = world.sync();

        assertThat(report.writes()).isZero();
        assertThat(report.tally().count(Side.RIGHT, Action.LEAVE)).isEqualTo(1);
        assertThat(world.left.contents()).containsExactly(dentist);
    }

    /** A board that knows an event's first and last minute in UTC, and nothing of zones and further dates. */
    private static final Projection<CalendarEvent> MINUTES_IN_UTC = new Projection<>() {
        @Override
        public CalendarEvent project(CalendarEvent event) {
            return event.toBuilder()
                    .start(EventTime.utc(event.start().widestStart()))
                    .end(EventTime.utc(event.end().widestStart()))
                    .recurrence(Recurrence.NONE)
                    .build();
        }

        @Override
        public Optional<JsonNode> put(String field, CalendarEvent old, CalendarEvent returned) {
            CalendarEvent whole = old.toBuilder()
                    .start(inZone(returned.start()))
                    .end(inZone(returned.end()))
                    .build();
            return Optional.of(CalendarEvents.type().field(field).value(whole));
        }

        private EventTime inZone(EventTime utc) {
            return EventTime.zoned(
                    LocalDateTime.ofInstant(utc.widestStart(), EventSamples.BERLIN), EventSamples.BERLIN);
        }
    };

    // Scenario 2
    @Test
    void anEventDraggedWhereThereAreNoZonesKeepsItsZoneAndItsExtraDates() {
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        InMemoryReplica<CalendarEvent> left = InMemoryReplica.builder("left", CalendarEvents.type())
                .clock(clock)
                .build();
        InMemoryReplica<CalendarEvent> right = InMemoryReplica.builder("right", CalendarEvents.type())
                .clock(clock)
                .projection(MINUTES_IN_UTC)
                .build();
        SyncPair<CalendarEvent> pair = SyncPair.between(left, right).id("pair").build();
        SyncEngine engine = SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .clock(clock)
                .build();
        Recurrence dates = new Recurrence(
                List.of(), List.of(EventTime.zoned(LocalDateTime.of(2026, 3, 11, 9, 0), EventSamples.BERLIN)));
        CalendarEvent event = CalendarEvent.builder("dragged")
                .title("Training")
                .start(EventTime.zoned(LocalDateTime.of(2026, 3, 4, 9, 0), EventSamples.BERLIN))
                .lasting(Duration.ofHours(1))
                .recurrence(dates)
                .build();
        left.put(event);
        engine.sync(pair);
        assertThat(engine.sync(pair).writes()).isZero();

        clock.advance(Duration.ofMinutes(5));
        right.edit(
                right.records().keySet().iterator().next(),
                there -> there.toBuilder()
                        .start(EventTime.utc(there.start().widestStart().plus(Duration.ofHours(2))))
                        .end(EventTime.utc(there.end().widestStart().plus(Duration.ofHours(2))))
                        .build());
        engine.sync(pair);

        assertThat(left.contents()).singleElement().satisfies(now -> {
            assertThat(now.start())
                    .isEqualTo(EventTime.zoned(LocalDateTime.of(2026, 3, 4, 11, 0), EventSamples.BERLIN));
            assertThat(now.recurrence()).isEqualTo(dates);
        });
        assertThat(engine.sync(pair).writes()).isZero();
    }

    // Scenario 3
    @Test
    void aSideThatIsShownNothingAnyMoreClearsNothing() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(40).forEach(note -> world.left.put(note.withText("text")));
        world.sync();
        world.right.faults().reads().loseRole();

        SyncReport report = world.engine.sync(world.pair(), Mode.FULL);

        assertThat(report.writes()).isZero();
        assertThat(world.left.contents())
                .allSatisfy(note -> assertThat(note.text()).isEqualTo("text"));
        world.right.faults().reads().regainRole();
        assertThat(world.engine.sync(world.pair(), Mode.FULL).writes()).isZero();
    }

    // Scenario 3
    @Test
    void anEditMadeWhileARoleWasLostTravelsOnceItIsBack() {
        SyncWorld world = new SyncWorld();
        world.left.put(dentist);
        world.sync();
        world.right.faults().reads().loseRole();
        world.engine.sync(world.pair(), Mode.FULL);
        world.right.edit(world.rightId(dentist), note -> note.withText("lower right"));
        world.sync();
        world.right.faults().reads().regainRole();

        world.engine.sync(world.pair(), Mode.FULL);
        world.settles();

        world.agreesOn(dentist.withText("lower right"));
    }

    // Scenario 3
    @Test
    void aFieldHiddenOnOneRecordIsNeitherClearedNorWrittenAndTheOthersTravel() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(dentist);
        world.sync();
        world.right.faults().reads().hide(world.rightId(dentist), Set.of("text"));
        world.right.edit(world.rightId(dentist), note -> note.withTitle("Surgeon"));

        world.settles();

        assertThat(world.left.contents()).containsExactly(dentist.withTitle("Surgeon"));
        world.left.edit(id, note -> note.withTags("teeth"));
        world.settles();
        assertThat(world.onRight(dentist)).contains(dentist.withTitle("Surgeon").withTags("teeth"));
    }

    // Scenario 3: a guest's copy answers 403 for ever.
    @Test
    void aCopyThatMayNotBeWrittenIsLeftAndAskedNoMore() {
        SyncWorld world = new SyncWorld();
        String id = world.left.put(dentist);
        world.sync();
        world.right.faults().reads().protect(world.rightId(dentist), Set.of("title", "text", "tags"));
        world.right.edit(world.rightId(dentist), note -> note);
        world.sync();
        world.left.edit(id, note -> note.withTitle("Surgeon"));

        SyncReport report = world.sync();

        assertThat(report.tally().count(Side.LEFT, Action.LEAVE)).isEqualTo(1);
        assertThat(report.right().writes()).isZero();
        assertThat(world.sync().writes()).isZero();
        assertThat(world.onRight(dentist)).contains(dentist);
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isZero();
    }

    @Test
    void anEditThatWasLeftWhileItsCopyMightNotBeWrittenTravelsOnceItMay() {
        SyncWorld world = new SyncWorld();
        String left = world.left.put(dentist);
        world.sync();
        String right = world.rightId(dentist);
        world.right.faults().reads().protect(right, Set.of("title", "text", "tags"));
        world.right.edit(right, note -> note);
        world.sync();
        world.left.edit(left, note -> note.withTitle("Surgeon"));
        world.sync();

        world.right.faults().reads().protect(right, Set.of());
        world.engine.sync(world.pair(), Mode.FULL);

        assertThat(world.right.contents()).extracting(Note::title).containsExactly("Surgeon");
        world.settles();
    }

    // Scenario 3
    @Test
    void clearingEverythingIsHeldLikeDeletingEverything() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(40).forEach(note -> world.left.put(note.withText("text")));
        world.sync();
        world.right.records().keySet().forEach(id -> world.right.edit(id, note -> note.withText("")));

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.HOLD)).isEqualTo(40);
        assertThat(world.left.contents()).extracting(Note::text).containsOnly("text");
        world.engine.approve(world.pair(), report.heldUnder().get(0));
        world.settles();
        assertThat(world.left.contents()).extracting(Note::text).containsOnly("");
    }
}
