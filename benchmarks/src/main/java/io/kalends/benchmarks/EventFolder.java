package io.kalends.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of .ics files, one event a file, as other programs write them. */
record EventFolder(Path path) {

    static EventFolder in(Path parent, String name) throws IOException {
        return new EventFolder(Files.createDirectory(parent.resolve(name)));
    }

    void fill(int events) throws IOException {
        for (int number = 0; number < events; number++) {
            write(number, 0);
        }
    }

    /** Gives so many of the events another title, spread over all of them. */
    void edit(int edits, int events, int version) throws IOException {
        for (int i = 0; i < edits; i++) {
            write((int) ((long) i * events / edits), version);
        }
    }

    private void write(int number, int version) throws IOException {
        List<String> lines = List.of(
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Benchmark//Events//EN",
                "BEGIN:VEVENT",
                "UID:event-" + number + "@benchmark.example",
                "DTSTAMP:20260101T0000" + twoDigits(version % 60) + "Z",
                "LAST-MODIFIED:20260101T0000" + twoDigits(version % 60) + "Z",
                "DTSTART:2026" + twoDigits(1 + number % 12) + twoDigits(1 + number % 28) + "T" + twoDigits(number % 24)
                        + "0000Z",
                "DURATION:PT30M",
                "SUMMARY:Meeting " + number + ", version " + version,
                "DESCRIPTION:What is to be said about meeting " + number,
                "LOCATION:Room " + number % 40,
                "END:VEVENT",
                "END:VCALENDAR",
                "");
        Files.writeString(path.resolve("event-" + number + ".ics"), String.join("\r\n", lines));
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    /** How many files there are. */
    long files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".ics")).count();
        }
    }

    /** How many files say this version. */
    long saying(int version) throws IOException {
        long saying = 0;
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                if (Files.readString(file).contains(", version " + version + "\r\n")) {
                    saying++;
                }
            }
        }
        return saying;
    }
}
