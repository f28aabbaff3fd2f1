package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01",
                "1601-01-01",
                "+12026-03-01",
                "0000-01-01",
                "0001-01-01",
                "9999-12-31",
                "+10000-01-01",
                "-999999999-01-01",
                "+999999999-12-31",
                "0000-01-01T00:00:00",
                "-0001-12-31T23:06:32Z",
                "0001-01-01T00:00:00+00:53:28[Europe/Berlin]",
                "9999-12-31T23:59:59-05:00[America/New_York]",
                "2026-03-01T10:00:00",
                "2026-03-01T00:00:00",
                "2026-03-01T10:00:00Z",
                "2026-03-01T10:00:00Z[UTC]",
                "2026-03-01T10:00:00Z[Etc/UTC]",
                "2026-03-01T10:00:00+05:45",
                "2026-03-01T10:00:00+01:00[GMT+01:00]",
                "2026-03-01T10:00:00+01:00[Europe/Berlin]",
                "2026-03-01T10:00:00+05:30[Asia/Calcutta]",
                "2026-10-25T02:30:00+02:00[Europe/Berlin]",
                "2026-10-25T02:30:00+01:00[Europe/Berlin]",
                "1880-01-01T00:00:00+00:53:28[Europe/Berlin]",
            })
    void readsWhatItWrote(String text) {
        assertThat(EventTime.parse(text).text()).isEqualTo(text);
    }

    @Property
    void readsEveryTimeItWrote(@ForAll("times") EventTime time) {
        assertThat(EventTime.parse(time.text())).isEqualTo(time);
    }

    @Property
    void readsTheComparedFormAsTheSameMoment(@ForAll("times") EventTime time) {
        EventTime read = EventTime.parse(time.canonical());

        assertThat(read.occurrenceKey()).isEqualTo(time.occurrenceKey());
        assertThat(read.canonical()).isEqualTo(time.canonical());
    }

    @Provide
    Arbitrary<EventTime> times() {
        return EventArbitraries.times();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Budget",
                "2026-02-30",
                "2026-3-1",
                "2026-03-01Z",
                "2026-03-01[Europe/Berlin]",
                "2026-03-01T10:00",
                "2026-03-01T25:00:00",
                "2026-03-01T10:00:00+99:00",
                "2026-03-01T10:00:00+01:00[Nowhere/Land]",
            })
    void refusesOtherTextsWithoutQuotingThem(String text) {
        assertThatThrownBy(() -> EventTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a time of an event; expected the form 2026-03-01")
                .hasNoCause();
    }

    @Test
    void movesAWallTimeInAGapForwardByTheGap() {
        EventTime time = EventTime.zoned(LocalDateTime.of(2026, 3, 29, 2, 30), BERLIN);

        assertThat(time.text()).isEqualTo("2026-03-29T03:30:00+02:00[Europe/Berlin]");
    }

    @Test
    void takesTheFirstReadingInAnOverlap() {
        EventTime time = EventTime.zoned(LocalDateTime.of(2026, 10, 25, 2, 30), BERLIN);

        assertThat(time.widestStart()).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void keepsTheSecondReadingOfAnOverlap() {
        EventTime time = EventTime.zoned(Instant.parse("2026-10-25T01:30:00Z").atZone(BERLIN));

        assertThat(EventTime.parse(time.text()).widestStart()).isEqualTo("2026-10-25T01:30:00Z");
        assertThat(EventTime.parse(time.canonical()).widestStart()).isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void keepsTheWallTimeWhereTheZoneHasANewOffset() {
        EventTime written = EventTime.parse("2026-07-01T10:00:00+01:00[Europe/Berlin]");

        assertThat(written.text()).isEqualTo("2026-07-01T10:00:00+02:00[Europe/Berlin]");
    }

    @Test
    void cutsOffWhatIsFinerThanASecond() {
        assertThat(EventTime.utc(Instant.parse("2026-03-01T10:00:00.999Z")).text())
                .isEqualTo("2026-03-01T10:00:00Z");
        assertThat(EventTime.floating(LocalDateTime.parse("2026-03-01T10:00:00.5"))
                        .text())
                .isEqualTo("2026-03-01T10:00:00");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-02-28T10:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T10:00:00, 2026-02-28T20:00:00Z, 2026-03-01T22:00:00Z",
        "2026-03-01T10:00:00+01:00[Europe/Berlin], 2026-03-01T09:00:00Z, 2026-03-01T09:00:00Z",
        "0000-01-01, -0001-12-31T10:00:00Z, 0000-01-01T12:00:00Z",
        "0001-01-01T00:00:00+00:53:28[Europe/Berlin], 0000-12-31T23:06:32Z, 0000-12-31T23:06:32Z",
        "9999-12-31, 9999-12-30T10:00:00Z, 9999-12-31T12:00:00Z",
        "9999-12-31T23:59:59, 9999-12-31T09:59:59Z, +10000-01-01T11:59:59Z",
        "+999999999-12-31, +999999999-12-30T10:00:00Z, +999999999-12-31T12:00:00Z",
    })
    void readsDaysAndFloatingTimesInTheWidestWay(String text, Instant start, Instant end) {
        EventTime time = EventTime.parse(text);

        assertThat(time.widestStart()).isEqualTo(start);
        assertThat(time.widestEnd()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01",
        "2026-03-01T10:00:00, 2026-03-01T10:00:00",
        "2026-03-01T10:00:00+01:00[Europe/Berlin], 2026-03-01T09:00:00Z",
        "2026-03-01T14:30:00+05:30[Asia/Kolkata], 2026-03-01T09:00:00Z",
    })
    void namesAnOccurrenceByTheMoment(String text, String key) {
        assertThat(EventTime.parse(text).occurrenceKey()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-02-20, 2026-03-01",
        "2026-03-01T23:00:00Z, 2026-02-20, 2026-03-02",
        "2026-03-01T23:00:00-05:00[America/New_York], 2026-02-20, 2026-03-01",
        "2026-03-01T23:00:00, 2026-02-20, 2026-03-01",
        "2026-03-01, 2026-02-20T10:00:00, 2026-03-01T10:00:00",
        "2026-03-01T23:00:00Z, 2026-02-20T10:00:00, 2026-03-02T00:00:00",
        "2026-03-01, 2026-02-20T10:00:00-05:00[America/New_York], 2026-03-01T10:00:00-05:00[America/New_York]",
        "2026-03-01T23:00:00Z, 2026-02-20T10:00:00-05:00[America/New_York], 2026-03-01T18:00:00-05:00[America/New_York]",
        "2026-03-01T10:00:00, 2026-02-20T10:00:00-05:00[America/New_York], 2026-03-01T10:00:00-05:00[America/New_York]",
        "2026-03-02, 2026-02-20T23:00:00Z, 2026-03-01T23:00:00Z",
        "2026-03-02T00:00:00, 2026-02-20T23:00:00Z, 2026-03-01T23:00:00Z",
        "9999-12-31T23:00:00Z, 2026-02-20, +10000-01-01",
    })
    void takesTheFormOfASeriesStartInItsCalendarsZone(String date, String start, String like) {
        assertThat(EventTime.parse(date).like(EventTime.parse(start), BERLIN)).isEqualTo(EventTime.parse(like));
    }

    @Test
    void knowsItsKind() {
        EventTime day = EventTime.allDay(LocalDate.of(2026, 3, 1));

        assertThat(day.sameKind(EventTime.allDay(LocalDate.of(2026, 4, 1)))).isTrue();
        assertThat(day.sameKind(EventTime.parse("2026-03-01T10:00:00"))).isFalse();
        assertThat(day.isAllDay()).isTrue();
    }
}
