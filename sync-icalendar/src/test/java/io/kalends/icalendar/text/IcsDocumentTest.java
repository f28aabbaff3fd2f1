package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcsDocumentTest {

    private static final String FIRST = Feeds.lines("BEGIN:VEVENT", "UID:first", "END:VEVENT");
    private static final String LAST = Feeds.lines("BEGIN:VEVENT", "UID:last", "END:VEVENT");

    @Test
    void readsComponentsWithTheirPropertiesAndPlaces() {
        IcsDocument document = Feeds.read(Feeds.calendar(
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:1",
                "BEGIN:VALARM",
                "TRIGGER:-PT5M",
                "END:VALARM",
                "CATEGORIES:a",
                "categories:b",
                "END:VEVENT",
                "begin:vtodo",
                "end:VTODO"));

        IcsComponent calendar = document.calendars().get(0);
        IcsComponent event = calendar.components("vevent").get(0);
        assertThat(calendar.lines()).hasToString("[VERSION (line 2), METHOD (line 3)]");
        assertThat(calendar.components()).hasToString("[VEVENT (line 4), VTODO (line 12)]");
        assertThat(event.lines("Categories")).hasToString("[CATEGORIES (line 9), CATEGORIES (line 10)]");
        assertThat(event.components()).hasToString("[VALARM (line 6)]");
        assertThat(event.line("SUMMARY")).isEmpty();
        assertThat(document.complete()).isTrue();
        assertThat(document.broken()).isEmpty();
    }

    @Test
    void readsEveryCalendarOfAStream() {
        String text = Feeds.calendar("X-WR-CALNAME:a") + "\r\njunk\r\n" + Feeds.calendar("X-WR-CALNAME:b") + "more";

        IcsDocument document = Feeds.read(text);

        assertThat(document.calendars())
                .extracting(c -> c.line("X-WR-CALNAME").orElseThrow().value())
                .containsExactly("a", "b");
        assertThat(Feeds.text(document)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r", "\r\r\n"})
    void keepsEveryByteWhateverTheLineEnds(String end) {
        String text = ("\uFEFF\r\n"
                        + Feeds.calendar("", "X-A:1", " 2", "\t3", "", "BEGIN:VEVENT", "UID:1", "END:VEVENT", "  ")
                        + "junk\r\n\r\nEND:VEVENT\r\n<html>")
                .replace("\r\n", end);

        assertThat(Feeds.text(Feeds.read(text))).isEqualTo(text);
    }

    @Test
    void readsAFileWithoutALastLineEnd() {
        String text = Feeds.calendar(FIRST.strip()).strip();

        assertThat(Feeds.read(text).complete()).isTrue();
        assertThat(Feeds.text(Feeds.read(text))).isEqualTo(text);
    }

    @Nested
    class BrokenComponents {

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "no END|BEGIN:VEVENT;UID:bad|line 8 begins another component before its END",
                    "no colon|BEGIN:VEVENT;UID:bad;continued text;END:VEVENT|line 8 is no property: it has no name or no colon",
                    "no name|BEGIN:VEVENT;UID:bad;see http://x;END:VEVENT|line 8 is no property: it has no name or no colon",
                    "wrong END|BEGIN:VEVENT;UID:bad;END:VEVNT;END:VEVENT|the END at line 8 closes nothing",
                    "END of a part missing|BEGIN:VEVENT;UID:bad;BEGIN:VALARM;END:VEVENT|an END is missing before the one at line 9",
                    "END of two parts missing|BEGIN:VEVENT;UID:bad;BEGIN:X;BEGIN:Y;END:X;END:VEVENT|an END is missing before the one at line 10",
                    "event in event|BEGIN:VEVENT;UID:bad;BEGIN:VALARM;BEGIN:X|line 10 begins another component before its END"
                })
        void standAsideFromTheRest(String name, String lines, String reason) {
            String broken = Feeds.lines(lines.split(";", -1));
            String text = Feeds.lines("BEGIN:VCALENDAR", "VERSION:2.0")
                    + FIRST
                    + broken
                    + LAST
                    + Feeds.lines("END:VCALENDAR");

            IcsDocument document = Feeds.read(text);

            assertThat(document.calendars().get(0).components("VEVENT"))
                    .extracting(event -> event.line("UID").orElseThrow().value())
                    .containsExactly("first", "last");
            assertThat(document.broken()).hasSize(1);
            BrokenComponent found = document.broken().get(0);
            assertThat(found.name()).isEqualTo("VEVENT");
            assertThat(found.lineNumber()).isEqualTo(6);
            assertThat(found.reason()).isEqualTo(reason);
            assertThat(found.line("UID").orElseThrow().value()).isEqualTo("bad");
            assertThat(new String(found.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(broken);
            assertThat(document.complete()).isTrue();
            assertThat(Feeds.text(document)).isEqualTo(text);
        }

        @Test
        void areOnlyTheInnermostWhereAPartAloneIsUnreadable() {
            IcsDocument document = Feeds.read(Feeds.calendar(
                    "BEGIN:VEVENT", "UID:1", "BEGIN:VALARM", "no property", "END:VALARM", "SUMMARY:x", "END:VEVENT"));

            IcsComponent event =
                    document.calendars().get(0).components("VEVENT").get(0);
            assertThat(event.line("SUMMARY")).isPresent();
            assertThat(event.broken()).isEqualTo(document.broken()).hasSize(1);
            assertThat(document.broken())
                    .hasToString("[VALARM (line 5): line 6 is no property: it has no name or no colon]");
        }

        @Test
        void endWithTheCalendarAtTheLatest() {
            IcsDocument document = Feeds.read(Feeds.calendar("BEGIN:VEVENT", "UID:1", "BEGIN:VALARM"));

            assertThat(document.complete()).isTrue();
            assertThat(document.broken()).hasToString("[VEVENT (line 3): the calendar ends at line 6 before its END]");
        }

        @Test
        void areThoseOutsideOfACalendar() {
            String text = Feeds.calendar() + FIRST + "BEGIN:VEVENT\r\nUID:2\r\n";

            IcsDocument document = Feeds.read(text);

            assertThat(document.broken())
                    .extracting(BrokenComponent::reason)
                    .containsExactly("it stands outside of any VCALENDAR", "it stands outside of any VCALENDAR");
            assertThat(Feeds.text(document)).isEqualTo(text);
        }

        @Test
        void keepTheirReasonFreeOfContent() {
            IcsDocument document = Feeds.read(Feeds.calendar("BEGIN:VEVENT", "secret text", "END:VEVENT"));

            assertThat(document.broken().toString() + document).doesNotContain("secret");
        }
    }

    @Test
    void passesOverJunkInTheCalendarItself() {
        IcsDocument document = Feeds.read(Feeds.calendar("no property", "END:VEVENT", FIRST.strip()));

        assertThat(document.broken()).isEmpty();
        assertThat(document.calendars().get(0).components("VEVENT")).hasSize(1);
    }

    @Nested
    class CutOff {

        @Test
        void isIncompleteWithoutTheLastEnd() {
            String text = Feeds.lines("BEGIN:VCALENDAR", "VERSION:2.0") + FIRST + "BEGIN:VEVENT\r\nUID:2\r\nSUMM";

            IcsDocument document = Feeds.read(text);

            assertThat(document.complete()).isFalse();
            assertThat(document.calendars().get(0).components("VEVENT")).hasSize(1);
            assertThat(document.broken())
                    .hasToString("[VEVENT (line 6): line 8 is no property: it has no name or no colon]");
            assertThat(document).hasToString("IcsDocument of 1 calendars, cut off");
            assertThat(Feeds.text(document)).isEqualTo(text);
        }

        @Test
        void isIncompleteAtEveryPlaceBeforeTheEnd() {
            String text = Feeds.calendar(FIRST.strip(), LAST.strip());

            for (int length = "BEGIN:VCALENDAR".length(); length < text.indexOf("END:VCALENDAR") + 13; length++) {
                IcsDocument document = Feeds.read(text.substring(0, length));

                assertThat(document.complete()).isFalse();
                assertThat(Feeds.text(document)).isEqualTo(text.substring(0, length));
            }
        }

        @Test
        void isIncompleteWhereACalendarBeginsInAnother() {
            String text = Feeds.lines("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1") + Feeds.calendar(LAST.strip());

            IcsDocument document = Feeds.read(text);

            assertThat(document.complete()).isFalse();
            assertThat(document.calendars()).hasSize(2);
            assertThat(document.broken()).hasSize(1);
            assertThat(Feeds.text(document)).isEqualTo(text);
        }
    }

    @Test
    void writesANewDocumentAsTheStandardAsks() {
        IcsComponent event = IcsComponent.of("vevent", List.of(ContentLine.ofText("SUMMARY", "ä".repeat(40))));
        IcsComponent calendar = IcsComponent.of("VCALENDAR", List.of(ContentLine.of("VERSION", "2.0"), event));

        assertThat(Feeds.text(IcsDocument.of(List.of(calendar))))
                .isEqualTo(
                        Feeds.calendar("BEGIN:VEVENT", "SUMMARY:" + "ä".repeat(33), " " + "ä".repeat(7), "END:VEVENT"));
    }
}
