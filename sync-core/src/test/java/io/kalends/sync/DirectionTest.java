package io.kalends.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionTest {

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource({
        "TWO_WAY, LEFT, true",
        "TWO_WAY, RIGHT, true",
        "EXPORT, LEFT, true",
        "EXPORT, RIGHT, false",
        "IMPORT, LEFT, false",
        "IMPORT, RIGHT, true",
        "MIRROR, LEFT, true",
        "MIRROR, RIGHT, false",
    })
    void letsChangesFlow(Direction direction, Side from, boolean flows) {
        assertThat(direction.flowsFrom(from)).isEqualTo(flows);
    }

    @Test
    void hasNamesForTwoForeignSides() {
        assertThat(Direction.LEFT_TO_RIGHT).isEqualTo(Direction.EXPORT);
        assertThat(Direction.RIGHT_TO_LEFT).isEqualTo(Direction.IMPORT);
    }
}
