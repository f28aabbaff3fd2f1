package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which events a query asks for by what they hold; its window is not looked at. */
final class EventFilter {

    private final Query query;
    private final Optional<Instant> updatedMin;

    EventFilter(Query query) {
        this.query = query;
        this.updatedMin = Span.moment(query, "updatedMin");
    }

    boolean matches(EventRow row) {
        ObjectNode event = row.json();
        List<String> types = query.all("eventTypes");
        return (types.isEmpty() || types.contains(event.path("eventType").asText()))
                && query.first("iCalUID")
                        .map(event.path("iCalUID").asText()::equals)
                        .orElse(true)
                && query.all("privateExtendedProperty").stream()
                        .allMatch(pair -> ExtendedProperties.has(event, "private", pair))
                && query.all("sharedExtendedProperty").stream()
                        .allMatch(pair -> ExtendedProperties.has(event, "shared", pair))
                && query.first("q").map(words -> says(event, words)).orElse(true)
                && updatedMin
                        .map(since ->
                                !Instant.parse(event.path("updated").asText()).isBefore(since))
                        .orElse(true);
    }

    private static boolean says(ObjectNode event, String words) {
        String text = String.join(
                        "\n",
                        event.path("summary").asText(),
                        event.path("description").asText(),
                        event.path("location").asText(),
                        event.path("attendees").toString())
                .toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).split(" ")).allMatch(text::contains);
    }
}
