package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kalends.icalendar.text.IcsFormatException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcsLimitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "   ", "\uFEFF", "\uFEFF\r\n"})
    void tellsAnEmptyFile(String text) {
        assertRefused(text, IcsLimits.defaults(), Reason.EMPTY, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body>Log in</body></html>",
                "<pre>BEGIN:VCALENDAR\r\nEND:VCALENDAR",
                "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
                "BEGIN:VCARD\r\nEND:VCARD\r\n",
                "{\"error\": \"not found\"}",
                "x"
            })
    void tellsWhatIsNoCalendar(String text) {
        assertRefused(text, IcsLimits.defaults(), Reason.NOT_ICALENDAR, 0);
    }

    @Test
    void looksForTheCalendarInTheFirstFourKilobytes() {
        String calendar = Feeds.calendar();

        assertThat(read("x\n".repeat(2040) + calendar, IcsLimits.defaults()).calendars())
                .hasSize(1);
        assertRefused("x\n".repeat(2048) + calendar, IcsLimits.defaults(), Reason.NOT_ICALENDAR, 0);
    }

    @Test
    void refusesAPageOfAnySizeAsNoCalendar() {
        assertRefused("<html>" + "x".repeat(2_000_000), IcsLimits.defaults(), Reason.NOT_ICALENDAR, 0);
    }

    @Test
    void refusesMoreThanTwentyFiveMegabytes() {
        byte[] head = Feeds.lines("BEGIN:VCALENDAR").getBytes(StandardCharsets.US_ASCII);
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(head), new EndlessLines());

        IcsFormatException refused = catchThrowableOfType(
                IcsFormatException.class, () -> IcsDocument.read(endless, null, IcsLimits.defaults()));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused).hasMessageContaining("26214400").hasMessageContaining("maxDecodedBytes");
    }

    @Test
    void takesExactlyAsManyBytesAsAllowed() {
        String text = Feeds.calendar();

        IcsLimits limits = IcsLimits.builder().maxDecodedBytes(text.length()).build();
        assertThatCode(() -> read(text, limits)).doesNotThrowAnyException();
        assertRefused(text + "\n", limits, Reason.TOO_LARGE, 0);
    }

    @ParameterizedTest
    @CsvSource({"1048576, false", "1048577, true"})
    void refusesALineOfMoreThanOneMegabyteFoldedOrNot(int length, boolean refused) {
        String whole = "X:" + "a".repeat(length - 2);
        String folded = whole.replaceAll("(.{1000})", "$1\r\n ");

        for (String line : new String[] {whole, folded}) {
            String text = Feeds.calendar(line);
            if (refused) {
                assertRefused(text, IcsLimits.defaults(), Reason.LINE_TOO_LONG, 3);
            } else {
                assertThatCode(() -> read(text, IcsLimits.defaults())).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-DEEP", "VALARM", "VCARD"})
    void refusesTwoHundredThousandNestedComponents(String name) {
        String text = "BEGIN:VCALENDAR\r\n" + ("BEGIN:" + name + "\r\n").repeat(200_000);

        assertRefused(text, IcsLimits.defaults(), Reason.TOO_DEEP, 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VEVENT", "VCALENDAR"})
    void refusesTwoHundredThousandUnendedComponents(String name) {
        String text = "BEGIN:VCALENDAR\r\n" + ("BEGIN:" + name + "\r\n").repeat(200_000);

        assertRefused(text, IcsLimits.defaults(), Reason.TOO_MANY_COMPONENTS, 100_001);
    }

    @Test
    void takesEightLevels() {
        String text = "BEGIN:VCALENDAR\r\n" + "BEGIN:X\r\n".repeat(7) + "END:X\r\n".repeat(7) + "END:VCALENDAR\r\n";

        assertThat(read(text, IcsLimits.defaults()).broken()).isEmpty();
    }

    @Test
    void writesTheDeepestTreeThatCanBeAllowed() {
        String text = "BEGIN:VCALENDAR\r\n" + "BEGIN:X\r\n".repeat(99) + "END:X\r\n".repeat(99) + "END:VCALENDAR\r\n";

        IcsDocument document = read(text, IcsLimits.builder().maxDepth(100).build());

        assertThat(Feeds.text(document)).isEqualTo(text);
    }

    @Test
    void countsRecurrenceDatesOverAllLinesOfAComponent() {
        IcsLimits limits = IcsLimits.builder().maxRecurrenceDates(4).build();
        String dates = "20260101,20260102";

        assertThatCode(() -> read(
                        Feeds.calendar(
                                "BEGIN:VEVENT",
                                "EXDATE:" + dates,
                                "RDATE:" + dates,
                                "END:VEVENT",
                                "BEGIN:VEVENT",
                                "EXDATE:" + dates,
                                "END:VEVENT"),
                        limits))
                .doesNotThrowAnyException();
        assertRefused(
                Feeds.calendar("BEGIN:VEVENT", "EXDATE:" + dates, "RDATE:" + dates, "EXDATE:20260103", "END:VEVENT"),
                limits,
                Reason.TOO_MANY_DATES,
                6);
    }

    @Test
    void refusesMoreThanTenThousandDatesByDefault() {
        assertRefused(
                Feeds.calendar("BEGIN:VEVENT", "EXDATE:" + "20260101,".repeat(10_000), "END:VEVENT"),
                IcsLimits.defaults(),
                Reason.TOO_MANY_DATES,
                4);
    }

    @Test
    void refusesMoreComponentsThanSet() {
        assertRefused(
                Feeds.calendar("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VEVENT", "END:VEVENT"),
                IcsLimits.builder().maxComponents(2).build(),
                Reason.TOO_MANY_COMPONENTS,
                5);
    }

    @Test
    void namesTheLimitThatIsOutOfRange() {
        assertThatThrownBy(() -> IcsLimits.builder().maxDepth(101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxDepth must be from 1 to 100, not 101");
        assertThatThrownBy(() -> IcsLimits.builder().maxLineBytes(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void setsEachLimitAlone() {
        IcsLimits all = IcsLimits.builder()
                .maxDecodedBytes(1)
                .maxLineBytes(2)
                .maxComponents(3)
                .maxDepth(4)
                .maxRecurrenceDates(5)
                .build();

        assertThat(all).isEqualTo(new IcsLimits(1, 2, 3, 4, 5));
        assertThat(IcsLimits.builder().build()).isEqualTo(IcsLimits.defaults());
    }

    private static IcsDocument read(String text, IcsLimits limits) {
        try {
            return IcsDocument.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null, limits);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(String text, IcsLimits limits, Reason reason, int lineNumber) {
        assertThatThrownBy(() -> read(text, limits)).isInstanceOfSatisfying(IcsFormatException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.lineNumber()).isEqualTo(lineNumber);
        });
    }

    /** Short property lines without end. */
    private static final class EndlessLines extends InputStream {
        private static final byte[] LINE = Feeds.lines("X-A:1").getBytes(StandardCharsets.US_ASCII);
        private int position;

        @Override
        public int read() {
            return LINE[position++ % LINE.length];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
