package io.kalends.lives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.EventTime;
import io.kalends.testkit.lives.Item;
import io.kalends.testkit.lives.Texts;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Google's JSON as what stands in the calendar, and the other way.
 *
 * @param zone of the calendar
 */
record GoogleItems(ZoneId zone) {

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    List<Item> of(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> row.has("recurringEventId")
                        ? isThere(row.path("recurringEventId").asText(), rows)
                        : !isCancelled(row))
                .map(this::item)
                .toList();
    }

    private static boolean isThere(String id, List<JsonNode> rows) {
        return rows.stream().anyMatch(row -> row.path("id").asText().equals(id) && !isCancelled(row));
    }

    private static boolean isCancelled(JsonNode row) {
        return row.path("status").asText().equals("cancelled");
    }

    private Item item(JsonNode row) {
        @Nullable EventTime original = row.has("originalStartTime") ? time(row.path("originalStartTime")) : null;
        EventTime start = row.has("start") ? time(row.path("start")) : original;
        if (start == null) {
            throw new IllegalArgumentException("a row of Google's has no time");
        }
        return new Item(
                row.path("id").asText(),
                row.has("recurringEventId") ? row.path("recurringEventId").asText() : null,
                original,
                isCancelled(row),
                new Texts(
                        row.path("summary").asText(""),
                        row.path("description").asText(""),
                        row.path("location").asText("")),
                start,
                row.has("end") ? time(row.path("end")) : start,
                rule(row),
                excluded(row));
    }

    private static String rule(JsonNode row) {
        for (JsonNode line : row.path("recurrence")) {
            if (line.asText().startsWith("RRULE:")) {
                return line.asText().substring("RRULE:".length());
            }
        }
        return "";
    }

    private List<EventTime> excluded(JsonNode row) {
        List<EventTime> dates = new ArrayList<>();
        for (JsonNode line : row.path("recurrence")) {
            if (line.asText().startsWith("EXDATE")) {
                String head = line.asText().substring(0, line.asText().indexOf(':'));
                ZoneId of = head.contains("TZID=") ? ZoneId.of(head.replaceAll(".*TZID=([^;:]+).*", "$1")) : zone;
                Arrays.stream(line.asText().substring(head.length() + 1).split(",", -1))
                        .map(date -> date(date, of))
                        .forEach(dates::add);
            }
        }
        return dates;
    }

    private static EventTime date(String value, ZoneId zone) {
        if (value.length() == 8) {
            return EventTime.allDay(LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE));
        }
        LocalDateTime local = LocalDateTime.parse(value.substring(0, 15), IcsItems.LOCAL);
        return value.endsWith("Z") ? EventTime.utc(local.toInstant(ZoneOffset.UTC)) : EventTime.zoned(local, zone);
    }

    private EventTime time(JsonNode node) {
        if (node.has("date")) {
            return EventTime.allDay(LocalDate.parse(node.path("date").asText()));
        }
        ZoneId of = node.has("timeZone") ? ZoneId.of(node.path("timeZone").asText()) : zone;
        return EventTime.zoned(
                OffsetDateTime.parse(node.path("dateTime").asText()).atZoneSameInstant(of));
    }

    /** The fields of the second that differ from those of the first; all that it has, if the first is empty. */
    void write(@Nullable Item before, Item after, ObjectNode json) {
        text(
                json,
                "summary",
                before == null ? "" : before.texts().title(),
                after.texts().title());
        text(
                json,
                "description",
                before == null ? "" : before.texts().description(),
                after.texts().description());
        text(
                json,
                "location",
                before == null ? "" : before.texts().location(),
                after.texts().location());
        if (before == null
                || !before.start().equals(after.start())
                || !before.end().equals(after.end())) {
            time(json.putObject("start"), after.start(), before != null);
            time(json.putObject("end"), after.end(), before != null);
        }
        if (after.isSeries()
                && (before == null
                        || !before.rule().equals(after.rule())
                        || !before.excluded().equals(after.excluded()))) {
            ArrayNode lines = json.putArray("recurrence").add("RRULE:" + after.rule());
            after.excluded().forEach(date -> lines.add(IcsProgram.line("EXDATE", date)));
        }
    }

    private static void text(ObjectNode json, String field, String before, String after) {
        if (!before.equals(after)) {
            json.put(field, after);
        }
    }

    private void time(ObjectNode node, EventTime time, boolean changed) {
        if (time.isAllDay()) {
            node.put("date", time.text());
            if (changed) {
                node.putNull("dateTime").putNull("timeZone");
            }
        } else {
            EventTime zoned = time.fold(day -> day, same -> same, floating -> EventTime.zoned(floating.time(), zone));
            zoned.fold(
                    day -> node,
                    at -> node.put(
                                    "dateTime",
                                    at.time().toOffsetDateTime().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME))
                            .put(
                                    "timeZone",
                                    at.time().getZone() instanceof ZoneOffset
                                            ? "UTC"
                                            : at.time().getZone().getId()),
                    floating -> node);
            if (changed) {
                node.putNull("date");
            }
        }
    }

    /** What the id of an occurrence has behind that of its series. */
    static String suffix(EventTime original) {
        return original.fold(
                day -> day.date().format(DateTimeFormatter.BASIC_ISO_DATE),
                zoned -> zoned.time().withZoneSameInstant(ZoneOffset.UTC).format(SUFFIX),
                floating -> floating.time().atZone(ZoneOffset.UTC).format(SUFFIX));
    }
}
