package io.kalends.provider.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Shapes of events, each a file that is named after what it shows. */
final class Corpus {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Corpus() {}

    /** An event as Google returns it, and what is read of it. */
    record GoogleShape(String name, JsonNode file) {
        ObjectNode json() {
            return (ObjectNode) file.path("event");
        }

        Event event() {
            return asEvent(json());
        }

        boolean isReadable() {
            return !file.path("unreadable").asBoolean();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** An event of an app's, and the fields of which Google cannot hold all. */
    record AppShape(String name, JsonNode file) {
        CalendarEvent record() {
            return CalendarEvents.type().decode(file.path("record"));
        }

        Set<String> loses() {
            return names(file.path("loses"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<GoogleShape> google() {
        return files("google").stream()
                .map(file -> new GoogleShape(name(file), json(file)))
                .toList();
    }

    static List<GoogleShape> readable() {
        return google().stream().filter(GoogleShape::isReadable).toList();
    }

    static List<AppShape> app() {
        return files("app").stream()
                .map(file -> new AppShape(name(file), json(file)))
                .toList();
    }

    static Set<String> names(JsonNode array) {
        Set<String> names = new TreeSet<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    /** What the library makes of Google's answer. */
    static Event asEvent(ObjectNode json) {
        try {
            return GsonFactory.getDefaultInstance().fromString(json.toString(), Event.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the library sends. */
    static ObjectNode asJson(Event event) {
        try {
            return (ObjectNode) JSON.readTree(GsonFactory.getDefaultInstance().toByteArray(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(Corpus.class.getResource("/corpus/" + folder).toURI()))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
