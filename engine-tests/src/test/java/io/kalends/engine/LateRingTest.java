package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Side;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A ring of three pairs, of which one does not run while a first edit goes round. When it runs again it meets the first edit on
 * one side and the second one on the other: that is no conflict.
 */
class LateRingTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .random(new SplittableRandom(3))
            .build();

    /**
     * What differs between the lives.
     *
     * @param late the pair that does not run at first
     * @param editor the side with the second edit
     * @param order in which the pairs run
     * @param policy what decides conflicts
     * @param times whether the sides tell when a record was modified
     */
    private record Life(int late, int editor, List<Integer> order, String policy, boolean times) {

        ConflictPolicy<Note> conflicts() {
            return switch (policy) {
                case "left" -> ConflictPolicy.prefer(Side.LEFT);
                case "right" -> ConflictPolicy.prefer(Side.RIGHT);
                default -> ConflictPolicy.lastWriteWins();
            };
        }
    }

    static Stream<Life> lives() {
        List<Life> lives = new ArrayList<>();
        for (List<Integer> order : List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0))) {
            for (int late = 0; late < 3; late++) {
                for (int editor = 0; editor < 3; editor++) {
                    for (String policy : List.of("newest", "left", "right")) {
                        lives.add(new Life(late, editor, order, policy, true));
                        lives.add(new Life(late, editor, order, policy, false));
                    }
                }
            }
        }
        return lives.stream();
    }

    /** Gives the sides once the first and the second edit went round. */
    private List<InMemoryReplica<Note>> edited(Life life, Consumer<InMemoryReplica<Note>> second) {
        List<InMemoryReplica<Note>> sides =
                Stream.of("a", "b", "c").map(id -> side(id, life)).toList();
        List<SyncPair<Note>> ring = IntStream.range(0, 3)
                .mapToObj(one -> SyncPair.between(sides.get(one), sides.get((one + 1) % 3))
                        .id("pair " + one)
                        .onConflict(life.conflicts())
                        .build())
                .toList();
        sides.get(0).put(Note.titled("one").withoutUid());
        run(ring, List.of(0, 1, 2), 3);
        retitle(sides.get(0), "first");
        run(ring, life.order().stream().filter(pair -> pair != life.late()).toList(), 2);
        clock.advance(Duration.ofMinutes(1));
        second.accept(sides.get(life.editor()));
        run(ring, life.order(), 4);
        assertThat(run(ring, life.order(), 1)).isZero();
        return sides;
    }

    private InMemoryReplica<Note> side(String id, Life life) {
        InMemoryReplicaBuilder<Note> side =
                InMemoryReplica.builder(id, Note.type()).clock(clock);
        return (life.times() ? side : side.withoutTimes()).build();
    }

    private int run(List<SyncPair<Note>> ring, List<Integer> pairs, int times) {
        int writes = 0;
        for (int time = 0; time < times; time++) {
            for (int pair : pairs) {
                clock.advance(Duration.ofMinutes(1));
                writes += engine.sync(ring.get(pair)).writes();
            }
        }
        return writes;
    }

    private static void retitle(InMemoryReplica<Note> side, String title) {
        side.edit(only(side), note -> note.withTitle(title));
    }

    private static String only(InMemoryReplica<Note> side) {
        return side.records().keySet().iterator().next();
    }

    @ParameterizedTest
    @MethodSource("lives")
    void theNewestEditWinsEverywhere(Life life) {
        List<InMemoryReplica<Note>> sides = edited(life, side -> retitle(side, "newest"));

        assertThat(sides)
                .allSatisfy(side ->
                        assertThat(side.contents()).extracting(Note::title).containsExactly("newest"));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void aDeletionAfterTheFirstEditHoldsEverywhere(Life life) {
        List<InMemoryReplica<Note>> sides = edited(life, side -> side.remove(only(side)));

        assertThat(sides).allSatisfy(side -> assertThat(side.contents()).isEmpty());
    }
}
