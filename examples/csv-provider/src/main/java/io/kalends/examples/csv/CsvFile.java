package io.kalends.examples.csv;

import io.kalends.calendar.EventTime;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of rows in quotes, {@code "uid","title","location","start","end"}, one a line. */
record CsvFile(Path path) {

    /** The rows by id. One that is malformed stops the run: without it, its meeting would seem to be deleted. */
    TreeMap<String, CsvRow> read() {
        TreeMap<String, CsvRow> rows = new TreeMap<>();
        try (Stream<String> lines = Files.exists(path) ? Files.lines(path) : Stream.empty()) {
            lines.forEach(line -> {
                CsvRow row = row(line, rows.size() + 1);
                rows.put(row.uid(), row);
            });
            return rows;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private CsvRow row(String line, int number) {
        try {
            List<String> values = new ArrayList<>();
            for (String value : line.substring(1, line.length() - 1).split("\",\"", -1)) {
                values.add(value.replace("\\n", "\n").replace("\\q", "\"").replace("\\b", "\\"));
            }
            EventTime start = EventTime.parse(values.get(3));
            return new CsvRow(values.get(0), values.get(1), values.get(2), start, EventTime.parse(values.get(4)));
        } catch (RuntimeException malformed) {
            // Without the cause, which may quote the row.
            throw new RejectedException(place(), "line " + number + " is malformed", "correct it; nothing was changed");
        }
    }

    /** Puts these rows in the place of those, in one move, if those are what is there. */
    void replace(TreeMap<String, CsvRow> before, TreeMap<String, CsvRow> rows) {
        if (rows.equals(before)) {
            return;
        }
        if (!read().equals(before)) {
            throw new TransientException(place(), "somebody saved the file meanwhile", "it is written by the next run");
        }
        try {
            Path next = Files.createTempFile(path.toAbsolutePath().getParent(), "csv", ".new");
            Files.write(next, rows.values().stream().map(CsvFile::line).toList());
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private static String line(CsvRow row) {
        return Stream.of(
                        row.uid(),
                        row.title(),
                        row.location(),
                        row.start().text(),
                        row.end().text())
                .map(value -> value.replace("\\", "\\b").replace("\"", "\\q").replace("\n", "\\n"))
                .collect(Collectors.joining("\",\"", "\"", "\""));
    }

    private TransientException failed(String done, IOException e) {
        return new TransientException(
                place(), "it cannot be " + done + " (" + e.getClass().getSimpleName() + ")", "it is tried again");
    }

    /** The file's name alone: a path may tell who somebody is. */
    private Place place() {
        return new Place("csv", String.valueOf(path.getFileName()));
    }
}
