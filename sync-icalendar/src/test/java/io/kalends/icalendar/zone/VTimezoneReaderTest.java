package io.kalends.icalendar.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.icalendar.text.Feeds;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsFormatException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VTimezoneReaderTest {

    private static final List<String> WINTER =
            part("STANDARD", "+0200", "+0100", "DTSTART:16011028T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10");
    private static final List<String> SUMMER =
            part("DAYLIGHT", "+0100", "+0200", "DTSTART:16010325T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3");

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:59:59Z, +01:00",
        "2026-03-29T01:00:00Z, +02:00",
        "2026-10-25T00:59:59Z, +02:00",
        "2026-10-25T01:00:00Z, +01:00",
        "1950-07-01T00:00:00Z, +02:00",
        "2099-07-01T00:00:00Z, +02:00",
        "1800-07-01T00:00:00Z, +01:00"
    })
    void followsTwoYearlyRules(Instant instant, String offset) {
        assertThat(read(WINTER, SUMMER).getOffset(instant)).isEqualTo(ZoneOffset.of(offset));
        assertThat(read(SUMMER, WINTER).getOffset(instant)).isEqualTo(ZoneOffset.of(offset));
    }

    @ParameterizedTest
    @CsvSource({
        "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU, 2026-03-08",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-2SU, 2026-03-22",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=+1FR, 2026-03-06",
        "'FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14', 2026-03-08",
        "'FREQ=YEARLY;BYMONTH=3;BYDAY=SA;BYMONTHDAY=-8,-7,-6,-5,-4,-3,-2', 2026-03-28",
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1, 2026-03-31",
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=20, 2026-03-20",
        "FREQ=YEARLY;BYDAY=-1SU, 2026-04-26",
        "FREQ=YEARLY;BYMONTH=5, 2026-05-07",
        "FREQ=YEARLY, 2026-04-07",
        "freq=yearly;wkst=su;bymonth=3;byday=2su, 2026-03-08",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=20, 2026-03-20"
    })
    void findsTheDayOfTheChange(String rule, String day) {
        List<String> summer = part("DAYLIGHT", "+0000", "+0100", "DTSTART:20000407T000000", "RRULE:" + rule);
        List<String> winter = part("STANDARD", "+0100", "+0000", "DTSTART:20001201T000000", "RRULE:FREQ=YEARLY");

        ZoneRules rules = read(summer, winter);

        Instant change = Instant.parse(day + "T00:00:00Z");
        assertThat(rules.getOffset(change.minusSeconds(1))).isEqualTo(ZoneOffset.UTC);
        assertThat(rules.getOffset(change)).isEqualTo(ZoneOffset.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "UNTIL=20070401T010000Z, 2007-04-01T01:00:00Z, 2008-04-06T02:00:00Z",
        "UNTIL=20070401T010000, 2007-04-01T01:00:00Z, 2008-04-06T02:00:00Z",
        "UNTIL=20070401, 2007-04-01T01:00:00Z, 2008-04-06T02:00:00Z",
        "COUNT=8, 2007-04-01T01:00:00Z, 2008-04-06T02:00:00Z"
    })
    void endsARuleWithUntilOrCount(String end, Instant last, Instant next) {
        List<String> summer = part(
                "DAYLIGHT",
                "+0000",
                "+0100",
                "DTSTART:20000402T010000",
                "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;" + end);
        List<String> winter = part("STANDARD", "+0100", "+0000", "DTSTART:20001001T010000", "RRULE:FREQ=YEARLY");

        ZoneRules rules = read(summer, winter);

        assertThat(rules.getOffset(last)).isEqualTo(ZoneOffset.ofHours(1));
        assertThat(rules.getOffset(next)).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void countsAnIntervalFromTheFirstYear() {
        List<String> summer =
                part("DAYLIGHT", "+0000", "+0100", "DTSTART:16010401T000000", "RRULE:FREQ=YEARLY;INTERVAL=2");
        List<String> winter = part("STANDARD", "+0100", "+0000", "DTSTART:16011001T000000", "RRULE:FREQ=YEARLY");

        ZoneRules rules = read(summer, winter);

        assertThat(rules.getOffset(Instant.parse("2025-07-01T00:00:00Z"))).isEqualTo(ZoneOffset.ofHours(1));
        assertThat(rules.getOffset(Instant.parse("2026-07-01T00:00:00Z"))).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void readsListedDates() {
        ZoneRules rules = read(
                part("STANDARD", "+0300", "+0300", "DTSTART:00010101T000000"),
                part("DAYLIGHT", "+0300", "+0400", "DTSTART:20260401T000000", "RDATE:20270401T000000,20280331T210000Z"),
                part("STANDARD", "+0400", "+0300", "DTSTART:20260901T000000", "RDATE:20270901T000000"));

        assertThat(rules.getTransitions())
                .extracting(change -> change.getInstant().toString())
                .containsExactly(
                        "2026-03-31T21:00:00Z",
                        "2026-08-31T20:00:00Z",
                        "2027-03-31T21:00:00Z",
                        "2027-08-31T20:00:00Z",
                        "2028-03-31T21:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DTSTART:16010101T000000", "DTSTART:00010101T000000", "DTSTART:20260101T000000", ""})
    void takesOneHalfForTheWholeYear(String start) {
        ZoneRules rules = read(part("STANDARD", "+0000", "+0530", start));

        assertThat(rules.isFixedOffset()).isTrue();
        assertThat(rules.getOffset(Instant.EPOCH)).isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
    }

    @ParameterizedTest
    @CsvSource({"+0100, 3600", "-0330, -12600", "+00:30, 1800", "+001730, 1050", "-0000, 0"})
    void readsOffsets(String offset, int seconds) {
        assertThat(read(part("STANDARD", "+0000", offset))
                        .getOffset(Instant.EPOCH)
                        .getTotalSeconds())
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRULE:FREQ=MONTHLY;BYDAY=1SU",
                "RRULE:FREQ=YEARLY;BYDAY=XX",
                "RRULE:FREQ=YEARLY;BYMONTH=13",
                "RRULE:FREQ=YEARLY;BYMONTH=x",
                "RRULE:FREQ=YEARLY;BYMONTHDAY=0",
                "RRULE:FREQ=YEARLY;BYSETPOS=1;BYDAY=SU",
                "RRULE:FREQ=YEARLY;INTERVAL=0",
                "RRULE:FREQ=YEARLY;UNTIL=never",
                "RRULE:",
                "RDATE:x",
                "TZOFFSETTO:+9900"
            })
    void refusesWhatItDoesNotUnderstand(String line) {
        List<String> bad = new ArrayList<>(SUMMER);
        bad.removeIf(l -> l.startsWith(line.substring(0, line.indexOf(':') + 1)));
        bad.add(2, line);

        assertThatThrownBy(() -> read(WINTER, bad))
                .isInstanceOfSatisfying(
                        IcsFormatException.class,
                        e -> assertThat(e.reason()).isEqualTo(IcsFormatException.Reason.BAD_VALUE));
    }

    @Test
    void refusesADefinitionWithoutParts() {
        assertThatThrownBy(() -> read()).isInstanceOf(IcsFormatException.class).hasMessageContaining("STANDARD");
        assertThatThrownBy(() -> read(WINTER, List.of("BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "END:DAYLIGHT")))
                .isInstanceOf(IcsFormatException.class)
                .hasMessageContaining("TZOFFSETTO");
    }

    private static List<String> part(String name, String from, String to, String... lines) {
        List<String> all = new ArrayList<>(List.of("BEGIN:" + name, "TZOFFSETFROM:" + from, "TZOFFSETTO:" + to));
        all.addAll(List.of(lines));
        all.add("END:" + name);
        return all;
    }

    @SafeVarargs
    private static ZoneRules read(List<String>... parts) {
        List<String> lines = new ArrayList<>(List.of("BEGIN:VTIMEZONE", "TZID:x"));
        for (List<String> part : parts) {
            lines.addAll(part);
        }
        lines.add("END:VTIMEZONE");
        IcsComponent timezone = Feeds.read(Feeds.calendar(lines.toArray(String[]::new)))
                .calendars()
                .get(0)
                .components()
                .get(0);
        return VTimezoneReader.read(timezone);
    }
}
