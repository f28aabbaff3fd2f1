package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CharsetTest {

    private static final String SUMMARY = "Käse für 5 €";

    static Stream<Arguments> streams() {
        return Stream.of(
                row("UTF-8", "", "UTF-8", null),
                row("UTF-8, mark", "\uFEFF", "UTF-8", null),
                row("UTF-8, mark against the header", "\uFEFF", "UTF-8", "ISO-8859-15"),
                row("windows-1252 without a word", "", "windows-1252", null),
                row("windows-1252, declared as UTF-8", "", "windows-1252", "UTF-8"),
                row("UTF-8, declared as US-ASCII", "", "UTF-8", "US-ASCII"),
                row("ISO-8859-15, declared", "", "ISO-8859-15", "ISO-8859-15"),
                row("UTF-16LE, mark", "\uFEFF", "UTF-16LE", null),
                row("UTF-16BE, mark", "\uFEFF", "UTF-16BE", null),
                row("UTF-16LE, declared", "", "UTF-16LE", "UTF-16LE"),
                row("UTF-16, declared", "", "UTF-16BE", "UTF-16"),
                row("declared as one that is no superset of ASCII", "", "UTF-8", "IBM037"));
    }

    private static Arguments row(String name, String mark, String written, @Nullable String sent) {
        return Arguments.of(name, mark, Charset.forName(written), sent == null ? null : Charset.forName(sent));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void decodesAndKeepsTheBytes(String name, String mark, Charset written, @Nullable Charset sent) throws IOException {
        String text = mark + Feeds.calendar("BEGIN:VEVENT", "SUMMARY:Käse f\r\n ür 5 €", "END:VEVENT");
        byte[] bytes = text.getBytes(written);

        IcsDocument document = read(bytes, sent);

        IcsComponent event = document.calendars().get(0).components("VEVENT").get(0);
        assertThat(event.line("SUMMARY").orElseThrow().text()).isEqualTo(SUMMARY);
        assertThat(document.bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void writesNewLinesSoThatTheyAreReadBack(String name, String mark, Charset written, @Nullable Charset sent)
            throws IOException {
        String text = mark + Feeds.calendar("BEGIN:VEVENT", "UID:1", "END:VEVENT");
        IcsDocument document = read(text.getBytes(written), sent);
        IcsComponent event = document.calendars().get(0).components("VEVENT").get(0);

        String description = SUMMARY.repeat(20);
        byte[] edited = document.edit()
                .replace(event, event.with(ContentLine.ofText("DESCRIPTION", description)))
                .build()
                .bytes();

        IcsComponent again =
                read(edited, sent).calendars().get(0).components("VEVENT").get(0);
        assertThat(again.line("DESCRIPTION").orElseThrow().text()).isEqualTo(description);
    }

    @Test
    void letsOneForeignLineSpoilNoOther() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                Feeds.lines("BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:Käse").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("LOCATION:Köln\r\n".getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(Feeds.lines("END:VEVENT", "END:VCALENDAR").getBytes(StandardCharsets.UTF_8));

        IcsComponent event = IcsDocument.parse(bytes.toByteArray())
                .calendars()
                .get(0)
                .components()
                .get(0);

        assertThat(event.line("SUMMARY").orElseThrow().value()).isEqualTo("Käse");
        assertThat(event.line("LOCATION").orElseThrow().value()).isEqualTo("Köln");
    }

    @Test
    void readsUtf8WhereTheDeclaredCharsetDoesNotFit() throws IOException {
        byte[] curlyQuote = Feeds.calendar("X-WR-CALNAME:a”").getBytes(StandardCharsets.UTF_8);

        IcsDocument document = read(curlyQuote, Charset.forName("windows-1252"));

        assertThat(document.calendars()
                        .get(0)
                        .line("X-WR-CALNAME")
                        .orElseThrow()
                        .value())
                .isEqualTo("a”");
    }

    @Test
    void refusesToWriteWhatTheCharsetCannotHold() throws IOException {
        IcsDocument document =
                read(Feeds.calendar().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        IcsComponent calendar = document.calendars().get(0);
        IcsDocument edited = document.edit()
                .replace(calendar, calendar.with(ContentLine.ofText("X-WR-CALNAME", "secret 😀")))
                .build();

        assertThatThrownBy(edited::bytes)
                .isInstanceOfSatisfying(
                        IcsFormatException.class,
                        e -> assertThat(e.reason()).isEqualTo(IcsFormatException.Reason.NOT_ENCODABLE))
                .hasMessageContaining("X-WR-CALNAME")
                .hasMessageNotContaining("secret");
    }

    @Test
    void writesAComponentOfAnotherCharsetAnew() throws IOException {
        IcsComponent event = read(
                        Feeds.calendar("BEGIN:VEVENT", "SUMMARY:Käse", "END:VEVENT")
                                .getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.ISO_8859_1)
                .calendars()
                .get(0)
                .components()
                .get(0);
        IcsDocument target = Feeds.read(Feeds.calendar());

        IcsDocument edited = target.edit().add(target.calendars().get(0), event).build();

        assertThat(Feeds.text(edited)).isEqualTo(Feeds.calendar("BEGIN:VEVENT", "SUMMARY:Käse", "END:VEVENT"));
    }

    @Test
    void keepsHalfACharacterAtTheEndOfUtf16() {
        byte[] text = ("\uFEFF" + Feeds.calendar()).getBytes(StandardCharsets.UTF_16LE);
        byte[] odd = Arrays.copyOf(text, text.length + 1);

        assertThat(IcsDocument.parse(odd).bytes()).isEqualTo(odd);
    }

    private static IcsDocument read(byte[] bytes, @Nullable Charset sent) throws IOException {
        return IcsDocument.read(new ByteArrayInputStream(bytes), sent, IcsLimits.defaults());
    }
}
