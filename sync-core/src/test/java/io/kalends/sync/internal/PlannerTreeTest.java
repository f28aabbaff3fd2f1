package io.kalends.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planner alone on two copies of one random tree of families, each edited apart, its decisions made in any order. */
class PlannerTreeTest {

    private static final int ORDERS = 4;

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void makesBothSidesEqualInEveryOrder(int seed) {
        Map<String, Memo> first = new TreeMap<>();
        for (int order = 0; order < ORDERS; order++) {
            PlannedTree tree = PlannedTree.grow(new Random(seed));
            tree.settle(new Random(1000L * seed + order));

            assertThat(tree.left()).as("seed %d, order %d", seed, order).isEqualTo(tree.right());
            if (order == 0) {
                first.putAll(tree.left());
            }
            assertThat(tree.left()).as("seed %d, order %d", seed, order).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void losesNoEdit(int seed) {
        PlannedTree tree = PlannedTree.grow(new Random(seed));
        List<String> edits = tree.edits();
        tree.settle(new Random(seed));

        assertThat(tree.textsThereOrKept()).as("seed %d", seed).containsAll(edits);
    }
}
