package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.Direction;
import io.kalends.sync.Mode;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Another filter, a window that moves on, another version of the library: nothing is deleted, nothing written twice. */
class RulesChangeTest {

    private final Note standup = Note.titled("Standup");

    private static SyncPair.Builder<Note> withoutDrafts(SyncPair.Builder<Note> pair) {
        return pair.filter("no drafts", note -> !note.title().startsWith("draft"));
    }

    // Scenario 11
    @Test
    void aCopyThatLeavesTheFilterTakesNoOriginalWithIt() {
        SyncWorld world = SyncWorld.with(RulesChangeTest::withoutDrafts);
        world.right.put(standup);
        world.sync();
        world.left.edit(world.leftId(standup), note -> note.withTitle("draft of a standup"));

        world.settles();
        world.engine.sync(world.pair(), Mode.FULL);

        assertThat(world.right.contents()).hasSize(1);
        assertThat(world.left.contents()).hasSize(1);
    }

    // Scenario 11
    @Test
    void aNarrowerFilterDeletesNothingAndAWiderOneBringsTheRest() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.left.put(Note.titled("draft one"));
        world.sync();

        world.rules(RulesChangeTest::withoutDrafts);
        world.settles();
        assertThat(world.right.contents()).hasSize(2);
        world.left.put(Note.titled("draft two"));
        world.settles();
        assertThat(world.right.contents()).hasSize(2);

