package io.kalends.icalendar.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.icalendar.text.Feeds;
import io.kalends.icalendar.text.IcsDocument;
import io.kalends.icalendar.zone.ResolvedZone.Source;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneResolverTest {

    private static final ZoneId ACCOUNT = ZoneId.of("Pacific/Auckland");

    /** What Outlook writes for Central Europe. */
    private static final String EUROPEAN_RULES = Feeds.lines(
            "BEGIN:STANDARD",
            "DTSTART:16011028T030000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "END:STANDARD",
            "BEGIN:DAYLIGHT",
            "DTSTART:16010325T020000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "END:DAYLIGHT");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Europe/Berlin|Europe/Berlin|REGION",
                "europe/BERLIN|Europe/Berlin|REGION",
                " Europe/Berlin |Europe/Berlin|REGION",
                "\"Europe/Berlin\"|Europe/Berlin|REGION",
                "America/Argentina/Buenos_Aires|America/Argentina/Buenos_Aires|REGION",
                "Etc/GMT+5|Etc/GMT+5|REGION",
                "CET|CET|REGION",
                "UTC|UTC|REGION",
                "GMT|GMT|REGION",
                "/Europe/Berlin|Europe/Berlin|PREFIXED_REGION",
                "/mozilla.org/20050126_1/Europe/Berlin|Europe/Berlin|PREFIXED_REGION",
                "/mozilla.org/20071231_1/America/Argentina/Buenos_Aires|America/Argentina/Buenos_Aires|PREFIXED_REGION",
                "/freeassociation.sourceforge.net/Tzfile/Europe/Vienna|Europe/Vienna|PREFIXED_REGION",
                "/softwarestudio.org/Olson_20011030_5/America/New_York|America/New_York|PREFIXED_REGION",
                "/freeassociation.sourceforge.net/UTC|UTC|PREFIXED_REGION",
                "vendor/Europe/Berlin|Europe/Berlin|PREFIXED_REGION",
                "tzone://Microsoft/Utc|UTC|FIXED_OFFSET",
                "Z|UTC|FIXED_OFFSET",
                "utc|UTC|REGION",
                "GMT+01:00|+01:00|FIXED_OFFSET",
                "GMT-0330|-03:30|FIXED_OFFSET",
                "UTC+1|+01:00|FIXED_OFFSET",
                "UTC-11|-11:00|FIXED_OFFSET",
                "+05:30|+05:30|FIXED_OFFSET",
                "W. Europe Standard Time|Europe/Berlin|WINDOWS",
                "w. europe  standard time|Europe/Berlin|WINDOWS",
                "GMT Standard Time|Europe/London|WINDOWS",
                "Pacific Standard Time|America/Los_Angeles|WINDOWS",
                "India Standard Time|Asia/Kolkata|WINDOWS",
                "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|Europe/Berlin|WINDOWS",
                "(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|Europe/Berlin|WINDOWS",
                "(GMT+01.00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|Europe/Berlin|WINDOWS",
                "(UTC-08:00) Pacific Time (US & Canada)|America/Los_Angeles|WINDOWS",
                "Pacific Time (US & Canada)|America/Los_Angeles|WINDOWS",
                "(UTC) Coordinated Universal Time|Etc/UTC|WINDOWS",
                "(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London|Europe/London|WINDOWS",
                "(GMT+01:00) Paris, Madrid, Brussels, Copenhagen|Europe/Paris|WINDOWS",
                "(GMT-05:00) Nowhere, New York|America/New_York|WINDOWS"
            })
    void findsAZoneByItsNameAlone(String tzid, String zone, Source source) {
        ResolvedZone found = resolver("").resolve(tzid);

        assertThat(found.zone()).contains(ZoneId.of(zone));
        assertThat(found.source()).isEqualTo(source);
        assertThat(found.tzid()).isEqualTo(tzid);
        assertThat(found.warning()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Nowhere",
                "Europe/Nowhere",
                "/",
                "//",
                "Berlin",
                "GMT+19:00",
                "GMT+1:75",
                "(UTC+01:00)",
                "(UTC+02:00) New York",
                "(UTC+99:99) Berlin",
                "tzone://Microsoft/Custom",
                "Customized Time Zone"
            })
    void takesTheAccountsZoneWithAWarningWhenNothingFits(String tzid) {
        ZoneResolver resolver = resolver("");

        ResolvedZone found = resolver.resolve(tzid);

        assertThat(found.zone()).contains(ACCOUNT);
        assertThat(found.source()).isEqualTo(Source.ACCOUNT);
        assertThat(found.warning().orElseThrow()).contains("'" + tzid + "'").contains("Pacific/Auckland");
        assertThat(resolver.warnings()).containsExactly(found.warning().orElseThrow());
    }

    @Test
    void warnsOncePerLabelAndInOneLine() {
        ZoneResolver resolver = resolver("");

        resolver.resolve("x".repeat(200));
        resolver.resolve("x".repeat(200));
        resolver.resolve("a\nb");

        assertThat(resolver.warnings())
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning).hasSizeLessThan(260).doesNotContain("\n"));
    }

    @Nested
    class Definitions {

        @Test
        void giveWayToAKnownName() {
            ZoneResolver resolver =
                    resolver(timezone("America/New_York", "X-LIC-LOCATION:Asia/Tokyo\r\n" + EUROPEAN_RULES));

            assertThat(resolver.resolve("America/New_York").zone()).contains(ZoneId.of("America/New_York"));
        }

        @ParameterizedTest
        @CsvSource({"Europe/Rome, Europe/Rome", "/citadel.org/20200101_1/Europe/Rome, Europe/Rome"})
        void nameTheirLocationBeforeTheirRules(String location, String zone) {
            ResolvedZone found = resolver(timezone("Custom", "X-LIC-LOCATION:" + location + "\r\n" + EUROPEAN_RULES))
                    .resolve("Custom");

            assertThat(found.zone()).contains(ZoneId.of(zone));
            assertThat(found.source()).isEqualTo(Source.LOCATION);
        }

        @Test
        void takeTheRegionWithTheSameClock() {
            ResolvedZone found =
                    resolver(timezone("Customized Time Zone", EUROPEAN_RULES)).resolve("customized time zone ");

            assertThat(found.zone()).contains(ZoneId.of("Europe/Berlin"));
            assertThat(found.source()).isEqualTo(Source.RULES);
            assertThat(found.tzid()).isEqualTo("customized time zone ");
            assertThat(found.warning()).isEmpty();
        }

        @Test
        void preferTheCalendarsAndTheAccountsRegionWhereTheyFit() {
            String feed = "X-WR-TIMEZONE:Europe/Oslo\r\n" + timezone("Custom", EUROPEAN_RULES);

            assertThat(resolver(feed).resolve("Custom").zone()).contains(ZoneId.of("Europe/Oslo"));
            assertThat(resolver(timezone("Custom", EUROPEAN_RULES), ZoneId.of("Europe/Madrid"))
                            .resolve("Custom")
                            .zone())
                    .contains(ZoneId.of("Europe/Madrid"));
        }

        @Test
        void mayFollowTheirUseAndStandInAnotherCalendar() {
            IcsDocument document = Feeds.read(Feeds.calendar()
                    + Feeds.calendar(
                            "BEGIN:VEVENT",
                            "END:VEVENT",
                            timezone("Custom", EUROPEAN_RULES).strip()));

            ResolvedZone found = ZoneResolver.of(document, document.calendars().get(0), ACCOUNT, Year.of(2026))
                    .resolve("Custom");

            assertThat(found.zone()).contains(ZoneId.of("Europe/Berlin"));
        }

        @Test
        void keepTheOffsetOfEachTimeWhereNoRegionFits() {
            String odd = EUROPEAN_RULES.replace("BYMONTH=10", "BYMONTH=12").replace("+0", "+1");

            ResolvedZone found = resolver(timezone("Custom", odd)).resolve("Custom");

            assertThat(found.zone()).isEmpty();
            assertThat(found.source()).isEqualTo(Source.RULES);
            assertThat(found.warning().orElseThrow()).contains("'Custom'").contains("no region");
            assertThat(found.zoneAt(LocalDateTime.of(2026, 2, 1, 12, 0))).isEqualTo(ZoneOffset.ofHours(11));
            assertThat(found.zoneAt(LocalDateTime.of(2026, 11, 1, 12, 0))).isEqualTo(ZoneOffset.ofHours(12));
            assertThat(found.instantOf(LocalDateTime.of(2026, 11, 1, 12, 0))).isEqualTo("2026-11-01T00:00:00Z");
        }

        @Test
        void moveForwardInAGapAndTakeTheFirstOfTwo() {
            String odd = EUROPEAN_RULES.replace("BYMONTH=10", "BYMONTH=12");

            ResolvedZone found = resolver(timezone("Custom", odd)).resolve("Custom");

            assertThat(found.instantOf(LocalDateTime.of(2026, 3, 29, 2, 30))).isEqualTo("2026-03-29T01:30:00Z");
            assertThat(found.instantOf(LocalDateTime.of(2026, 12, 27, 2, 30))).isEqualTo("2026-12-27T00:30:00Z");
            ZoneId berlin = ZoneId.of("Europe/Berlin");
            ResolvedZone named = resolver("").resolve("Europe/Berlin");
            for (LocalDateTime time :
                    new LocalDateTime[] {LocalDateTime.of(2026, 3, 29, 2, 30), LocalDateTime.of(2026, 10, 25, 2, 30)}) {
                assertThat(named.instantOf(time)).isEqualTo(time.atZone(berlin).toInstant());
            }
        }

        @Test
        void mustFitForSomeYearsToCome() {
            String ending = EUROPEAN_RULES.replace("BYMONTH=3", "BYMONTH=3;UNTIL=20280101T000000Z");

            assertThat(resolver(timezone("Custom", ending)).resolve("Custom").zone())
                    .isEmpty();
        }

        @Test
        void countAsMissingWhenTheyCannotBeRead() {
            ResolvedZone found = resolver(timezone("Custom", EUROPEAN_RULES.replace("YEARLY", "HOURLY")))
                    .resolve("Custom");

            assertThat(found.source()).isEqualTo(Source.ACCOUNT);
        }

        @Test
        void keepAnOffsetThatNoRegionHas() {
            String fixed = Feeds.lines(
                    "BEGIN:STANDARD",
                    "DTSTART:19700101T000000",
                    "TZOFFSETFROM:+0117",
                    "TZOFFSETTO:+0117",
                    "END:STANDARD");

            ResolvedZone found = resolver(timezone("Custom", fixed)).resolve("Custom");

            assertThat(found.zone()).contains(ZoneOffset.ofHoursMinutes(1, 17));
            assertThat(found.warning()).isEmpty();
        }
    }

    @Test
    void takesTheCalendarsZoneBeforeTheAccounts() {
        ResolvedZone found =
                resolver("X-WR-TIMEZONE:W. Europe Standard Time\r\n").resolve("Nowhere");

        assertThat(found.zone()).contains(ZoneId.of("Europe/Berlin"));
        assertThat(found.source()).isEqualTo(Source.CALENDAR);
        assertThat(found.warning()).isEmpty();
    }

    @Test
    void offersTheCalendarsZoneForFloatingTimes() {
        assertThat(resolver("X-WR-TIMEZONE:Europe/Oslo\r\n").calendarZone()).contains(ZoneId.of("Europe/Oslo"));
        assertThat(resolver("X-WR-TIMEZONE:Nowhere\r\n").calendarZone()).isEmpty();
        assertThat(resolver("").calendarZone()).isEmpty();
    }

    @Test
    void givesOneZoneForEveryTimeOfARegion() {
        ResolvedZone found = resolver("").resolve("Europe/Berlin");

        assertThat(found.zoneAt(LocalDateTime.of(2026, 3, 29, 2, 30))).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(found.instantOf(LocalDateTime.of(2026, 7, 1, 12, 0)))
                .isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    }

    private static ZoneResolver resolver(String lines) {
        return resolver(lines, ACCOUNT);
    }

    private static ZoneResolver resolver(String lines, ZoneId account) {
        IcsDocument document = Feeds.read(Feeds.calendar(lines.stripTrailing()));
        return ZoneResolver.of(document, document.calendars().get(0), account, Year.of(2026));
    }

    private static String timezone(String tzid, String lines) {
        return "BEGIN:VTIMEZONE\r\nTZID:" + tzid + "\r\n" + lines + "END:VTIMEZONE\r\n";
    }
}
