package io.kalends.engine;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Mode;
import io.kalends.sync.OpenConflict;
import io.kalends.sync.Projection;
import io.kalends.sync.Resolution;
import io.kalends.sync.RunBudget;
import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the crash matrix breaks off, with notes. */
final class NoteScenarios {

    private NoteScenarios() {}

    private static <R> void incremental(World<R> world) {
        world.engine.sync(world.pair());
    }

    private static void fourNotesInSync(World<Note> world) {
        SyncWorld.notes(4).forEach(world.left::put);
        world.sync();
        world.sync();
    }

    private static CrashScenario<Note> notes(
            String name,
            UnaryOperator<SyncPair.Builder<Note>> rules,
            Consumer<World<Note>> before,
            Consumer<World<Note>> under,
            Consumer<World<Note>> run) {
        return new CrashScenario<>(name, Note.type(), rules, before, under, run, note -> note);
    }

    private static CrashScenario<Note> notes(String name, Consumer<World<Note>> under) {
        return notes(name, pair -> pair, NoteScenarios::fourNotesInSync, under, NoteScenarios::incremental);
    }

    private static String left(World<Note> world, String title) {
        return World.find(world.left, note -> Objects.equals(note.uid(), "uid-" + title));
    }

    private static String right(World<Note> world, String title) {
        return World.find(world.right, note -> Objects.equals(note.uid(), "uid-" + title));
    }

    static List<CrashScenario<Note>> all() {
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
                        NoteScenarios::incremental),
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
                        NoteScenarios::fourNotesInSync,
                        world -> {
                            world.right.remove(right(world, "note 0"));
                            world.left.edit(left(world, "note 1"), note -> note.withText("edited"));
                            world.right.faults().reads().purgeHistory();
                        },
                        world -> world.engine.sync(world.pair(), Mode.FULL)),
                named(),
                divided(),
                restored(),
                busyFromNowOn());
    }

    private static CrashScenario<Note> conflict() {
        return notes(
                "conflict",
                pair -> pair.onConflict(ConflictPolicy.askSomeone()),
                NoteScenarios::fourNotesInSync,
                NoteScenarios::disagree,
                NoteScenarios::incremental);
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
                NoteScenarios::incremental);
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
                    String approval = world.sync().heldUnder().get(0);
                    world.engine.approve(world.pair(), approval);
                },
                NoteScenarios::incremental);
    }

    private static CrashScenario<Note> lostStore() {
        return notes(
                "relinking after the store was lost",
                pair -> pair,
                NoteScenarios::fourNotesInSync,
                world -> {
                    world.store.forget("pair");
                    world.left.put(Note.titled("new"));
                },
                NoteScenarios::incremental);
    }

    private static CrashScenario<Note> named() {
        return notes(
                "record that a notification names",
                pair -> pair,
                NoteScenarios::fourNotesInSync,
                world -> {
                    world.right.edit(right(world, "note 0"), note -> note.withText("named"));
                    world.left.put(Note.titled("new on the left"));
                },
                world -> world.engine.sync(world.pair(), Side.RIGHT, right(world, "note 0")));
    }

    private static CrashScenario<Note> divided() {
        return notes(
                "first sync in parts",
                pair -> pair.pageSize(3).batchSize(2).budget(RunBudget.ofPages(1)),
                world -> {},
                world -> {
                    SyncWorld.notes(4).forEach(world.left::put);
                    SyncWorld.notes(7).forEach(world.right::put);
                },
                world -> {
                    for (int part = 0; part < 3; part++) {
                        incremental(world);
                    }
                });
    }

    private static CrashScenario<Note> restored() {
        return notes(
                "side that is back at yesterday",
                pair -> pair,
                NoteScenarios::fourNotesInSync,
                world -> {
                    InMemoryReplica.Backup<Note> yesterday = world.left.backup();
                    world.clock.advance(Duration.ofDays(1));
                    world.left.put(Note.titled("since the backup"));
                    world.right.edit(right(world, "note 0"), note -> note.withText("since the backup"));
                    world.sync();
                    world.sync();
                    world.left.restore(yesterday);
                },
                NoteScenarios::incremental);
    }

    private static CrashScenario<Note> busyFromNowOn() {
        Projection<Note> busy = note -> note.withTitle("Busy").withText("");
        return notes(
                "details that become busy blocks",
                pair -> pair,
                NoteScenarios::fourNotesInSync,
                world -> {
                    world.rules(pair -> pair.transformTo(Side.RIGHT, "busy", busy));
                    world.left.edit(left(world, "note 0"), note -> note.withText("private"));
                },
                NoteScenarios::incremental);
    }
}
