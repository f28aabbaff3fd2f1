package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcsTimeTest {

    static Stream<Arguments> forms() {
        LocalDate day = LocalDate.of(2026, 1, 31);
        LocalDateTime time = LocalDateTime.of(2026, 1, 31, 9, 30);
        return Stream.of(
                Arguments.of("DTSTART;VALUE=DATE:20260131", new IcsTime.Date(day)),
                Arguments.of("DTSTART:20260131", new IcsTime.Date(day)),
                Arguments.of("DTSTART;TZID=Europe/Berlin:20260131", new IcsTime.Date(day)),
                Arguments.of("DTSTART;VALUE=DATE:20260131T093000", new IcsTime.Date(day)),
                Arguments.of("DTSTART;VALUE=DATE:20260131T000000Z", new IcsTime.Date(day)),
                Arguments.of("DTSTART:20260131T093000", new IcsTime.Floating(time)),
                Arguments.of("DTSTART;VALUE=DATE-TIME:20260131T093000", new IcsTime.Floating(time)),
                Arguments.of("DTSTART;TZID=:20260131T093000", new IcsTime.Floating(time)),
                Arguments.of("DTSTART: 20260131t093000 ", new IcsTime.Floating(time)),
                Arguments.of("DTSTART:20260131T0930", new IcsTime.Floating(time)),
                Arguments.of("DTSTART:20260131T240000", new IcsTime.Floating(LocalDateTime.of(2026, 2, 1, 0, 0))),
                Arguments.of("DTSTART:20260131T093060", new IcsTime.Floating(time.withSecond(59))),
                Arguments.of("DTSTART:00010101T000000", new IcsTime.Floating(LocalDateTime.of(1, 1, 1, 0, 0))),
                Arguments.of("DTSTART:20260131T093000Z", new IcsTime.Utc(Instant.parse("2026-01-31T09:30:00Z"))),
                Arguments.of("DTSTART:20260131T093000z", new IcsTime.Utc(Instant.parse("2026-01-31T09:30:00Z"))),
                Arguments.of(
                        "DTSTART;TZID=Europe/Berlin:20260131T093000Z",
                        new IcsTime.Utc(Instant.parse("2026-01-31T09:30:00Z"))),
                Arguments.of("DTSTART;TZID=Europe/Berlin:20260131T093000", new IcsTime.Zoned(time, "Europe/Berlin")),
                Arguments.of(
                        "DTSTART;TZID=\"(UTC+01:00) Rome, Vienna\":20260131T093000",
                        new IcsTime.Zoned(time, "(UTC+01:00) Rome, Vienna")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsEveryForm(String line, IcsTime time) {
        assertThat(IcsTime.of(Feeds.line(line))).isEqualTo(time);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsBackWhatItWrites(String line, IcsTime time) {
        assertThat(IcsTime.of(time.line("DTSTART"))).isEqualTo(time);
    }

    static Stream<Arguments> written() {
        LocalDateTime time = LocalDateTime.of(2026, 1, 31, 9, 30, 5);
        return Stream.of(
                Arguments.of(new IcsTime.Date(LocalDate.of(987, 6, 5)), "09870605", "[VALUE]"),
                Arguments.of(new IcsTime.Floating(time), "20260131T093005", "[]"),
                Arguments.of(new IcsTime.Utc(Instant.parse("2026-01-31T09:30:05Z")), "20260131T093005Z", "[]"),
                Arguments.of(new IcsTime.Zoned(time, "Europe/Berlin"), "20260131T093005", "[TZID]"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void writesValueAndParameters(IcsTime time, String value, String parameters) {
        assertThat(time.value()).isEqualTo(value);
        assertThat(time.parameters()).hasToString(parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026013",
                "20260230",
                "20261301",
                "20260131T256000",
                "20260131T093061",
                "2026-01-31",
                "20260131T",
                "20260131T093000+0100",
                "20260131T240001"
            })
    void refusesOtherTextWithoutShowingIt(String value) {
        ContentLine line = Feeds.line("DTSTART:" + value);

        assertThatThrownBy(() -> IcsTime.of(line))
                .isInstanceOfSatisfying(IcsFormatException.class, e -> {
                    assertThat(e.reason()).isEqualTo(IcsFormatException.Reason.BAD_VALUE);
                    assertThat(e.lineNumber()).isEqualTo(4);
                })
                .hasMessage("DTSTART cannot be read: correct it at its source to the form 20260131, 20260131T093000 or"
                        + " 20260131T093000Z (line 4)");
    }

    @Test
    void readsListsOfMixedForms() {
        assertThat(IcsTime.listOf(Feeds.line("EXDATE;TZID=Europe/Berlin:20260131T093000,20260201,,20260202T080000Z")))
                .containsExactly(
                        new IcsTime.Zoned(LocalDateTime.of(2026, 1, 31, 9, 30), "Europe/Berlin"),
                        new IcsTime.Date(LocalDate.of(2026, 2, 1)),
                        new IcsTime.Utc(Instant.parse("2026-02-02T08:00:00Z")));
    }

    @Test
    void readsPeriodsWithEndOrLength() {
        ContentLine line =
                Feeds.line("RDATE;VALUE=PERIOD:20260131T090000Z/20260131T100000Z,20260201T090000Z/PT2H,20260202");
        IcsTime first = new IcsTime.Utc(Instant.parse("2026-01-31T09:00:00Z"));
        IcsTime second = new IcsTime.Utc(Instant.parse("2026-02-01T09:00:00Z"));

        assertThat(IcsPeriod.listOf(line))
                .containsExactly(
                        new IcsPeriod(first, new IcsTime.Utc(Instant.parse("2026-01-31T10:00:00Z")), null),
                        new IcsPeriod(second, null, IcsDuration.of(Duration.ofHours(2))));
        assertThat(IcsTime.listOf(line)).isEqualTo(List.of(first, second, new IcsTime.Date(LocalDate.of(2026, 2, 2))));
    }

    @Test
    void showsNoTimeAsText() {
        assertThat(forms().map(row -> row.get()[1].toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain("2026").doesNotContain("09:30"));
    }
}
