package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvents;
import java.util.HashSet;
import java.util.Set;

/**
 * What the account may write of one event, and what it is not shown of it.
 *
 * @param writable whether the account may write in the calendar
 * @param invite whether attendees are written
 * @param own the address by which the calendar's owner is invited: its id
 */
record GoogleRights(boolean writable, boolean invite, String own) {

    /** All that are mapped. Categories have no place at Google, and what else an event has there stays as it is. */
    static final Set<String> FIELDS = Set.of(
            CalendarEvents.TITLE,
            CalendarEvents.DESCRIPTION,
            CalendarEvents.LOCATION,
            CalendarEvents.START,
            CalendarEvents.END,
            CalendarEvents.RECURRENCE,
            CalendarEvents.STATUS,
            CalendarEvents.ATTENDEES,
            CalendarEvents.ORGANIZER,
            CalendarEvents.AVAILABILITY,
            CalendarEvents.VISIBILITY,
            CalendarEvents.REMINDERS,
            CalendarEvents.COLOUR,
            CalendarEvents.CONFERENCE,
            CalendarEvents.LINKS);

    private static final Set<String> SCHEDULE =
            Set.of(CalendarEvents.START, CalendarEvents.END, CalendarEvents.RECURRENCE);

    /** What everybody may set on his own copy of a meeting. */
    private static final Set<String> PERSONAL = Set.of(
            CalendarEvents.REMINDERS, CalendarEvents.COLOUR, CalendarEvents.AVAILABILITY, CalendarEvents.VISIBILITY);

    /** What may be set on an event that Google made of a mail. */
    private static final Set<String> OF_MAILS =
            Set.of(CalendarEvents.REMINDERS, CalendarEvents.COLOUR, CalendarEvents.VISIBILITY);

    /** The main fields of a locked copy. */
    private static final Set<String> LOCKED = Set.of(
            CalendarEvents.TITLE,
            CalendarEvents.DESCRIPTION,
            CalendarEvents.LOCATION,
            CalendarEvents.START,
            CalendarEvents.END,
            CalendarEvents.RECURRENCE,
            CalendarEvents.ATTENDEES,
            CalendarEvents.STATUS);

    private static final Set<String> DETAILS = Set.of(
            CalendarEvents.TITLE,
            CalendarEvents.DESCRIPTION,
            CalendarEvents.LOCATION,
            CalendarEvents.ATTENDEES,
            CalendarEvents.ORGANIZER,
            CalendarEvents.REMINDERS,
            CalendarEvents.COLOUR,
            CalendarEvents.CONFERENCE,
            CalendarEvents.LINKS);

    /** Names of the fields that Google left out of this event. */
    Set<String> unknown(Event event) {
        if (isHidden(event)) {
            return DETAILS;
        }
        return Boolean.TRUE.equals(event.getAttendeesOmitted()) ? Set.of(CalendarEvents.ATTENDEES) : Set.of();
    }

    /** Names of the fields that may not be written. */
    Set<String> readOnly(Event event) {
        String type = event.getEventType() == null ? "default" : event.getEventType();
        if (!writable || isHidden(event)) {
            return FIELDS;
        }
        if (type.equals("fromGmail")) {
            return allBut(OF_MAILS);
        }
        if (!type.equals("default")) {
            return FIELDS;
        }
        if (isGuestsCopy(event)) {
            // Google refuses the rest: forbiddenForNonOrganizer. Of the guests one's own answer may be written.
            Set<String> fields = allBut(PERSONAL);
            if (mayAnswer(event)) {
                fields.remove(CalendarEvents.ATTENDEES);
            }
            return fields;
        }
        Set<String> fields = new HashSet<>(Set.of(CalendarEvents.ORGANIZER, CalendarEvents.CONFERENCE));
        if (Boolean.TRUE.equals(event.getLocked())) {
            fields.addAll(LOCKED);
        }
        if (!(invite || mayAnswer(event)) || Boolean.TRUE.equals(event.getAttendeesOmitted())) {
            fields.add(CalendarEvents.ATTENDEES);
        }
        if (GoogleExtras.hasAttachments(event) || isOthersSource(event)) {
            fields.add(CalendarEvents.LINKS);
        }
        if (GoogleRecurrence.excludesByRule(event)) {
            // No record holds an EXRULE (RFC 5545 dropped it), so a rule that is written could not be told from its
            // exceptions.
            fields.addAll(SCHEDULE);
        }
        return fields;
    }

    /** Names of the fields that may not be written on a date that this series leaves out. */
    Set<String> readOnlyExcluded(Event series) {
        Set<String> fields = readOnly(series);
        return fields.contains(CalendarEvents.RECURRENCE) ? FIELDS : fields;
    }

    /** Others' private events show when, not what. */
    private static boolean isHidden(Event event) {
        boolean concealed = "private".equals(event.getVisibility()) || "confidential".equals(event.getVisibility());
        return concealed && event.getSummary() == null && event.getCreator() == null && event.getOrganizer() == null;
    }

    /** Only the organizer's copy takes changes of what all share, unless he lets guests change it. */
    private static boolean isGuestsCopy(Event event) {
        return isOthers(event) && !Boolean.TRUE.equals(event.getGuestsCanModify());
    }

    private static boolean isOthers(Event event) {
        return event.getOrganizer() != null
                && !Boolean.TRUE.equals(event.getOrganizer().getSelf())
                && event.getOrganizer().getEmail() != null
                && !Boolean.TRUE.equals(event.getPrivateCopy());
    }

    /** Whether somebody else called, and the calendar's owner has a line of his own in the list of guests. */
    private boolean mayAnswer(Event event) {
        return isOthers(event) && GooglePeople.own(event, own).isPresent();
    }

    /** Whether of the guests no more than the own answer is written. */
    boolean onlyAnswers(Event event) {
        return mayAnswer(event) && (!invite || isGuestsCopy(event));
    }

    /** Only the creator may set an event's source. */
    private static boolean isOthersSource(Event event) {
        return event.getSource() != null
                && event.getCreator() != null
                && !Boolean.TRUE.equals(event.getCreator().getSelf());
    }

    private static Set<String> allBut(Set<String> some) {
        Set<String> fields = new HashSet<>(FIELDS);
        fields.removeAll(some);
        return fields;
    }
}
