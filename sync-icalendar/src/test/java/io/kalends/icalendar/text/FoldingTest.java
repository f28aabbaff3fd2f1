package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldingTest {

    private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r", "\r\r\n");

    static Stream<List<String>> foldsInEveryForm() {
        return LINE_ENDS.stream().flatMap(end -> Stream.of(" ", "\t").map(space -> List.of(end, end + space)));
    }

    @ParameterizedTest
    @MethodSource("foldsInEveryForm")
    void unfoldsEveryLineEndWithSpaceOrTab(List<String> endAndFold) {
        String end = endAndFold.get(0);
        String fold = endAndFold.get(1);
        String text = Feeds.calendar("BEGIN:VEVENT", "SUM§MARY:one§ two§§three§", "DESCRIPTION:x", "END:VEVENT")
                .replace("\r\n", end)
                .replace("§", fold);

        IcsDocument document = Feeds.read(text);

        IcsComponent event = document.calendars().get(0).components("VEVENT").get(0);
        assertThat(event.lines()).hasSize(2);
        assertThat(event.line("SUMMARY").orElseThrow().value()).isEqualTo("one twothree");
        assertThat(document.broken()).isEmpty();
        assertThat(Feeds.text(document)).isEqualTo(text);
    }

    @Test
    void unfoldsInsideOfACharacter() {
        byte[] whole =
                Feeds.calendar("BEGIN:VEVENT", "SUMMARY:a😀b", "END:VEVENT").getBytes(StandardCharsets.UTF_8);
        int emoji = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\u00F0');
        for (int octet = 1; octet < 4; octet++) {
            ByteArrayOutputStream folded = new ByteArrayOutputStream();
            folded.write(whole, 0, emoji + octet);
            folded.writeBytes("\r\n ".getBytes(StandardCharsets.US_ASCII));
            folded.write(whole, emoji + octet, whole.length - emoji - octet);

            IcsDocument document = IcsDocument.parse(folded.toByteArray());

            IcsComponent event =
                    document.calendars().get(0).components("VEVENT").get(0);
            assertThat(event.line("SUMMARY").orElseThrow().value()).isEqualTo("a😀b");
            assertThat(document.bytes()).isEqualTo(folded.toByteArray());
        }
    }

    @Test
    void joinsAContinuationBehindBlankLines() {
        assertThat(Feeds.line("SUMMARY:one\r\n\r\n\r\n two").value()).isEqualTo("onetwo");
    }

    @Test
    void keepsBlankLinesBetweenProperties() {
        String text = Feeds.calendar("", "BEGIN:VEVENT", "", "", "SUMMARY:x", "", "END:VEVENT", "");

        assertThat(Feeds.text(Feeds.read(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "€", "😀", "a€", "😀é"})
    void foldsAtSeventyFiveOctetsBetweenCharacters(String unit) {
        for (int count : IntStream.rangeClosed(1, 160).toArray()) {
            String value = unit.repeat(count);
            byte[] bytes = ContentLine.ofText("X", value).bytes();

            List<String> physical =
                    new ArrayList<>(Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\r\n", -1)));
            assertThat(physical.remove(physical.size() - 1)).isEmpty();
            assertThat(physical)
                    .allSatisfy(line ->
                            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
            assertThat(physical.subList(1, physical.size()))
                    .allSatisfy(line -> assertThat(line).startsWith(" "));
            assertThat(String.join("", physical).replace(" ", "")).isEqualTo("X:" + value);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {73, 74, 147, 148})
    void fillsLinesBeforeItFolds(int length) {
        String written = new String(ContentLine.ofText("X", "a".repeat(length)).bytes(), StandardCharsets.UTF_8);

        int octets = 2 + length; // 75 in the first line, 74 behind the space of each other
        int expected = octets <= 75 ? 1 : 1 + (octets - 75 + 73) / 74;
        assertThat(written.split("\r\n", -1)).hasSize(expected + 1);
    }

    @Test
    void readsBackWhatItFolded() {
        String text = "Ein langer Text mit Umlauten äöü und Emojis 😀, ".repeat(20);
        byte[] event = IcsComponent.of("VEVENT", List.of(ContentLine.ofText("DESCRIPTION", text)))
                .bytes();
        String feed = Feeds.calendar("@").replace("@\r\n", new String(event, StandardCharsets.UTF_8));

        ContentLine read =
                Feeds.read(feed).calendars().get(0).components().get(0).lines().get(0);

        assertThat(read.text()).isEqualTo(text);
    }
}
