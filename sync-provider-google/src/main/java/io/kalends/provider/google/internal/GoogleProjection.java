package io.kalends.provider.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.Attendee;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Projection;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What Google would hold of an event: floating times become times in a zone, what has no length gets a
 * minute, of a cancelled occurrence there is no more than that it is cancelled; eleven colours,
 * five reminders, one link, free or busy, no organizer and no conference of others, and of
 * the attendees those with a mail address if they are invited: else of a meeting that somebody else called one's own answer, where it is the very meeting. A copy of such a meeting has no
 * attendees, which is kept as its half of the base.
 *
 * @param zone where floating times are read
 * @param invite whether attendees are written
 * @param own the address by which the calendar's owner is invited
 */
record GoogleProjection(ZoneId zone, boolean invite, String own) implements Projection<CalendarEvent> {

    @Override
    public CalendarEvent project(CalendarEvent event) {
        GoogleTimes times = new GoogleTimes(zone);
        if (event.status() == EventStatus.CANCELLED && event.isOccurrence()) {
            CalendarEvent bare = cancelledBare(event);
            return bare.toBuilder().start(times.held(bare.start())).end(null).build();
        }
        return event.toBuilder()
                .start(times.held(event.start()))
                .end(times.heldEnd(event.start(), event.end()))
                .recurrence(held(event.recurrence(), times))
                .attendees(guests(event))
                .organizer(!invite && GooglePeople.isInvitation(event, own) ? event.organizer() : null)
                .availability(GoogleChoices.held(event.availability()))
                .visibility(GoogleChoices.held(event.visibility()))
                .reminders(GoogleReminders.held(event.reminders()))
                .colour(GoogleColours.id(event.colour()) == null ? "" : event.colour())
                .conference(null)
                .links(GoogleExtras.held(event.links()))
                .build();
    }

    private List<Attendee> guests(CalendarEvent event) {
        boolean answers = GooglePeople.isInvitation(event, own);
        return event.attendees().stream()
                .filter(attendee -> (invite && GooglePeople.isInvitable(attendee))
                        || (answers && GooglePeople.isSame(attendee.address(), own)))
                .map(GooglePeople::held)
                .toList();
    }

    private static Recurrence held(Recurrence recurrence, GoogleTimes times) {
        return new Recurrence(
                recurrence.rules(),
                recurrence.extraDates().stream().map(times::held).toList());
    }

    @Override
    public Optional<JsonNode> put(String field, CalendarEvent old, CalendarEvent returned) {
        return new GoogleRestore(zone, old, project(old), returned).field(field);
    }

    /** Google guarantees no more of a cancelled occurrence than its series and its original start. */
    static CalendarEvent cancelledBare(CalendarEvent event) {
        EventTime original = event.recurrenceId();
        if (original == null || event.status() != EventStatus.CANCELLED) {
            return event;
        }
        return CalendarEvent.builder(event.uid())
                .recurrenceId(original)
                .status(EventStatus.CANCELLED)
                .start(original)
                .sequence(event.sequence())
                .createdAt(event.createdAt())
                .modifiedAt(event.modifiedAt())
                .build();
    }
}
