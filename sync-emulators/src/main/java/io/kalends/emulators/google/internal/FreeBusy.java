package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code freebusy.query}: when calendars are taken, cut to the span and run together. */
final class FreeBusy {

    private static final int MOST_CALENDARS = 50;

    private final World world;

    FreeBusy(World world) {
        this.world = world;
    }

    ObjectNode query(String email, ObjectNode body) {
        Instant from = moment(body, "timeMin");
        Instant to = moment(body, "timeMax");
        if (!from.isBefore(to)) {
            throw GoogleError.emptyWindow();
        }
        if (body.path("items").size() > MOST_CALENDARS) {
            throw GoogleError.invalid("Too many calendars requested.");
        }
        ObjectNode answer = Json.object()
                .put("kind", "calendar#freeBusy")
                .put("timeMin", from.toString())
                .put("timeMax", to.toString());
        ObjectNode calendars = answer.putObject("calendars");
        for (JsonNode item : body.path("items")) {
            String id = item.path("id").asText();
            ObjectNode one = calendars.putObject(id);
            Optional<CalendarState> calendar = world.calendar(id.equals("primary") ? email : id)
                    .filter(found -> found.role(email).isPresent());
            if (calendar.isEmpty()) {
                one.putArray("errors").addObject().put("domain", "global").put("reason", "notFound");
            }
            ArrayNode busy = one.putArray("busy");
            calendar.map(found -> taken(found, from, to))
                    .orElse(Map.of())
                    .forEach((start, end) ->
                            busy.addObject().put("start", start.toString()).put("end", end.toString()));
        }
        return answer;
    }

    private static Instant moment(ObjectNode body, String field) {
        try {
            return OffsetDateTime.parse(
                            Json.text(body, field).orElseThrow(() -> GoogleError.required("Missing " + field + ".")))
                    .toInstant();
        } catch (DateTimeParseException malformed) {
            throw GoogleError.invalid("Invalid value for: " + field);
        }
    }

    private Map<Instant, Instant> taken(CalendarState calendar, Instant from, Instant to) {
        Span span = new Span(from, to);
        Occurrences occurrences = new Occurrences(calendar, world.now());
        TreeMap<Instant, Instant> single = new TreeMap<>();
        calendar.rows().stream()
                .filter(row -> row.master().isEmpty() && !row.cancelled())
                .flatMap(row -> row.recurring() ? occurrences.of(row, span).stream() : Stream.of(row))
                .filter(row -> !row.cancelled() && occurrences.within(row, span))
                .filter(row -> !row.json().path("transparency").asText().equals("transparent"))
                .forEach(row -> {
                    Instant start = When.stored(row.json().path("start"), calendar.zone())
                            .instant();
                    Instant end =
                            When.stored(row.json().path("end"), calendar.zone()).instant();
                    single.merge(start.isBefore(from) ? from : start, end.isAfter(to) ? to : end, FreeBusy::later);
                });
        return merged(single);
    }

    /** @param spans in the order of their starts */
    private static Map<Instant, Instant> merged(Map<Instant, Instant> spans) {
        TreeMap<Instant, Instant> merged = new TreeMap<>();
        spans.forEach((start, end) -> {
            Map.Entry<Instant, Instant> before = merged.lastEntry();
            if (before != null && !start.isAfter(before.getValue())) {
                merged.put(before.getKey(), later(before.getValue(), end));
            } else {
                merged.put(start, end);
            }
        });
        return merged;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
