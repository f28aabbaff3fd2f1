package io.kalends.lives;

import io.kalends.calendar.EventTime;
import io.kalends.testkit.lives.Item;
import io.kalends.testkit.lives.Texts;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.Property;
import org.jspecify.annotations.Nullable;

/** The events of a calendar file as ical4j reads them; a handle is the place in the file, from 0. */
final class IcsItems {

    static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private IcsItems() {}

    /** @param name put before each handle */
    static List<Item> of(String name, String text) {
        List<Component> events = parsed(text);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            items.add(item(name, i, events));
        }
        return items;
    }

    private static List<Component> parsed(String text) {
        try {
            return text.isEmpty()
                    ? List.of()
                    : new CalendarBuilder()
                            .build(new StringReader(text)).getComponents().stream()
                                    .map(Component.class::cast)
                                    .filter(component -> component.getName().equals(Component.VEVENT))
                                    .toList();
        } catch (IOException | ParserException e) {
            throw new IllegalArgumentException("ical4j cannot read the file", e);
        }
    }

    private static Item item(String name, int at, List<Component> events) {
        Component event = events.get(at);
        Optional<EventTime> original = time(event, Property.RECURRENCE_ID);
        EventTime start = time(event, Property.DTSTART).orElseThrow();
        return new Item(
                name + at,
                original.isPresent() ? seriesOf(name, event, events) : null,
                original.orElse(null),
                text(event, Property.STATUS).equals("CANCELLED"),
                new Texts(
                        text(event, Property.SUMMARY),
                        text(event, Property.DESCRIPTION),
                        text(event, Property.LOCATION)),
                start,
                time(event, Property.DTEND).orElse(start),
                text(event, Property.RRULE),
                excluded(event));
    }

    private static @Nullable String seriesOf(String name, Component event, List<Component> events) {
        for (int i = 0; i < events.size(); i++) {
            Component other = events.get(i);
            if (text(other, Property.UID).equals(text(event, Property.UID))
                    && other.getProperty(Property.RECURRENCE_ID).isEmpty()) {
                return name + i;
            }
        }
        return null;
    }

    private static String text(Component event, String property) {
        return event.<Property>getProperty(property).map(Property::getValue).orElse("");
    }

    private static Optional<EventTime> time(Component event, String property) {
        return event.<Property>getProperty(property).map(one -> time(one, one.getValue()));
    }

    private static List<EventTime> excluded(Component event) {
        List<Property> lines = event.getProperties(Property.EXDATE);
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.getValue().split(",", -1)).map(value -> time(line, value)))
                .toList();
    }

    private static EventTime time(Property property, String value) {
        Optional<String> zone = property.<Parameter>getParameter(Parameter.TZID).map(Parameter::getValue);
        if (value.length() == 8) {
            return EventTime.allDay(LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE));
        }
        if (value.endsWith("Z")) {
            return EventTime.utc(
                    LocalDateTime.parse(value.substring(0, 15), LOCAL).toInstant(ZoneOffset.UTC));
        }
        LocalDateTime local = LocalDateTime.parse(value, LOCAL);
        return zone.map(id -> EventTime.zoned(local, ZoneId.of(id))).orElseGet(() -> EventTime.floating(local));
    }
}
