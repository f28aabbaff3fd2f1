package io.kalends.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.DeletionGuard;
import io.kalends.sync.Side;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever people do on both sides between runs: two runs bring the sides together, the third writes nothing. */
class RandomEditsTest {

    private static final int SEEDS = 60;

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            for (String side : List.of(
                    "plain", "no history", "no revisions", "by identity", "recognising nothing", "unconditional")) {
                cases.add(new Case(seed, side));
            }
        }
        return cases;
    }

    record Case(int seed, String right) {}

    @ParameterizedTest
    @MethodSource("cases")
    void converges(Case one) {
        SplittableRandom random = new SplittableRandom(one.seed());
        List<ConflictPolicy<Note>> policies = List.of(
                ConflictPolicy.lastWriteWins(), ConflictPolicy.prefer(Side.RIGHT), ConflictPolicy.prefer(Side.LEFT));
        SyncWorld world = new SyncWorld(
                side -> side,
                right(one.right()),
                pair -> pair.guard(DeletionGuard.off()).onConflict(policies.get(one.seed() % policies.size())));
        int number = 0;
        for (int round = 0; round < 8; round++) {
            for (int edit = 0; edit < 1 + random.nextInt(6); edit++) {
                number = edit(random.nextBoolean() ? world.left : world.right, random, number);
                world.clock.advance(Duration.ofSeconds(random.nextInt(30)));
            }
            world.sync();
        }

        world.sync();
        world.sync();
        SyncReport third = world.sync();

        assertThat(sorted(world.left)).isEqualTo(sorted(world.right));
        assertThat(world.left.contents()).extracting(Note::uid).doesNotHaveDuplicates();
        assertThat(third.writes()).as(third.describe()).isZero();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void convergesThoughEveryRunIsKilledSomewhere(Case one) {
        SplittableRandom random = new SplittableRandom(1_000 + one.seed());
        SyncWorld world = new SyncWorld(side -> side, right(one.right()), pair -> pair.guard(DeletionGuard.off()));
        int number = 0;
        for (int round = 0; round < 8; round++) {
            for (int edit = 0; edit < 1 + random.nextInt(4); edit++) {
                number = edit(random.nextBoolean() ? world.left : world.right, random, number);
            }
            world.killedAt(1 + random.nextInt(40));
        }

        world.sync();
        world.sync();
        world.sync();
        SyncReport last = world.sync();

        assertThat(sorted(world.left)).isEqualTo(sorted(world.right));
        assertThat(world.left.contents()).extracting(Note::uid).doesNotHaveDuplicates();
        assertThat(last.writes()).as(last.describe()).isZero();
    }

    /** By uid, and with the tags in order: they are merged one by one, and their order means nothing. */
    private static List<Note> sorted(InMemoryReplica<Note> side) {
        return side.contents().stream()
                .map(note -> note.withTags(note.tags().stream().sorted().toArray(String[]::new)))
                .sorted(Comparator.comparing(note -> String.valueOf(note.uid())))
                .toList();
    }

    private static UnaryOperator<InMemoryReplicaBuilder<Note>> right(String kind) {
        return switch (kind) {
            case "no history" -> InMemoryReplicaBuilder::withoutHistory;
            case "no revisions" -> InMemoryReplicaBuilder::withoutRevisions;
            case "by identity" ->
                side -> side.recognising(Recognition.BY_IDENTITY).withoutOrigins();
            case "recognising nothing" -> side -> side.recognising(Recognition.NONE);
            case "unconditional" -> InMemoryReplicaBuilder::unconditional;
            default -> side -> side;
        };
    }

    private static int edit(InMemoryReplica<Note> side, SplittableRandom random, int number) {
        List<String> ids = List.copyOf(side.records().keySet());
        int kind = ids.isEmpty() ? 0 : random.nextInt(8);
        if (kind <= 1) {
            side.put(Note.titled("note " + number));
            return number + 1;
        }
        String id = ids.get(random.nextInt(ids.size()));
        String word = "w" + random.nextInt(5);
        switch (kind) {
            case 2 -> {
                Note parent = requireNonNull(side.records().get(id));
                if (!parent.title().startsWith("child")) {
                    side.putChild(id, Note.titled("child " + number).childOf(parent));
                }
            }
            case 3 -> side.remove(id);
            case 4, 5 -> side.edit(id, note -> note.withTitle(word + " " + note.uid()));
            case 6 -> side.edit(id, note -> note.withText(word));
            default -> side.edit(id, note -> note.withTags(word, "w" + random.nextInt(5) + "x"));
        }
        return number + 1;
    }
}
