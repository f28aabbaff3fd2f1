package io.kalends.store.jdbc.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SyncException;
import io.kalends.testkit.Crash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests of one piece of work, whose process dies at one of its steps in each: before and after each call of a store, before
 * and after each HTTP call.
 *
 * @param world what the process finds, new for each test
 * @param work what it does
 * @param ending what has to be so in the end, whenever it died
 */
record Deaths(Supplier<Outside> world, Consumer<Host> work, Consumer<Outside> ending) {

    Stream<DynamicTest> everywhere() {
        Fate whole = Fate.diesAt(Integer.MAX_VALUE);
        try (Outside outside = world.get()) {
            lives(outside, whole);
        }
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest(
                "has steps", () -> assertThat(whole.steps()).hasSizeGreaterThan(5)));
        for (int step = 1; step <= whole.steps().size() + 1; step++) {
            Fate fate = Fate.diesAt(step);
            String where = step > whole.steps().size()
                    ? "nowhere"
                    : step + " " + whole.steps().get(step - 1);
            tests.add(DynamicTest.dynamicTest("dies at " + where, () -> {
                try (Outside outside = world.get()) {
                    lives(outside, fate);
                    ending.accept(outside);
                }
            }));
        }
        return tests.stream();
    }

    private void lives(Outside outside, Fate fate) {
        try (Host host = outside.host(fate)) {
            work.accept(host);
        } catch (Crash | SyncException end) {
            // What it did until then is what the next one finds.
        }
    }
}
