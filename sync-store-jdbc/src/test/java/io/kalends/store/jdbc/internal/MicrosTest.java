package io.kalends.store.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00.000001Z",
                "2026-03-01T09:00:00.123456Z",
                "2262-04-11T23:47:16.854776Z",
                "9999-12-31T00:00:00Z",
                "-9999-01-01T00:00:00.000001Z"
            })
    void givesATimeBackThatHasWholeMicroseconds(String text) {
        Instant time = Instant.parse(text);

        assertThat(Micros.instant(Micros.of(time))).isEqualTo(time);
        assertThat(Micros.instant(Micros.atOrAfter(time))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1969-12-31T23:59:59.9999991Z", "2026-03-01T09:00:00.1234567Z", "9999-12-31T00:00:00.0000009Z"})
    void roundsDownOrUpToTheNext(String text) {
        Instant time = Instant.parse(text);

        assertThat(Micros.instant(Micros.of(time))).isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
        assertThat(Micros.of(time) + 1).isEqualTo(Micros.atOrAfter(time));
    }

    @Test
    void takesWhatIsTooFarAwayForTheFarthest() {
        Instant last = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
        Instant first = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);

        assertThat(Micros.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.of(last)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.of(first)).isEqualTo(Long.MIN_VALUE);
        assertThat(Micros.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    }
}