        world.rules(pair -> pair);
        world.engine.sync(world.pair(), Mode.FULL);
        world.settles();
        assertThat(world.right.contents()).hasSize(3);
    }

    // Scenario 11
    @Test
    void anEventThatComesIntoTheWindowByPassingTimeIsFound() {
        SettableClock clock = SettableClock.at("2026-01-01T09:00:00Z");
        InMemoryReplica<CalendarEvent> left = InMemoryReplica.builder("left", CalendarEvents.type())
                .clock(clock)
                .build();
        InMemoryReplica<CalendarEvent> right = InMemoryReplica.builder("right", CalendarEvents.type())
                .clock(clock)
                .windowed()
                .build();
        SyncPair<CalendarEvent> pair = SyncPair.between(left, right)
                .id("pair")
                .window(SyncWindow.around(Period.ofDays(10), Period.ofDays(10)))
                .build();
        SyncEngine engine = SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .clock(clock)
                .build();
        right.put(EventSamples.inUtc());
        engine.sync(pair);
        assertThat(left.contents()).as("two months before").isEmpty();

        while (clock.instant().isBefore(Instant.parse("2026-02-25T00:00:00Z"))) {
            clock.advance(Duration.ofDays(1));
            engine.sync(pair);
        }

        assertThat(left.contents()).containsExactly(EventSamples.inUtc());
        while (clock.instant().isBefore(Instant.parse("2026-05-01T00:00:00Z"))) {
            clock.advance(Duration.ofDays(1));
            assertThat(engine.sync(pair).writes()).isZero();
        }
        assertThat(left.contents()).hasSize(1);
        assertThat(right.contents()).hasSize(1);
    }

    // Scenario 11
    @Test
    void theMovedWindowIsListedInFullOnceADayAndNoMore() {
        SyncWorld world = SyncWorld.with(pair -> pair.window(SyncWindow.around(Period.ofDays(10), Period.ofDays(10)))
                .pageSize(5));
        SyncWorld.notes(20).forEach(world.left::put);
        world.sync();
        world.sync();
        world.clock.advance(Duration.ofDays(1));

        int first = world.sync().left().pages();
        int second = world.sync().left().pages();

        assertThat(first).isGreaterThan(1);
        assertThat(second).isEqualTo(1);
    }

    // Scenario 12
    @Test
    void aLibraryThatReadsTheSameRecordsOtherwiseWritesNothing() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(25).forEach(world.left::put);
        world.sync();
        world.rightThrough(side -> AlteredReplica.upgraded(
                side, note -> note.withText("title: " + note.title().toUpperCase(Locale.ROOT))));

        SyncReport incremental = world.sync();
        SyncReport full = world.engine.sync(world.pair(), Mode.FULL);

        assertThat(incremental.writes() + full.writes()).isZero();
        assertThat(world.left.contents()).extracting(Note::text).containsOnly("");
    }

    // Scenario 12
    @Test
    void anEditMadeAfterAnUpgradeTravelsAlone() {
        SyncWorld world = new SyncWorld();
        SyncWorld.notes(5).forEach(world.left::put);
        world.sync();
        world.rightThrough(side -> AlteredReplica.upgraded(side, note -> note.withText("read anew")));
        Note edited = Note.titled("note 3");
        world.right.edit(world.rightId(edited), note -> note.withTitle("edited"));

        world.engine.sync(world.pair(), Mode.FULL);
        world.sync();

        assertThat(world.onLeft(edited)).map(Note::title).contains("edited");
        assertThat(world.left.contents())
                .filteredOn(note -> !note.title().equals("edited"))
                .extracting(Note::text)
                .containsOnly("");
        assertThat(world.sync().writes()).isZero();
    }

    // Scenario 11
    @Test
    void anotherDirectionIsAppliedToWhatIsLinkedAlready() {
        SyncWorld world = new SyncWorld();
        world.left.put(standup);
        world.sync();
        world.rules(pair -> pair.direction(Direction.IMPORT));
        world.left.edit(world.leftId(standup), note -> note.withTitle("only here"));
        assertThat(world.sync().writes()).isZero();

        world.rules(pair -> pair);
        world.settles();

        assertThat(world.left.contents()).isEqualTo(world.right.contents());
    }

    // Scenario 12
    @Test
    void anUpgradeWritesNothingOnASideWithoutRevisionsToo() {
        SyncWorld world = new SyncWorld(side -> side, InMemoryReplicaBuilder::withoutRevisions, pair -> pair);
        SyncWorld.notes(5).forEach(world.left::put);
        world.sync();
        world.sync();
        world.rightThrough(side -> AlteredReplica.upgraded(side, note -> note.withText("read anew")));

        SyncReport full = world.engine.sync(world.pair(), Mode.FULL);

        assertThat(full.writes()).isZero();
        assertThat(world.left.contents()).extracting(Note::text).containsOnly("");
    }

    @Test
    void aRecordThatIsWrittenAnewIsKnownThoughItsOtherHalfLeftTheFilter() {
        SyncWorld world = new SyncWorld(
                side -> side,
                side -> side,
                pair -> pair.filter("shared", note -> !note.tags().contains("private")));
        world.left.put(standup);
        world.settles();
        world.left.edit(world.leftId(standup), note -> note.withTags("private"));
        world.settles();

        world.right.remove(world.rightId(standup));
        world.right.put(standup.withText("anew"));
        world.settles();

        assertThat(world.left.contents()).hasSize(1);
        world.left.edit(world.leftId(standup), note -> note.withTags());
        world.settles();
        assertThat(world.left.contents()).hasSize(1).containsExactlyInAnyOrderElementsOf(world.right.contents());
    }

    @Test
    void aRecordThatIsFoundOutsideTheFilterStaysAsItIs() {
        SyncWorld world = new SyncWorld(
                side -> side,
                side -> side.recognising(Recognition.BY_IDENTITY),
                pair -> pair.filter("shared", note -> !note.tags().contains("private")));
        world.right.put(standup.withTags("private").withText("for me alone"));
        world.left.put(standup.withText("for all"));

        world.sync();
        world.left.edit(world.leftId(standup), note -> note.withText("for all of us"));
        world.settles();

        assertThat(world.left.contents()).extracting(Note::text).containsExactly("for all of us");
        assertThat(world.right.contents()).extracting(Note::text).containsExactly("for me alone");
    }

    @Test
    void aRecordThatWasDeletedWhileItsOtherHalfWasOutsideTheFilterIsMadeAgainWhenThatComesBack() {
        SyncWorld world = new SyncWorld(
                side -> side,
                side -> side,
                pair -> pair.filter("shared", note -> !note.tags().contains("private")));
        world.left.put(standup);
        world.settles();
        world.left.edit(world.leftId(standup), note -> note.withTags("private"));
        world.settles();
        world.right.remove(world.rightId(standup));
        world.settles();
        assertThat(world.left.contents()).hasSize(1);

        world.left.edit(world.leftId(standup), note -> note.withTags());
        world.settles();

        assertThat(world.right.contents()).hasSize(1).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }
}
