package io.kalends.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lives of pairs, drawn from numbers: 500 in every build, 10,000 with {@code -Psoak}. */
class SimulationTest {

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("kalends.simulation.seeds", 500));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEveryPromise(long seed) {
        Simulation.of(seed).run();
    }

    @Test
    void isTheSameEachTime() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(Simulation.of(seed).run()).isEqualTo(Simulation.of(seed).run());
        }
    }
}
