package io.kalends.engine;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.InMemoryReplica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The crash matrix's runs, with every call that writes answered badly instead: nobody knows whether it was made, or the
 * side is busy. The run itself goes on, and so do the next ones.
 */
class DoubtfulWritesTest {

    /** What becomes of a call. */
    private enum Fate {
        ANSWER_LOST,
        REQUEST_LOST,
        PUT_OFF;

        private void befall(InMemoryReplica<?> side, int call) {
            switch (this) {
                case ANSWER_LOST -> side.faults().writes().loseAnswers(call);
                case REQUEST_LOST -> side.faults().writes().loseRequest(call);
                case PUT_OFF -> side.faults().calls().rateLimit(Call.WRITE, call, null);
            }
        }
    }

    @TestFactory
    Stream<DynamicContainer> aRunWhoseAnyWriteIsInDoubtLosesAndDoublesNothing() {
        return Stream.concat(NoteScenarios.all().stream(), EventScenarios.all().stream())
                .flatMap(scenario -> Stream.of(CrashMatrixTest.Kind.values())
                        .map(kind -> dynamicContainer(scenario + ", on a side that " + kind, cases(scenario, kind))));
    }

    private static <R> Stream<DynamicTest> cases(CrashScenario<R> scenario, CrashMatrixTest.Kind kind) {
        World<R> whole = scenario.world(kind.traits());
        List<String> writes = new ArrayList<>();
        whole.hook((call, moment) -> {
            if (moment == Moment.BEFORE && call.operation().equals(Call.WRITE)) {
                writes.add(call.target());
            }
        });
        scenario.begin(whole);
        CrashMatrixTest.comesToAnEnd(whole);
        return Stream.of("left", "right").flatMap(side -> {
            int calls = (int) writes.stream().filter(side::equals).count();
            return Stream.iterate(1, call -> call <= calls, call -> call + 1)
                    .flatMap(call ->
                            Stream.of(Fate.values()).map(fate -> test(scenario, kind, whole, side, call, fate)));
        });
    }

    private static <R> DynamicTest test(
            CrashScenario<R> scenario, CrashMatrixTest.Kind kind, World<R> whole, String side, int call, Fate fate) {
        String what = fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        Function<World<R>, InMemoryReplica<R>> of = world -> side.equals("left") ? world.left : world.right;
        return dynamicTest(side + ".write " + call + ": " + what, () -> {
            World<R> world = scenario.world(kind.traits());
            fate.befall(of.apply(world), call);
            scenario.begin(world);
            world.clock.advance(Duration.ofHours(2));
            CrashMatrixTest.comesToTheSame(scenario, whole, world);
        });
    }
}
