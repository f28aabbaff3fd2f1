package io.kalends.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run is killed before, within and after every call to a side and to the store; another process takes over. */
class CrashMatrixTest {

    /** What is under way when the process dies. */
    private record Scenario(String name, Consumer<SyncWorld> before, Consumer<SyncWorld> under, int records) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Scenario> scenarios() {
        return List.of(
                new Scenario(
                        "first sync both ways",
                        world -> {},
                        world -> {
                            SyncWorld.notes(3).forEach(world.left::put);
                            world.right.put(Note.titled("right only"));
                            world.right.put(Note.titled("note 0").withText("differs"));
                        },
                        4),
                new Scenario(
                        "edits of both sides",
                        world -> SyncWorld.notes(4).forEach(world.left::put),
                        world -> {
                            world.left.edit(id(world, "note 0"), note -> note.withTitle("left"));
                            world.right.edit(rightId(world, "note 0"), note -> note.withText("right"));
                            world.left.edit(id(world, "note 1"), note -> note.withTitle("left"));
                            world.right.edit(rightId(world, "note 1"), note -> note.withTitle("right"));
                            world.left.edit(id(world, "note 2"), note -> note.withTags("l"));
                            world.right.edit(rightId(world, "note 2"), note -> note.withTags("r"));
                        },
                        4),
                new Scenario(
                        "deletion and new records",
                        world -> SyncWorld.notes(4).forEach(world.left::put),
                        world -> {
                            world.left.remove(id(world, "note 0"));
                            world.right.remove(rightId(world, "note 1"));
                            world.left.edit(id(world, "note 1"), note -> note.withText("edited against a deletion"));
                            world.left.put(Note.titled("new"));
                        },
                        4));
    }

    private static String id(SyncWorld world, String title) {
        return world.left.records().entrySet().stream()
                .filter(entry -> entry.getValue().title().equals(title))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static String rightId(SyncWorld world, String title) {
        return world.right.records().entrySet().stream()
                .filter(entry -> String.valueOf(entry.getValue().uid()).equals("uid-" + title))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void losesAndDoublesNothing(Scenario scenario) {
        walk(scenario, side -> side);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void losesAndDoublesNothingOnASideThatRecognisesByIdentity(Scenario scenario) {
        walk(scenario, side -> side.recognising(Recognition.BY_IDENTITY).withoutOrigins());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void losesAndDoublesNothingOnASideThatRecognisesNothing(Scenario scenario) {
        walk(scenario, side -> side.recognising(Recognition.NONE).unconditional());
    }

    private static void walk(Scenario scenario, UnaryOperator<InMemoryReplicaBuilder<Note>> right) {
        boolean killed = true;
        for (int place = 1; killed; place++) {
            SyncWorld world = new SyncWorld(side -> side, right, pair -> pair);
            scenario.before.accept(world);
            world.sync();
            world.clock.advance(Duration.ofMinutes(1));
            scenario.under.accept(world);

            killed = world.killedAt(place);
            world.sync();
            world.sync();

            assertThat(world.left.contents())
                    .as(scenario + " killed at place " + place)
                    .hasSize(scenario.records)
                    .containsExactlyInAnyOrderElementsOf(world.right.contents());
            assertThat(world.sync().writes())
                    .as(scenario + " killed at place " + place)
                    .isZero();
        }
    }
}
