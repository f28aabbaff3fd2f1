package io.kalends.icalendar.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.zone.Regions;
import io.kalends.icalendar.text.Feeds;
import io.kalends.icalendar.text.IcsComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VTimezoneWriterTest {

    static Stream<String> zones() {
        return Regions.names().sorted();
    }

    @ParameterizedTest
    @MethodSource("zones")
    void saysForEveryZoneAndYearWhatTheZoneDoes(String id) {
        ZoneId zone = ZoneId.of(id);
        for (int firstYear : new int[] {1970, 1996, 2026}) {
            IcsComponent timezone = VTimezoneWriter.write(zone, id, firstYear);

            ZoneRules read = VTimezoneReader.read(reread(timezone));
            assertThat(changes(read, firstYear)).isEqualTo(changes(zone.getRules(), firstYear));
            Instant start = startOf(firstYear);
            assertThat(read.getOffset(start)).isEqualTo(zone.getRules().getOffset(start));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, BYMONTH=3;BYDAY=-1SU, BYMONTH=10;BYDAY=-1SU",
        "America/New_York, BYMONTH=3;BYDAY=2SU, BYMONTH=11;BYDAY=1SU",
        "Australia/Sydney, BYMONTH=10;BYDAY=1SU, BYMONTH=4;BYDAY=1SU",
        "Europe/Chisinau, BYMONTH=3;BYDAY=-1SU, BYMONTH=10;BYDAY=-1SU"
    })
    void writesRulesThatOutlookReads(String id, String summer, String winter) {
        assertThat(text(VTimezoneWriter.write(ZoneId.of(id), id, 2026)))
                .contains("RRULE:FREQ=YEARLY;" + summer + "\r\n", "RRULE:FREQ=YEARLY;" + winter + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Jerusalem", "America/Santiago", "America/Nuuk", "Pacific/Auckland"})
    void goesOnAfterTheLastListedYear(String id) {
        ZoneRules rules = ZoneId.of(id).getRules();
        ZoneRules read = VTimezoneReader.read(reread(VTimezoneWriter.write(ZoneId.of(id), id, 2026)));

        for (int year = 2038; year < 2099; year++) {
            assertThat(read.nextTransition(startOf(year))).isEqualTo(rules.nextTransition(startOf(year)));
        }
    }

    @Test
    void isCompactForZonesWithTwoRules() {
        assertThat(text(VTimezoneWriter.write(ZoneId.of("Europe/Berlin"), "W. Europe Standard Time", 2026)))
                .isEqualTo(Feeds.lines(
                        "BEGIN:VTIMEZONE",
                        "TZID:W. Europe Standard Time",
                        "X-LIC-LOCATION:Europe/Berlin",
                        "BEGIN:DAYLIGHT",
                        "DTSTART:20250330T020000",
                        "TZOFFSETFROM:+0100",
                        "TZOFFSETTO:+0200",
                        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                        "END:DAYLIGHT",
                        "BEGIN:STANDARD",
                        "DTSTART:20251026T030000",
                        "TZOFFSETFROM:+0200",
                        "TZOFFSETTO:+0100",
                        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                        "END:STANDARD",
                        "END:VTIMEZONE"));
    }

    @Test
    void writesZonesWithoutChanges() {
        assertThat(text(VTimezoneWriter.write(ZoneOffset.ofHoursMinutes(-3, -30), "a, b", 2026)))
                .isEqualTo(Feeds.lines(
                        "BEGIN:VTIMEZONE",
                        "TZID:a\\, b",
                        "BEGIN:STANDARD",
                        "DTSTART:20250101T000000",
                        "TZOFFSETFROM:-0330",
                        "TZOFFSETTO:-0330",
                        "END:STANDARD",
                        "END:VTIMEZONE"));
    }

    private static IcsComponent reread(IcsComponent timezone) {
        return Feeds.read(Feeds.calendar(text(timezone).stripTrailing()))
                .calendars()
                .get(0)
                .components()
                .get(0);
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules, int firstYear) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition change = rules.nextTransition(startOf(firstYear));
        while (change != null && change.getInstant().isBefore(startOf(2037))) {
            changes.add(change);
            change = rules.nextTransition(change.getInstant());
        }
        return changes;
    }

    private static Instant startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static String text(IcsComponent component) {
        return new String(component.bytes(), StandardCharsets.UTF_8);
    }
}
