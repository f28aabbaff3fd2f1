package io.kalends.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncWindowTest {

    @ParameterizedTest(name = "{0} back and {1} ahead at {2}")
    @CsvSource({
        "P0D, P0D, 2026-03-10T12:00:00Z, 2026-03-10T00:00:00Z, 2026-03-11T00:00:00Z",
        "P1D, P2D, 2026-03-10T12:00:00Z, 2026-03-09T00:00:00Z, 2026-03-13T00:00:00Z",
        "P6M, P1Y, 2026-03-10T12:00:00Z, 2025-09-10T00:00:00Z, 2027-03-11T00:00:00Z",
        "P1M, P1M, 2024-03-31T00:00:00Z, 2024-02-29T00:00:00Z, 2024-05-01T00:00:00Z",
        "P1D, P1D, 2026-03-10T23:59:59.999Z, 2026-03-09T00:00:00Z, 2026-03-12T00:00:00Z",
    })
    void reachesAroundTheDay(Period back, Period ahead, Instant now, Instant from, Instant to) {
        assertThat(SyncWindow.around(back, ahead).at(now)).isEqualTo(new SyncWindow.Range(from, to));
    }

    @Test
    void staysWhereItIsAllDay() {
        SyncWindow window = SyncWindow.around(Period.ofMonths(1), Period.ofMonths(1));

        assertThat(window.at(Instant.parse("2026-03-10T00:00:00Z")))
                .isEqualTo(window.at(Instant.parse("2026-03-10T23:59:59Z")))
                .isNotEqualTo(window.at(Instant.parse("2026-03-11T00:00:00Z")));
    }

    @Test
    void staysBetweenFixedInstants() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant to = Instant.parse("2027-01-01T00:00:00Z");

        assertThat(SyncWindow.between(from, to).at(Instant.parse("2030-01-01T00:00:00Z")))
                .isEqualTo(new SyncWindow.Range(from, to));
    }

    @Test
    void hasNoBoundsWhenUnlimited() {
        assertThat(SyncWindow.unlimited().at(Instant.EPOCH)).isEqualTo(new SyncWindow.Range(null, null));
    }

    @Test
    void refusesToReachTheWrongWay() {
        assertThatThrownBy(() -> SyncWindow.around(Period.ofDays(-1), Period.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P-1D");
    }

    @Test
    void refusesToEndBeforeItStarts() {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");

        assertThatThrownBy(() -> SyncWindow.between(at, at))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-01-01T00:00:00Z");
    }

    @Test
    void saysWhereItReaches() {
        assertThat(SyncWindow.around(Period.ofDays(1), Period.ofDays(2)))
                .hasToString("SyncWindow[P1D back, P2D ahead]");
        assertThat(SyncWindow.unlimited()).hasToString("SyncWindow[unlimited]");
    }
}
