package io.kalends.provider.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A weekly series at Google whose lines leave dates out, and the app's record of it. */
final class ExcludingSeries {

    static final String RULE = "RRULE:FREQ=WEEKLY;COUNT=10";
    static final String SECOND = "EXDATE;TZID=Europe/Berlin:20260309T090000";

    /** The third in Los Angeles' time and the fourth in UTC. */
    static final String OTHERS = "EXDATE;TZID=America/Los_Angeles:20260316T010000";

    static final String FIFTH = "EXDATE:20260330T070000Z";

    private ExcludingSeries() {}

    /** Puts a series there with these lines, and gives its id. */
    static String put(GoogleWorld world, String... lines) {
        ObjectNode event = EmulatedSide.json(world.google.sample(0));
        event.set("recurrence", array(lines));
        return world.google.calendar().insert(event);
    }

    /** Gives a series there these lines in place of those it has. */
    static void exclude(GoogleWorld world, String series, String... lines) {
        world.google.advance(Duration.ofSeconds(1));
        world.google
                .calendar()
                .patch(series, JsonNodeFactory.instance.objectNode().set("recurrence", array(lines)));
    }

    static ArrayNode array(String... lines) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        List.of(lines).forEach(array::add);
        return array;
    }

    /** The lines that a series has there. */
    static List<String> lines(GoogleWorld world, String series) {
        List<String> lines = new ArrayList<>();
        world.google
                .calendar()
                .event(series)
                .orElseThrow()
                .path("recurrence")
                .forEach(line -> lines.add(line.asText()));
        return lines;
    }

    /** The start of an occurrence by its rule, in weeks after the first. */
    static EventTime monday(int week) {
        return EventTime.zoned(EventSamples.MONDAY.plusWeeks(week).atTime(9, 0), EventSamples.BERLIN);
    }

    static String instanceId(String series, int week) {
        return EventIds.occurrence(series, monday(week));
    }

    static JsonNode instance(GoogleWorld world, String series, int week) {
        return world.google.calendar().event(instanceId(series, week)).orElseThrow();
    }

    /** The id of the app's one series. */
    static String series(GoogleWorld world) {
        return find(world, CalendarEvent::isSeries);
    }

    /** The id of the app's cancelled occurrence that starts so by the rule. */
    static String cancelled(GoogleWorld world, EventTime start) {
        return find(
                world,
                event -> event.status() == EventStatus.CANCELLED
                        && event.originalStart().orElseThrow().occurrenceKey().equals(start.occurrenceKey()));
    }

    private static String find(GoogleWorld world, Predicate<CalendarEvent> which) {
        return world.app.records().entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    static CalendarEvent atEleven(CalendarEvent series) {
        return series.toBuilder()
                .start(EventTime.zoned(EventSamples.MONDAY.atTime(11, 0), EventSamples.BERLIN))
                .end(EventTime.zoned(EventSamples.MONDAY.atTime(12, 0), EventSamples.BERLIN))
                .build();
    }

    /** What an app does to its own rows when somebody moves the whole series by two hours. */
    static void moveToEleven(GoogleWorld world) {
        String id = series(world);
        String uid = world.app.find(id).orElseThrow().record().uid();
        for (int week : List.of(1, 4)) {
            world.app.remove(cancelled(world, monday(week)));
            world.app.putChild(
                    id,
                    ExcludedDates.record(
                            uid,
                            EventTime.zoned(EventSamples.MONDAY.plusWeeks(week).atTime(11, 0), EventSamples.BERLIN)));
        }
        world.app.edit(id, ExcludingSeries::atEleven);
    }
}
