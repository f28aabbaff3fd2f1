package io.kalends.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event, a series of events, or one occurrence that differs from its series or is cancelled. A series is one record;
 * each changed or cancelled occurrence is another with the same {@code uid} and a {@code recurrenceId}.
 *
 * <p>Texts are never {@code null}; an empty text means there is none. {@link #toString} holds no content.
 *
 * @param uid what names the event on every side (RFC 5545 section 3.8.4.7)
 * @param recurrenceId the original start of an occurrence apart from its series; {@code null} for a series or an event alone
 * @param sequence the organizer's revision, from 0 (RFC 5545 section 3.8.7.4); not merged
 * @param description plain text
 * @param htmlDescription the same as HTML where there was HTML; else empty
 * @param end exclusive, of the same kind as the start
 * @param recurrence {@link Recurrence#NONE} for what does not repeat
 * @param attendees each address once; of two with one address the first is kept
 * @param colour a CSS3 name or {@code #RRGGBB}; else empty
 * @param unknown what the model does not know, untouched
 * @param createdAt not merged
 * @param modifiedAt when the event last changed, by its own account; not merged
 */
public record CalendarEvent(
        String uid,
        @Nullable EventTime recurrenceId,
        int sequence,
        EventStatus status,
        String title,
        String description,
        String htmlDescription,
        String location,
        EventTime start,
        EventTime end,
        Recurrence recurrence,
        List<Attendee> attendees,
        @Nullable Organizer organizer,
        Availability availability,
        Visibility visibility,
        List<Reminder> reminders,
        List<String> categories,
        String colour,
        @Nullable Conference conference,
        List<EventLink> links,
        List<UnknownProperty> unknown,
        @Nullable Instant createdAt,
        @Nullable Instant modifiedAt) {

    /**
     * Checks what can be checked without a provider.
     *
     * @throws IllegalArgumentException if the uid is blank, the sequence negative, the end before the start or of another
     *     kind, an all-day event without a day, or an occurrence repeats
     */
    public CalendarEvent {
        requireNonNull(status, "status");
        requireNonNull(title, "title");
        requireNonNull(description, "description");
        requireNonNull(htmlDescription, "htmlDescription");
        requireNonNull(location, "location");
        requireNonNull(availability, "availability");
        requireNonNull(visibility, "visibility");
        requireNonNull(colour, "colour");
        attendees = onceEach(attendees);
        reminders = List.copyOf(reminders);
        categories = List.copyOf(categories);
        links = List.copyOf(links);
        unknown = List.copyOf(unknown);
        recurrence = recurrence.endingLike(start);
        if (uid.isBlank()) {
            throw new IllegalArgumentException("an event needs a uid");
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("the sequence of event " + uid + " is negative");
        }
        if (recurrenceId != null && !recurrence.isNone()) {
            throw new IllegalArgumentException("event " + uid + " has a recurrenceId and a recurrence of its own; an"
                    + " occurrence does not repeat");
        }
        checkEnd(uid, start, end);
    }

    /** Builds an event that has a start at least; the rest has defaults. */
    public static CalendarEventBuilder builder(String uid) {
        return new CalendarEventBuilder(uid);
    }

    /** Builds a changed copy. */
    public CalendarEventBuilder toBuilder() {
        return new CalendarEventBuilder(this);
    }

    /** The same content under another name. */
    CalendarEvent named(String uid, @Nullable EventTime recurrenceId) {
        return new CalendarEventBuilder(uid, this).recurrenceId(recurrenceId).build();
    }

    /** The same occurrence as one of the series of this UID; what is no occurrence stays as it is. */
    public CalendarEvent ofSeries(String seriesUid) {
        return recurrenceId == null || seriesUid.equals(uid) ? this : named(seriesUid, recurrenceId);
    }

    /** Whether this is an occurrence apart from its series. */
    public boolean isOccurrence() {
        return recurrenceId != null;
    }

    /** Whether this repeats. */
    public boolean isSeries() {
        return !recurrence.isNone();
    }

    /** The original start, for an occurrence apart from its series. */
    public Optional<EventTime> originalStart() {
        return Optional.ofNullable(recurrenceId);
    }

    private static void checkEnd(String uid, EventTime start, EventTime end) {
        if (!start.sameKind(end)) {
            throw new IllegalArgumentException(
                    "start and end of event " + uid + " are of two kinds; both must be days, zoned or floating");
        }
        if (end.widestStart().isBefore(start.widestStart())) {
            throw new IllegalArgumentException("event " + uid + " ends before it starts");
        }
        if (start.isAllDay() && start.equals(end)) {
            throw new IllegalArgumentException(
                    "event " + uid + " covers no day; the end of an all-day event is exclusive, the next day at least");
        }
    }

    /** Feeds repeat attendees; the key they are merged by must be unique. */
    private static List<Attendee> onceEach(List<Attendee> attendees) {
        Set<String> addresses = new HashSet<>();
        return attendees.stream()
                .filter(attendee -> addresses.add(CanonicalText.addressKey(attendee.address())))
                .toList();
    }

    /** The uid and, for an occurrence, its original start; never content. */
    @Override
    public String toString() {
        return "CalendarEvent[" + uid + (recurrenceId == null ? "" : " at " + recurrenceId.text()) + "]";
    }
}
