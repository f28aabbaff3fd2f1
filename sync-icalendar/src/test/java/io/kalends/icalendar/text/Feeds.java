package io.kalends.icalendar.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Small calendars for tests: lines joined with CRLF. */
public final class Feeds {

    private Feeds() {}

    public static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    /** The given lines inside a VCALENDAR. */
    public static String calendar(String... lines) {
        List<String> all = Stream.of(
                        Stream.of("BEGIN:VCALENDAR", "VERSION:2.0"), Arrays.stream(lines), Stream.of("END:VCALENDAR"))
                .flatMap(part -> part)
                .toList();
        return lines(all.toArray(String[]::new));
    }

    public static IcsDocument read(String text) {
        return IcsDocument.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A property as it is read from a file. */
    public static ContentLine line(String text) {
        return read(calendar("BEGIN:VEVENT", text, "END:VEVENT"))
                .calendars()
                .get(0)
                .components("VEVENT")
                .get(0)
                .lines()
                .get(0);
    }

    public static String text(IcsDocument document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }
}
