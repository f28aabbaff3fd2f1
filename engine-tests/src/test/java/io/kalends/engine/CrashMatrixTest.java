package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallScript;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.InvariantsCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A run is broken off at every call to a side and to the store, before and after it and within a batch: killed, and another
 * process takes over, or stopped by an error, and the next run goes on. In the end both sides hold what they hold when
 * nothing breaks.
 */
class CrashMatrixTest {

    /** What the right side can do. */
    enum Kind {
        RECOGNISES_BY_KEY,
        RECOGNISES_BY_IDENTITY,
        RECOGNISES_NOTHING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        <R> UnaryOperator<InMemoryReplicaBuilder<R>> traits() {
            return switch (this) {
                case RECOGNISES_BY_KEY -> side -> side;
                case RECOGNISES_BY_IDENTITY ->
                    side -> side.recognising(Recognition.BY_IDENTITY).withoutOrigins();
                case RECOGNISES_NOTHING ->
                    side -> side.recognising(Recognition.NONE).unconditional();
            };
        }
    }

    @TestFactory
    Stream<DynamicContainer> aRunThatIsKilledAtAnyCallLosesAndDoublesNothing() {
        return matrix("killed", CrashMatrixTest::killed);
    }

    @TestFactory
    Stream<DynamicContainer> aRunWhoseAnyCallFailsLosesAndDoublesNothing() {
        return matrix("failed", CrashMatrixTest::failed);
    }

    private interface Break {
        <R> void at(int place, CrashScenario<R> scenario, World<R> world);
    }

    private static Stream<DynamicContainer> matrix(String how, Break broken) {
        return Stream.concat(NoteScenarios.all().stream(), EventScenarios.all().stream())
                .flatMap(scenario -> Stream.of(Kind.values())
                        .map(kind -> dynamicContainer(
                                scenario + ", on a side that " + kind, places(scenario, kind, how, broken))));
    }

    private static <R> Stream<DynamicTest> places(CrashScenario<R> scenario, Kind kind, String how, Break broken) {
        World<R> whole = scenario.world(kind.traits());
        List<String> places = new ArrayList<>();
        whole.hook((call, moment) ->
                places.add(moment.name().toLowerCase(Locale.ROOT) + " " + call.target() + "." + call.operation()));
        scenario.begin(whole);
        comesToAnEnd(whole);
        return IntStream.rangeClosed(1, places.size())
                .mapToObj(place -> dynamicTest(how + " at call " + place + ": " + places.get(place - 1), () -> {
                    World<R> world = scenario.world(kind.traits());
                    broken.at(place, scenario, world);
                    comesToTheSame(scenario, whole, world);
                }));
    }

    private static <R> void killed(int place, CrashScenario<R> scenario, World<R> world) {
        assertThat(world.killedAt(place, () -> scenario.begin(world))).isTrue();
    }

    private static <R> void failed(int place, CrashScenario<R> scenario, World<R> world) {
        int[] passed = {0};
        world.hook((call, moment) -> {
            if (++passed[0] == place) {
                throw CallScript.timeout();
            }
        });
        try {
            scenario.begin(world);
        } catch (SyncException stopped) {
            assertThat(passed[0]).isGreaterThanOrEqualTo(place);
        }
        assertThat(passed[0]).as("calls of the run").isGreaterThanOrEqualTo(place);
        world.hook(CallHook.NONE);
        world.clock.advance(Duration.ofHours(2));
    }

    static <R> void comesToTheSame(CrashScenario<R> scenario, World<R> whole, World<R> broken) {
        toItsEnd(broken);
        toItsEnd(broken);
        SyncReport third = toItsEnd(broken);
        assertThat(held(scenario, broken.left))
                .as("left")
                .containsExactlyInAnyOrderElementsOf(held(scenario, whole.left));
        assertThat(held(scenario, broken.right))
                .as("right")
                .containsExactlyInAnyOrderElementsOf(held(scenario, whole.right));
        for (InMemoryReplica<R> side : List.of(broken.left, broken.right)) {
            assertThat(side.contents().stream().map(scenario::identity).filter(Objects::nonNull))
                    .doesNotHaveDuplicates();
        }
        assertThat(third.writes()).as(third.describe()).isZero();
        assertThat(broken.engine.status(broken.pair()).counts())
                .isEqualTo(whole.engine.status(whole.pair()).counts());
        InvariantsCheck.check(broken.store, broken.pair(), broken.left, broken.right);
    }

    /** The world that nothing breaks. */
    static void comesToAnEnd(World<?> whole) {
        whole.hook(CallHook.NONE);
        toItsEnd(whole);
        toItsEnd(whole);
    }

    /** A run, in as many parts as its budget makes of it. */
    private static SyncReport toItsEnd(World<?> world) {
        SyncReport report = world.sync();
        for (int part = 0; report.outcome() == Outcome.MORE; part++) {
            assertThat(part).as("parts of a run").isLessThan(20);
            report = world.sync();
        }
        return report;
    }

    private static <R> List<Object> held(CrashScenario<R> scenario, InMemoryReplica<R> side) {
        return side.contents().stream().map(scenario.essence()).toList();
    }
}
