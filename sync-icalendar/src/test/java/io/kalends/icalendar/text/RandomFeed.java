package io.kalends.icalendar.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Streams made from a seed: sound and broken parts, odd folds and line ends, any bytes in values. */
final class RandomFeed {
    private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r", "\r\r\n");
    private static final List<String> NAMES =
            List.of("UID", "summary", "X-A.B_C", "DTSTART;TZID=\"a:b;c\"", "EXDATE;X");
    private static final List<String> ODD_LINES = List.of(
            "",
            "   ",
            "no colon",
            ":",
            ";",
            "BEGIN:",
            "END:VEVENT",
            "END:X",
            "BEGIN:VALARM",
            "END:VALARM",
            "BEGIN:VEVENT",
            "END:VCALENDAR",
            "BEGIN:VCALENDAR",
            "A\"B;C=\"d:e",
            "X;=:",
            "\0",
            "\uFEFF");

    private final RandomGenerator random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<byte[]> events = new ArrayList<>();

    RandomFeed(RandomGenerator random) {
        this.random = random;
    }

    /** A stream in which anything may be wrong, behind one sound first line. */
    byte[] anything() {
        line("BEGIN:VCALENDAR");
        int lines = random.nextInt(40);
        for (int i = 0; i < lines; i++) {
            if (random.nextInt(3) == 0) {
                line(ODD_LINES.get(random.nextInt(ODD_LINES.size())));
            } else {
                property();
            }
        }
        byte[] whole = out.toByteArray();
        return random.nextBoolean() ? whole : Arrays.copyOf(whole, 16 + random.nextInt(whole.length - 15));
    }

    /** A sound calendar with junk between its events, of which {@link #events()} tells the bytes. */
    byte[] events(int count) {
        line("BEGIN:VCALENDAR");
        property();
        for (int i = 0; i < count; i++) {
            int start = out.size();
            line("BEGIN:VEVENT");
            line("SUMMARY:" + i);
            property();
            property();
            line("END:VEVENT");
            events.add(Arrays.copyOfRange(out.toByteArray(), start, out.size()));
            if (random.nextBoolean()) {
                line("junk " + i);
            }
        }
        line("END:VCALENDAR");
        return out.toByteArray();
    }

    List<byte[]> events() {
        return events;
    }

    private void property() {
        write(NAMES.get(random.nextInt(NAMES.size())) + ":");
        int octets = random.nextInt(12);
        for (int i = 0; i < octets; i++) {
            if (random.nextInt(6) == 0) {
                write(lineEnd() + (random.nextBoolean() ? " " : "\t"));
            }
            int octet = random.nextInt(256);
            out.write(octet == '\r' || octet == '\n' ? '.' : octet);
        }
        write(lineEnd());
    }

    private void line(String text) {
        write(text + lineEnd());
    }

    private String lineEnd() {
        return LINE_ENDS.get(random.nextInt(LINE_ENDS.size()));
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
