package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcsDurationTest {

    @ParameterizedTest
    @CsvSource({
        "P1D, 1, PT0S",
        "P2W, 14, PT0S",
        "P1W2D, 9, PT0S",
        "PT24H, 0, PT24H",
        "P1DT2H3M4S, 1, PT2H3M4S",
        "PT1H30M, 0, PT1H30M",
        "-PT15M, 0, PT-15M",
        "+PT15M, 0, PT15M",
        "-P1DT1H, -1, PT-1H",
        "PT0S, 0, PT0S",
        "P0D, 0, PT0S",
        "P15M, 0, PT15M",
        "pt15m, 0, PT15M",
        "PT3600S, 0, PT1H"
    })
    void tellsDaysFromExactTime(String value, int days, Duration time) {
        assertThat(IcsDuration.of(Feeds.line("DURATION:" + value))).isEqualTo(new IcsDuration(days, time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PT", "1D", "P1Y", "PT1D", "PT15", "P-1D", "20260131T093000Z", "P9999999999D"})
    void refusesOtherTextWithoutShowingIt(String value) {
        ContentLine line = Feeds.line("DURATION:" + value);

        assertThatThrownBy(() -> IcsDuration.of(line))
                .isInstanceOf(IcsFormatException.class)
                .hasMessage(
                        "DURATION cannot be read: correct it at its source to the form P1D, PT1H30M or -PT15M (line 4)");
    }

    @ParameterizedTest
    @CsvSource({
        "1, PT0S, P1D",
        "0, PT24H, PT24H",
        "1, PT2H3M4S, P1DT2H3M4S",
        "0, PT-15M, -PT15M",
        "-1, PT-1H, -P1DT1H",
        "0, PT0S, PT0S"
    })
    void writesWhatItReadsBack(int days, Duration time, String value) {
        IcsDuration duration = new IcsDuration(days, time);

        assertThat(duration.value()).isEqualTo(value);
        assertThat(IcsDuration.of(ContentLine.of("DURATION", value))).isEqualTo(duration);
    }

    @Test
    void keepsTheWallTimeOverAChangeOfTheClockWhenItCountsDays() {
        ZonedDateTime start = LocalDateTime.of(2026, 3, 28, 12, 0).atZone(ZoneId.of("Europe/Berlin"));

        assertThat(IcsDuration.ofDays(1).addTo(start).toLocalDateTime()).isEqualTo("2026-03-29T12:00");
        assertThat(IcsDuration.of(Duration.ofHours(24)).addTo(start).toLocalDateTime())
                .isEqualTo("2026-03-29T13:00");
    }

    @Test
    void addsToFloatingTimesAndDays() {
        IcsDuration duration = new IcsDuration(1, Duration.ofHours(25));

        assertThat(duration.addTo(LocalDateTime.of(2026, 3, 28, 12, 0))).isEqualTo("2026-03-30T13:00");
        assertThat(duration.addTo(LocalDate.of(2026, 3, 28))).isEqualTo("2026-03-30");
    }

    @Test
    void refusesPartsThatPullApart() {
        assertThatThrownBy(() -> new IcsDuration(1, Duration.ofHours(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
