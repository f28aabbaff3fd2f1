package io.kalends.testkit;

import io.kalends.calendar.Attendee;
import io.kalends.calendar.Availability;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.Conference;
import io.kalends.calendar.EventLink;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Organizer;
import io.kalends.calendar.Recurrence;
import io.kalends.calendar.Reminder;
import io.kalends.calendar.UnknownProperty;
import io.kalends.calendar.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Events of every shape that a calendar side must be able to hold, in spring 2026. */
public final class EventSamples {

    /** Its clocks went forward on 29 March 2026, within the series below. */
    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** The first Monday of the samples. */
    public static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final Instant CREATED = Instant.parse("2026-02-01T08:00:00Z");

    private EventSamples() {}

    /** An hour in Berlin, one of any number of different ones. */
    public static CalendarEvent meeting(int n) {
        return timed("meeting-" + n, MONDAY.plusDays(n % 28).atTime(NINE.plusMinutes(n % 480)))
                .title("Meeting " + n)
                .location("Room " + n)
                .build();
    }

    public static CalendarEvent allDay() {
        return event("all-day").title("Holiday").start(EventTime.allDay(MONDAY)).build();
    }

    /** Three days; the end is exclusive. */
    public static CalendarEvent severalDays() {
        return event("several-days")
                .title("Fair")
                .start(EventTime.allDay(MONDAY))
                .end(EventTime.allDay(MONDAY.plusDays(3)))
                .build();
    }

    /** The same wall time wherever one is. */
    public static CalendarEvent floating() {
        return event("floating")
                .title("Take the pill")
                .start(EventTime.floating(MONDAY.atTime(NINE)))
                .end(EventTime.floating(MONDAY.atTime(NINE).plusMinutes(5)))
                .build();
    }

    public static CalendarEvent inUtc() {
        return event("utc")
                .title("Launch")
                .start(EventTime.utc(Instant.parse("2026-03-02T23:30:00Z")))
                .end(EventTime.utc(Instant.parse("2026-03-03T00:30:00Z")))
                .build();
    }

    /** A start without a length. */
    public static CalendarEvent instantaneous() {
        return event("instant")
                .title("Deadline")
                .start(EventTime.zoned(MONDAY.atTime(17, 0), BERLIN))
                .build();
    }

    /** Starts in one zone and ends in another. */
    public static CalendarEvent flight() {
        return event("flight")
                .title("Berlin to New York")
                .start(EventTime.zoned(MONDAY.atTime(10, 0), BERLIN))
                .end(EventTime.zoned(MONDAY.atTime(13, 0), ZoneId.of("America/New_York")))
                .build();
    }

    /** Every Monday at nine in Berlin, across the change to summer time. */
    public static CalendarEvent series() {
        return timed("series", MONDAY.atTime(NINE))
                .title("Standup")
                .recurrence(Recurrence.of("FREQ=WEEKLY;BYDAY=MO;COUNT=10"))
                .build();
    }

    /** A series of days with a last one, and one day more. */
    public static CalendarEvent allDaySeries() {
        return event("all-day-series")
                .title("Duty")
                .start(EventTime.allDay(MONDAY))
                .recurrence(new Recurrence(
                        List.of("FREQ=MONTHLY;UNTIL=20260802"), List.of(EventTime.allDay(MONDAY.plusDays(10)))))
                .build();
    }

    /** The second occurrence of {@link #series}, an hour later and under another title. */
    public static CalendarEvent movedOccurrence() {
        LocalDateTime original = MONDAY.plusWeeks(1).atTime(NINE);
        return timed("series", original.plusHours(1))
                .recurrenceId(EventTime.zoned(original, BERLIN))
                .title("Standup, later")
                .build();
    }

    /** The sixth occurrence of {@link #series}, after the change to summer time, which does not take place. */
    public static CalendarEvent cancelledOccurrence() {
        LocalDateTime original = MONDAY.plusWeeks(5).atTime(NINE);
        return timed("series", original)
                .recurrenceId(EventTime.zoned(original, BERLIN))
                .title("Standup")
                .status(EventStatus.CANCELLED)
                .build();
    }

    public static CalendarEvent withAttendees() {
        return timed("attendees", MONDAY.atTime(NINE))
                .title("Review")
                .organizer(new Organizer("mailto:ada@example.org", "Ada"))
                .attendees(List.of(
                        Attendee.of("mailto:ada@example.org").withResponse(Attendee.Response.ACCEPTED),
                        Attendee.of("mailto:ben@example.org").withName("Ben, \"B.\""),
                        Attendee.of("mailto:room-4@example.org").withKind(Attendee.Kind.ROOM)))
                .build();
    }

    /** Properties that the model does not know. */
    public static CalendarEvent withUnknownProperties() {
        return timed("unknown", MONDAY.atTime(NINE))
                .title("Imported")
                .unknown(List.of(
                        UnknownProperty.of("X-HOUSE-COLOUR", "teal"),
                        new UnknownProperty("X-WITH-PARAMETER", Map.of("X-KIND", List.of("a", "b")), "x;y,z")))
                .build();
    }

    /** A value in every field but those of series and attendees. */
    public static CalendarEvent detailed() {
        return timed("detailed", MONDAY.atTime(NINE))
                .title("Kick-off: Größe & \"Quotes\"; 😀")
                .description("First line\nsecond line, with \\ and ;")
                .htmlDescription("<p>First line<br>second line, with \\ and ;</p>")
                .location("Straße 1, Köln")
                .status(EventStatus.TENTATIVE)
                .availability(Availability.FREE)
                .visibility(Visibility.PRIVATE)
                .reminders(List.of(Reminder.display(Duration.ofMinutes(10)), Reminder.email(Duration.ofDays(1))))
                .categories(List.of("work", "customer"))
                .colour("#336699")
                .conference(Conference.of("https://meet.example.org/abc"))
                .links(List.of(EventLink.of("https://docs.example.org/agenda")))
                .sequence(3)
                .build();
    }

    /** Nothing but what an event must have. */
    public static CalendarEvent bare() {
        return CalendarEvent.builder("bare")
                .start(EventTime.zoned(MONDAY.atTime(NINE), BERLIN))
                .build();
    }

    /** One of every shape; a series before its occurrences. */
    public static List<CalendarEvent> all() {
        return List.of(
                meeting(0),
                allDay(),
                severalDays(),
                floating(),
                inUtc(),
                instantaneous(),
                flight(),
                series(),
                movedOccurrence(),
                cancelledOccurrence(),
                allDaySeries(),
                withAttendees(),
                withUnknownProperties(),
                detailed(),
                bare());
    }

    private static CalendarEventBuilder timed(String uid, LocalDateTime start) {
        return event(uid).start(EventTime.zoned(start, BERLIN)).end(EventTime.zoned(start.plusHours(1), BERLIN));
    }

    private static CalendarEventBuilder event(String uid) {
        return CalendarEvent.builder(uid + "@samples.example.org")
                .createdAt(CREATED)
                .modifiedAt(CREATED);
    }
}
