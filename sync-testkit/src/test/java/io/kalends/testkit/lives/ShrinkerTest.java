package io.kalends.testkit.lives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stories are told with the steps that it takes. */
class ShrinkerTest {

    private static final List<Step> STEPS =
            IntStream.range(0, 20).<Step>mapToObj(Step.Days::new).toList();

    @Test
    void leavesOutEveryStepThatIsNotNeeded() {
        Shrinker shrinker =
                new Shrinker(steps -> steps.contains(new Step.Days(3)) && steps.contains(new Step.Days(17)), 1_000);

        assertThat(shrinker.smallest(STEPS)).containsExactly(new Step.Days(3), new Step.Days(17));
    }

    @Test
    void triesNoMoreThanItsPatience() {
        int[] tries = {0};

        List<Step> kept = new Shrinker(
                        steps -> {
                            tries[0]++;
                            return steps.contains(new Step.Days(3));
                        },
                        5)
                .smallest(STEPS);

        assertThat(tries[0]).isEqualTo(5);
        assertThat(kept).contains(new Step.Days(3));
    }
}
