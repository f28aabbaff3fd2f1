package io.kalends.provider.google.internal;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.Data;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts an occurrence back to the rule of its series. Google has no call for that: an occurrence that was ever changed is
 * listed for good. So it gets the content of its series again, and a private property that holds a print of that content:
 * while the print fits, the occurrence counts as not there; an edit makes it a record again.
 */
final class OccurrenceReset {

    /** The private property. */
    static final String RULE = "kalends.rule";

    /** The private property with the series, by which Google finds what was put back to its rule. */
    static final String OF = "kalends.ruleOf";

    /** What an occurrence may hold apart from its series, without its times, status and own properties. */
    private static final List<String> FIELDS = List.of(
            "summary",
            "description",
            "location",
            "colorId",
            "transparency",
            "visibility",
            "reminders",
            "attachments",
            "source");

    private OccurrenceReset() {}

    static boolean isAsRule(Event occurrence) {
        String print = property(occurrence, RULE);
        return print != null && print.equals(print(occurrence));
    }

    /** Whether the occurrence is what the rule of its series makes it. */
    static boolean isLike(Event series, Event occurrence) {
        return print(occurrence).equals(property(patch(series, occurrence), RULE));
    }

    /** What makes the occurrence like its series. */
    static Event patch(Event series, Event occurrence) {
        Event patch = new Event();
        Event after = occurrence.clone();
        for (String field : FIELDS) {
            Object rule = series.get(field);
            if (!same(rule, occurrence.get(field))) {
                patch.set(field, rule == null ? nothing(occurrence.get(field)) : rule);
                after.set(field, rule);
            }
        }
        if (!same(guests(series), guests(occurrence)) && series.getAttendees() != null) {
            patch.setAttendees(series.getAttendees());
            after.setAttendees(series.getAttendees());
        }
        EventDateTime start = occurrence.getOriginalStartTime();
        EventDateTime end = end(series, start);
        patch.setStatus(status(series)).setStart(GoogleTimes.replacing(start)).setEnd(GoogleTimes.replacing(end));
        after.setStatus(status(series)).setStart(start).setEnd(end);
        return withProperty(withProperty(patch, RULE, print(after)), OF, series.getId());
    }

    /** The same changes, of an occurrence that is no longer like its series. */
    static Event undone(Event patch, Event occurrence) {
        String nothing = Data.nullOf(String.class);
        return property(occurrence, RULE) == null
                ? patch
                : withProperty(withProperty(patch, RULE, nothing), OF, nothing);
    }

    private static Event withProperty(Event patch, String name, String value) {
        Event.ExtendedProperties properties =
                Objects.requireNonNullElseGet(patch.getExtendedProperties(), Event.ExtendedProperties::new);
        Map<String, String> own = new LinkedHashMap<>();
        if (properties.getPrivate() != null) {
            own.putAll(properties.getPrivate());
        }
        own.put(name, value);
        return patch.setExtendedProperties(properties.setPrivate(own));
    }

    private static @Nullable String property(Event event, String name) {
        Event.ExtendedProperties properties = event.getExtendedProperties();
        return properties == null || properties.getPrivate() == null
                ? null
                : properties.getPrivate().get(name);
    }

    private static Object nothing(@Nullable Object value) {
        return value == null ? Data.nullOf(String.class) : Data.nullOf(value.getClass());
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return text(one).equals(text(other));
    }

    private static String status(Event event) {
        return event.getStatus() == null ? "confirmed" : event.getStatus();
    }

    /** The end of an occurrence that lasts as long as its series. */
    private static EventDateTime end(Event series, EventDateTime start) {
        DateTime from = start.getDateTime();
        if (from != null) {
            long length = series.getEnd().getDateTime().getValue()
                    - series.getStart().getDateTime().getValue();
            return new EventDateTime()
                    .setDateTime(new DateTime(from.getValue() + length, from.getTimeZoneShift()))
                    .setTimeZone(start.getTimeZone());
        }
        long length = series.getEnd().getDate().getValue()
                - series.getStart().getDate().getValue();
        return new EventDateTime().setDate(new DateTime(true, start.getDate().getValue() + length, null));
    }

    /** What an occurrence is known by as long as nobody edits it; no content can be told from it. */
    private static String print(Event event) {
        StringBuilder content = new StringBuilder();
        FIELDS.forEach(field -> content.append(text(event.get(field))).append('\u001f'));
        content.append(guests(event))
                .append('\u001f')
                .append(status(event))
                .append('\u001f')
                .append(instant(event.getStart()))
                .append('\u001f')
                .append(instant(event.getEnd()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException("every Java has SHA-256", cannotBe);
        }
    }

    private static String guests(Event event) {
        StringBuilder guests = new StringBuilder();
        if (event.getAttendees() != null) {
            event.getAttendees().stream()
                    .map(OccurrenceReset::guest)
                    .sorted()
                    .forEach(guest -> guests.append(guest).append('\u001e'));
        }
        return guests.toString();
    }

    private static String guest(EventAttendee attendee) {
        return attendee.getEmail() + " " + attendee.getResponseStatus();
    }

    private static String instant(@Nullable EventDateTime time) {
        if (time == null) {
            return "";
        }
        return time.getDateTime() == null
                ? String.valueOf(time.getDate())
                : String.valueOf(time.getDateTime().getValue());
    }

    private static String text(@Nullable Object value) {
        if (value == null || Data.isNull(value)) {
            return "";
        }
        try {
            return value instanceof GenericJson || value instanceof List
                    ? GsonFactory.getDefaultInstance().toString(value)
                    : value.toString();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }
}
