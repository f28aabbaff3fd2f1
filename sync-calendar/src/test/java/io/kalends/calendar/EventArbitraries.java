package io.kalends.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary events, with the oddities that providers send. */
public final class EventArbitraries {

    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Asia/Calcutta",
            "Australia/Lord_Howe",
            "Z",
            "UTC",
            "+05:45",
            "Etc/GMT-1");

    private static final List<Recurrence> RECURRENCES = List.of(
            Recurrence.NONE,
            Recurrence.NONE,
            Recurrence.of("FREQ=DAILY;COUNT=3"),
            Recurrence.of("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20401231T235959Z", "FREQ=MONTHLY;BYMONTHDAY=-1"),
            new Recurrence(List.of("FREQ=YEARLY;UNTIL=20401231"), List.of(EventTime.parse("2030-02-28T12:00:00Z"))));

    private EventArbitraries() {}

    /** Any event: alone, a series, or an occurrence of one. */
    public static Arbitrary<CalendarEvent> events() {
        Arbitrary<CalendarEventBuilder> content = Combinators.combine(
                        texts(), texts(), texts(), texts(), times(), schedules())
                .as((title, description, html, location, createdAt, schedule) -> schedule.toBuilder()
                        .title(title)
                        .description(description)
                        .htmlDescription(html)
                        .location(location)
                        .createdAt(createdAt.widestStart()));
        Arbitrary<CalendarEventBuilder> choices = Combinators.combine(
                        content,
                        Arbitraries.of(EventStatus.class),
                        Arbitraries.of(Availability.class),
                        Arbitraries.of(Visibility.class),
                        Arbitraries.integers().between(0, 1000))
                .as((builder, status, availability, visibility, sequence) -> builder.status(status)
                        .availability(availability)
                        .visibility(visibility)
                        .sequence(sequence));
        Arbitrary<CalendarEventBuilder> people = Combinators.combine(
                        choices, attendees().list().ofMaxSize(4), organizers().injectNull(0.5), reminders())
                .as((builder, attendees, organizer, reminders) ->
                        builder.attendees(attendees).organizer(organizer).reminders(reminders));
        return Combinators.combine(
                        people,
                        texts().list().ofMaxSize(3),
                        Arbitraries.of("", "Navy", "#00FFaa"),
                        conferences().injectNull(0.5),
                        links(),
                        unknown(),
                        Arbitraries.longs()
                                .between(0, 4_000_000_000L)
                                .map(Instant::ofEpochSecond)
                                .injectNull(0.3))
                .as((builder, categories, colour, conference, links, unknown, modifiedAt) -> builder.categories(
                                categories)
                        .colour(colour)
                        .conference(conference)
                        .links(links)
                        .unknown(unknown)
                        .modifiedAt(modifiedAt)
                        .build())
                .withoutEdgeCases();
    }

    /** Any start or end. */
    public static Arbitrary<EventTime> times() {
        return Arbitraries.integers().between(0, 2).flatMap(EventArbitraries::timesOfKind);
    }

    private static Arbitrary<EventTime> timesOfKind(int kind) {
        Arbitrary<LocalDateTime> local = Arbitraries.longs()
                .between(0, 40L * 366 * 24 * 60)
                .map(minutes -> LocalDateTime.of(1999, 1, 1, 0, 0).plusMinutes(minutes));
        return switch (kind) {
            case 0 -> local.map(time -> EventTime.allDay(time.toLocalDate()));
            case 1 -> local.map(EventTime::floating);
            default ->
                Combinators.combine(local, Arbitraries.of(ZONES).map(ZoneId::of), Arbitraries.of(true, false))
                        .as((time, zone, later) -> EventTime.zoned(
                                later ? time.atZone(zone).withLaterOffsetAtOverlap() : time.atZone(zone)));
        };
    }

    private static Arbitrary<CalendarEvent> schedules() {
        return Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('!', '~')
                                .ofMinLength(1)
                                .ofMaxLength(20),
                        times(),
                        Arbitraries.longs().between(0, 3000),
                        Arbitraries.of(RECURRENCES),
                        times().injectNull(0.5))
                .as((uid, start, minutes, recurrence, recurrenceId) -> CalendarEvent.builder(uid)
                        .start(start)
                        .end(later(start, minutes))
                        .recurrence(recurrenceId == null ? recurrence : Recurrence.NONE)
                        .recurrenceId(recurrenceId)
                        .build());
    }

    private static EventTime later(EventTime start, long minutes) {
        return start.fold(
                allDay -> EventTime.allDay(allDay.date().plusDays(1 + minutes / 1000)),
                zoned -> EventTime.zoned(zoned.time().plusMinutes(minutes)),
                floating -> EventTime.floating(floating.time().plusMinutes(minutes)));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "Café", "Cafe\u0301", " spaced  ", "two\r\nlines \n", "<b>bold</b>", "🗓 null"),
                Arbitraries.strings().ofMaxLength(12).filter(text -> text.indexOf('\0') < 0));
    }

    private static Arbitrary<Attendee> attendees() {
        return Combinators.combine(
                        Arbitraries.of("ada@example.org", "MAILTO:Bob@Example.org", "urn:uuid:1", "bob@example.ORG"),
                        texts(),
                        Arbitraries.of(Attendee.Role.class),
                        Arbitraries.of(Attendee.Response.class),
                        Arbitraries.of(Attendee.Kind.class))
                .as(Attendee::new);
    }

    private static Arbitrary<Organizer> organizers() {
        return texts().map(name -> new Organizer("mailto:Chair@example.org", name));
    }

    private static Arbitrary<List<Reminder>> reminders() {
        return Combinators.combine(
                        Arbitraries.longs().between(-600, 100_000).map(Duration::ofSeconds),
                        Arbitraries.of(Reminder.Method.class))
                .as(Reminder::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Conference> conferences() {
        return Combinators.combine(
                        Arbitraries.of("https://meet.example.org/x", " https://meet.example.org/y "), texts(), texts())
                .as((uri, kind, label) -> new Conference(uri, kind, label, "{\"id\":7}"));
    }

    private static Arbitrary<List<EventLink>> links() {
        return texts().map(title -> new EventLink("https://example.org/agenda", title))
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<List<UnknownProperty>> unknown() {
        return texts().map(value -> new UnknownProperty("x-Colour", Map.of("X-a", List.of("1", value)), value))
                .list()
                .ofMaxSize(2);
    }
}
