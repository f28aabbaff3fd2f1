package io.kalends.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionGuardTest {

    @ParameterizedTest(name = "{0} of {1} by the default: {2}")
    @CsvSource({
        "0, 0, false",
        "10, 10, false",
        "11, 11, true",
        "11, 109, true",
        "11, 110, false",
        "100, 1000, false",
        "101, 1000, true",
        "11, 0, true",
    })
    void holdsWhatPassesBothLimits(long removals, long linked, boolean held) {
        assertThat(DeletionGuard.DEFAULT.holds(removals, linked)).isEqualTo(held);
    }

    @Test
    void holdsTheFirstRemovalWhereNoneIsAllowed() {
        assertThat(new DeletionGuard(0, 0).holds(1, 1_000_000)).isTrue();
    }

    @Test
    void holdsNothingWhenOff() {
        assertThat(DeletionGuard.off().holds(1_000_000, 1_000_000)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0.1", "1, -0.1", "1, 1.1", "1, NaN"})
    void refusesLimitsThatMakeNoSense(int number, double share) {
        assertThatThrownBy(() -> new DeletionGuard(number, share))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a share from 0 to 1");
    }
}
