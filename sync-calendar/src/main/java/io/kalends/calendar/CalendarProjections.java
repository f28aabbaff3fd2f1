package io.kalends.calendar;

import io.kalends.sync.Projection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What becomes of events on their way to a side that shall not hold all of them. */
public final class CalendarProjections {

    /** What stands in place of a title. */
    private static final String BUSY = "Busy";

    private static final Projection<CalendarEvent> BUSY_ONLY = CalendarProjections::busy;

    /** Lines of people whom the model does not hold, since they have no address, are among what it does not know. */
    private static final Set<String> PEOPLE = Set.of("ATTENDEE", "ORGANIZER");

    private static final Projection<CalendarEvent> WITHOUT_ATTENDEES = event -> event.toBuilder()
            .attendees(List.of())
            .organizer(null)
            .unknown(event.unknown().stream()
                    .filter(property -> !PEOPLE.contains(property.name().toUpperCase(Locale.ROOT)))
                    .toList())
            .build();

    private CalendarProjections() {}

    /**
     * Keeps when someone is busy and nothing of why: schedule, status and availability. The title becomes {@code Busy}, the
     * event private.
     */
    public static Projection<CalendarEvent> busyOnly() {
        return BUSY_ONLY;
    }

    /**
     * Keeps everything but attendees and organizer: copies of other people's meetings carry none, since writing them sends
     * mail.
     */
    public static Projection<CalendarEvent> withoutAttendees() {
        return WITHOUT_ATTENDEES;
    }

    private static CalendarEvent busy(CalendarEvent event) {
        return CalendarEvent.builder(event.uid())
                .recurrenceId(event.recurrenceId())
                .sequence(event.sequence())
                .status(event.status())
                .title(BUSY)
                .start(event.start())
                .end(event.end())
                .recurrence(event.recurrence())
                .availability(event.availability())
                .visibility(Visibility.PRIVATE)
                .createdAt(event.createdAt())
                .modifiedAt(event.modifiedAt())
                .build();
    }
}
