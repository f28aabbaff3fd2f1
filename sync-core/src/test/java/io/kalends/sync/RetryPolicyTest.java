package io.kalends.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private static final RetryPolicy POLICY = new RetryPolicy(5, Duration.ofSeconds(10), Duration.ofSeconds(60));

    @ParameterizedTest(name = "after {0} failures between {1} and {2} s")
    @CsvSource({"1, 5, 10", "2, 10, 20", "3, 20, 40", "4, 30, 60", "5, 30, 60", "1000, 30, 60"})
    void doublesTheWaitUpToTheLongest(int failures, long shortest, long longest) {
        RandomGenerator random = new Random(42);

        assertThat(IntStream.range(0, 200).mapToObj(i -> POLICY.waitAfter(failures, random)))
                .allSatisfy(
                        wait -> assertThat(wait).isBetween(Duration.ofSeconds(shortest), Duration.ofSeconds(longest)));
    }

    @Test
    void spreadsTheWaits() {
        RandomGenerator random = new Random(42);

        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> POLICY.waitAfter(1, random))
                        .distinct())
                .hasSizeGreaterThan(50);
    }

    @Test
    void waitsTheSameForTheSameSeed() {
        assertThat(POLICY.waitAfter(2, new Random(7))).isEqualTo(POLICY.waitAfter(2, new Random(7)));
    }

    @Test
    void triesAtOnceWhereNoWaitIsWanted() {
        RetryPolicy eager = new RetryPolicy(3, Duration.ZERO, Duration.ZERO);

        assertThat(eager.waitAfter(3, new Random(42))).isEqualTo(Duration.ZERO);
    }

    @Test
    void triesThreeTimesUnlessToldOtherwise() {
        assertThat(RetryPolicy.DEFAULT.attempts()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S, PT2S, attempts", "3, PT-1S, PT2S, first wait", "3, PT3S, PT2S, first wait"})
    void refusesWhatMakesNoSense(int attempts, Duration first, Duration max, String named) {
        assertThatThrownBy(() -> new RetryPolicy(attempts, first, max))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
