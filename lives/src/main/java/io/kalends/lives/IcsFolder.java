package io.kalends.lives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder. */
final class IcsFolder {

    private final Path path;

    IcsFolder(Path path) {
        this.path = path;
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The calendar files by their names. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(path)) {
            List<Path> calendars =
                    all.filter(file -> file.toString().endsWith(".ics")).toList();
            for (Path file : calendars) {
                files.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    void save(String name, String text) {
        try {
            Files.writeString(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds these files and no others. */
    void replace(Map<String, String> files) {
        files().keySet().stream().filter(name -> !files.containsKey(name)).forEach(this::delete);
        files.forEach(this::save);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
