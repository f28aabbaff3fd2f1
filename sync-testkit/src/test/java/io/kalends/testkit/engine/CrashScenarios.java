package io.kalends.testkit.engine;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Mode;
import io.kalends.sync.OpenConflict;
import io.kalends.sync.Resolution;
import io.kalends.sync.SyncPair;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEvents;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the crash matrix breaks off. */
final class CrashScenarios {

    private CrashScenarios() {}

    private static void fourNotesInSync(World<Note> world) {
        SyncWorld.notes(4).forEach(world.left::put);
        world.sync();
        world.sync();
    }

    private static void aSeriesInSync(World<CalendarEvent> world) {
        String series = world.left.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(1), 10, "in room 2"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(3), 10, "in room 4"));
        world.sync();
        world.sync();
    }

    private static CrashScenario<Note> notes(
            String name,
            UnaryOperator<SyncPair.Builder<Note>> rules,
            Consumer<World<Note>> before,
            Consumer<World<Note>> under,
            Mode mode) {
        return new CrashScenario<>(name, Note.type(), rules, before, under, mode, note -> note);
    }

    private static CrashScenario<Note> notes(String name, Consumer<World<Note>> under) {
        return notes(name, pair -> pair, CrashScenarios::fourNotesInSync, under, Mode.INCREMENTAL);
    }

    private static CrashScenario<CalendarEvent> events(String name, Consumer<World<CalendarEvent>> under) {
        return new CrashScenario<>(
                name,
                CalendarEvents.type(),
                pair -> pair,
                CrashScenarios::aSeriesInSync,
                under,
                Mode.INCREMENTAL,
                event -> event);
    }

    private static String left(World<Note> world, String title) {
        return World.find(world.left, note -> Objects.equals(note.uid(), "uid-" + title));
    }

    private static String right(World<Note> world, String title) {
        return World.find(world.right, note -> Objects.equals(note.uid(), "uid-" + title));
    }

    static List<CrashScenario<?>> all() {
        return List.of(
                notes(
                        "first sync of two sides",
                        pair -> pair,
                        world -> {},
                        world -> {
                            SyncWorld.notes(3).forEach(world.left::put);
                            world.right.put(Note.titled("right only"));
                            world.right.put(Note.titled("note 0").withText("differs"));
                        },
                        Mode.INCREMENTAL),
                notes("create", world -> {
                    world.left.put(Note.titled("new on the left"));
                    world.right.put(Note.titled("new on the right"));
                }),
                notes("update", world -> {
                    world.left.edit(left(world, "note 0"), note -> note.withTitle("edited on the left"));
                    world.right.edit(right(world, "note 1"), note -> note.withText("edited on the right"));
                }),
                notes("delete", world -> {
                    world.left.remove(left(world, "note 0"));
                    world.right.remove(right(world, "note 1"));
                }),
                notes("edit of both sides", world -> {
                    world.left.edit(left(world, "note 0"), note -> note.withTitle("left"));
                    world.clock.advance(Duration.ofSeconds(5));
                    world.right.edit(right(world, "note 0"), note -> note.withTitle("right"));
                }),
                notes("edit against a deletion", world -> {
                    world.left.remove(left(world, "note 0"));
                    world.right.edit(right(world, "note 0"), note -> note.withTitle("still needed"));
                    world.right.remove(right(world, "note 1"));
                    world.left.edit(left(world, "note 1"), note -> note.withTitle("still needed too"));
                }),
                notes("merge", world -> {
                    world.left.edit(
                            left(world, "note 0"),
                            note -> note.withTitle("left").withTags("l"));
                    world.right.edit(
                            right(world, "note 0"),
                            note -> note.withText("right").withTags("r"));
                }),
                conflict(),
                resolved(),
                guarded(),
                lostStore(),
                notes(
                        "full run",
                        pair -> pair,
                        CrashScenarios::fourNotesInSync,
                        world -> {
                            world.right.remove(right(world, "note 0"));
                            world.left.edit(left(world, "note 1"), note -> note.withText("edited"));
                            world.right.faults().reads().purgeHistory();
                        },
                        Mode.FULL),
                keepBoth(),
                events("deletion of a family", world -> world.left.remove(EventWorld.series(world.left))),
                events("deletion of a family against an edit in it", world -> {
                    world.left.remove(EventWorld.series(world.left));
                    EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 2"), "edited on the right");
                }),
                events("shift of a series", CrashScenarios::shift),
                events("split of a series", CrashScenarios::split));
    }

    private static CrashScenario<Note> conflict() {
        return notes(
                "conflict",
                pair -> pair.onConflict(ConflictPolicy.askSomeone()),
                CrashScenarios::fourNotesInSync,
                CrashScenarios::disagree,
                Mode.INCREMENTAL);
    }

    private static void disagree(World<Note> world) {
        world.left.edit(left(world, "note 0"), note -> note.withTitle("left").withText("of the left alone"));
        world.right.edit(right(world, "note 0"), note -> note.withTitle("right"));
    }

    private static CrashScenario<Note> resolved() {
        return notes(
                "decision by hand",
                pair -> pair.onConflict(ConflictPolicy.askSomeone()),
                world -> {
                    fourNotesInSync(world);
                    disagree(world);
                    world.sync();
                    world.sync();
                },
                world -> {
                    OpenConflict<Note> open =
                            world.engine.conflicts(world.pair()).get(0);
                    world.engine.resolve(
                            world.pair(),
                            open,
                            Resolution.merged(Note.titled("note 0").withTitle("left and right")));
                },
                Mode.INCREMENTAL);
    }

    private static CrashScenario<Note> guarded() {
        return notes(
                "removals that were held and approved",
                pair -> pair,
                world -> {
                    SyncWorld.notes(14).forEach(world.left::put);
                    world.sync();
                    SyncWorld.notes(12).forEach(note -> world.left.remove(left(world, note.title())));
                },
                world -> {
                    String approval = world.sync().heldUnder().orElseThrow();
                    world.engine.approve(world.pair(), approval);
                },
                Mode.INCREMENTAL);
    }

    private static CrashScenario<Note> lostStore() {
        return notes(
                "relinking after the store was lost",
                pair -> pair,
                CrashScenarios::fourNotesInSync,
                world -> {
                    world.store.forget("pair");
                    world.left.put(Note.titled("new"));
                },
                Mode.INCREMENTAL);
    }

    private static CrashScenario<CalendarEvent> keepBoth() {
        return new CrashScenario<>(
                "both versions stay",
                CalendarEvents.type(),
                pair -> pair.onConflict(ConflictPolicy.keepBoth()),
                CrashScenarios::aSeriesInSync,
                world -> {
                    EventWorld.retitle(world.left, EventWorld.titled(world.left, "in room 2"), "left");
                    EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 2"), "right");
                },
                Mode.INCREMENTAL,
                // The copy's uid is made from the link's id, which is drawn at random.
                event -> event.title() + event.start());
    }

    private static void shift(World<CalendarEvent> world) {
        String series = EventWorld.series(world.left);
        world.left.edit(series, event -> EventWorld.series("series", EventWorld.monday(0), 11, "FREQ=WEEKLY"));
        world.left.remove(EventWorld.titled(world.left, "in room 2"));
        world.left.remove(EventWorld.titled(world.left, "in room 4"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(1), 11, "in room 2"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(3), 11, "in room 4"));
        EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 4"), "in room 5");
    }

    private static void split(World<CalendarEvent> world) {
        String series = EventWorld.series(world.left);
        world.left.remove(EventWorld.titled(world.left, "in room 4"));
        world.left.edit(
                series,
                event -> EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY;UNTIL=20260316T090000Z"));
        String rest = world.left.put(EventWorld.series("rest", EventWorld.monday(3), 11, "FREQ=WEEKLY"));
        world.left.putChild(rest, EventWorld.occurrence("rest", EventWorld.monday(3), 11, "in room 4"));
    }
}
