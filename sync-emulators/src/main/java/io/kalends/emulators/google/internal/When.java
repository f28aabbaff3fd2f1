package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.Optional;

/**
 * A start or an end: a moment in a zone, or a day.
 *
 * @param time for a day its midnight, in the zone of the calendar
 */
record When(ZonedDateTime time, boolean allDay) {

    private static final DateTimeFormatter OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    /** Reads a time that was stored, or one that was checked already. */
    static When stored(JsonNode node, ZoneId calendarZone) {
        return read(node, calendarZone, calendarZone);
    }

    /**
     * Reads what a client sent.
     *
     * @param which for messages: {@code start} or {@code end}
     */
    static When sent(JsonNode node, ZoneId calendarZone, String which) {
        try {
            Optional<String> dateTime = Json.text(node, "dateTime");
            Optional<String> zone = Json.text(node, "timeZone");
            if (dateTime.isPresent() == Json.present(node, "date")) {
                throw dateTime.isPresent()
                        ? GoogleError.invalid("Invalid " + which + " time.")
                        : GoogleError.required("Missing " + which + " time.");
            }
            if (zone.isPresent() && !ZoneRulesProvider.getAvailableZoneIds().contains(zone.get())) {
                throw GoogleError.invalid("Invalid time zone definition for " + which + " time.");
            }
            if (dateTime.isPresent() && zone.isEmpty() && !hasOffset(dateTime.get())) {
                throw GoogleError.required("Missing time zone definition for " + which + " time.");
            }
            When when = read(node, zone.map(ZoneId::of).orElse(calendarZone), calendarZone);
            if (when.time().getYear() < 0 || when.time().getYear() > 9999) {
                throw GoogleError.invalid("Invalid " + which + " time.");
            }
            return when;
        } catch (DateTimeException malformed) {
            throw GoogleError.invalid("Invalid " + which + " time.");
        }
    }

    private static When read(JsonNode node, ZoneId zone, ZoneId calendarZone) {
        Optional<String> date = Json.text(node, "date");
        if (date.isPresent()) {
            return new When(LocalDate.parse(date.get()).atStartOfDay(calendarZone), true);
        }
        String dateTime = node.path("dateTime").asText();
        ZoneId own = Json.text(node, "timeZone").map(ZoneId::of).orElse(zone);
        ZonedDateTime time = hasOffset(dateTime)
                ? OffsetDateTime.parse(dateTime).atZoneSameInstant(own)
                : LocalDateTime.parse(dateTime).atZone(own);
        return new When(time.truncatedTo(ChronoUnit.SECONDS), false);
    }

    /** Whether a time says its offset; what has no clock at all is left to the parser. */
    private static boolean hasOffset(String dateTime) {
        int clock = dateTime.indexOf('T');
        String tail = clock < 0 ? "Z" : dateTime.substring(clock);
        return tail.endsWith("Z") || tail.endsWith("z") || tail.indexOf('+') >= 0 || tail.indexOf('-') >= 0;
    }

    Instant instant() {
        return time.toInstant();
    }

    /** The same local time on another day or hour. */
    When at(LocalDateTime local) {
        return new When(local.atZone(time.getZone()), allDay);
    }

    When plus(ChronoUnit unit, long amount) {
        return new When(time.plus(amount, unit), allDay);
    }

    /** What an occurrence that originally starts here has behind the id of its series. */
    String suffix() {
        return allDay
                ? time.toLocalDate().format(DateTimeFormatter.BASIC_ISO_DATE)
                : time.withZoneSameInstant(ZoneOffset.UTC).format(SUFFIX);
    }

    /** As it is stored: in its own zone. */
    ObjectNode json() {
        return json(time.getZone());
    }

    /** As it is shown: the offset is that of the viewer's zone, the zone stays that of the event. */
    ObjectNode json(ZoneId viewer) {
        ObjectNode node = Json.object();
        if (allDay) {
            return node.put("date", time.toLocalDate().toString());
        }
        OffsetDateTime seen = time.withZoneSameInstant(viewer).toOffsetDateTime();
        ZoneOffset wholeMinutes = ZoneOffset.ofTotalSeconds(seen.getOffset().getTotalSeconds() / 60 * 60);
        return node.put("dateTime", seen.withOffsetSameInstant(wholeMinutes).format(OFFSET))
                .put("timeZone", time.getZone().getId());
    }
}
