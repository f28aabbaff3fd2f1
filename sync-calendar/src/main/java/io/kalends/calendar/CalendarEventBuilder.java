package io.kalends.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link CalendarEvent}; not for sharing between threads.
 *
 * <p>Without a start, an occurrence has its original one. Without an end, a day lasts one day and a time has no length (RFC
 * 5545 section 3.6.1).
 */
public final class CalendarEventBuilder {

    private final String uid;
    private @Nullable EventTime recurrenceId;
    private int sequence;
    private EventStatus status = EventStatus.CONFIRMED;
    private String title = "";
    private String description = "";
    private String htmlDescription = "";
    private String location = "";
    private @Nullable EventTime start;
    private @Nullable EventTime end;
    private Recurrence recurrence = Recurrence.NONE;
    private List<Attendee> attendees = List.of();
    private @Nullable Organizer organizer;
    private Availability availability = Availability.BUSY;
    private Visibility visibility = Visibility.DEFAULT;
    private List<Reminder> reminders = List.of();
    private List<String> categories = List.of();
    private String colour = "";
    private @Nullable Conference conference;
    private List<EventLink> links = List.of();
    private List<UnknownProperty> unknown = List.of();
    private @Nullable Instant createdAt;
    private @Nullable Instant modifiedAt;

    CalendarEventBuilder(String uid) {
        this.uid = uid;
    }

    CalendarEventBuilder(CalendarEvent event) {
        this(event.uid(), event);
    }

    CalendarEventBuilder(String uid, CalendarEvent event) {
        this.uid = uid;
        recurrenceId = event.recurrenceId();
        sequence = event.sequence();
        status = event.status();
        title = event.title();
        description = event.description();
        htmlDescription = event.htmlDescription();
        location = event.location();
        start = event.start();
        end = event.end();
        recurrence = event.recurrence();
        attendees = event.attendees();
        organizer = event.organizer();
        availability = event.availability();
        visibility = event.visibility();
        reminders = event.reminders();
        categories = event.categories();
        colour = event.colour();
        conference = event.conference();
        links = event.links();
        unknown = event.unknown();
        createdAt = event.createdAt();
        modifiedAt = event.modifiedAt();
    }

    public CalendarEventBuilder recurrenceId(@Nullable EventTime recurrenceId) {
        this.recurrenceId = recurrenceId;
        return this;
    }

    public CalendarEventBuilder sequence(int sequence) {
        this.sequence = sequence;
        return this;
    }

    public CalendarEventBuilder status(EventStatus status) {
        this.status = status;
        return this;
    }

    public CalendarEventBuilder title(String title) {
        this.title = title;
        return this;
    }

    public CalendarEventBuilder description(String description) {
        this.description = description;
        return this;
    }

    public CalendarEventBuilder htmlDescription(String htmlDescription) {
        this.htmlDescription = htmlDescription;
        return this;
    }

    public CalendarEventBuilder location(String location) {
        this.location = location;
        return this;
    }

    public CalendarEventBuilder start(EventTime start) {
        this.start = start;
        return this;
    }

    /** The end by the exact time from the start, which must be set and must not be a day. */
    public CalendarEventBuilder lasting(Duration length) {
        end = EventSpan.after(start, length);
        return this;
    }

    public CalendarEventBuilder end(@Nullable EventTime end) {
        this.end = end;
        return this;
    }

    public CalendarEventBuilder recurrence(Recurrence recurrence) {
        this.recurrence = recurrence;
        return this;
    }

    public CalendarEventBuilder attendees(List<Attendee> attendees) {
        this.attendees = attendees;
        return this;
    }

    public CalendarEventBuilder organizer(@Nullable Organizer organizer) {
        this.organizer = organizer;
        return this;
    }

    public CalendarEventBuilder availability(Availability availability) {
        this.availability = availability;
        return this;
    }

    public CalendarEventBuilder visibility(Visibility visibility) {
        this.visibility = visibility;
        return this;
    }

    public CalendarEventBuilder reminders(List<Reminder> reminders) {
        this.reminders = reminders;
        return this;
    }

    public CalendarEventBuilder categories(List<String> categories) {
        this.categories = categories;
        return this;
    }

    public CalendarEventBuilder colour(String colour) {
        this.colour = colour;
        return this;
    }

    public CalendarEventBuilder conference(@Nullable Conference conference) {
        this.conference = conference;
        return this;
    }

    public CalendarEventBuilder links(List<EventLink> links) {
        this.links = links;
        return this;
    }

    public CalendarEventBuilder unknown(List<UnknownProperty> unknown) {
        this.unknown = unknown;
        return this;
    }

    public CalendarEventBuilder createdAt(@Nullable Instant createdAt) {
        this.createdAt = createdAt;
        return this;
    }

    public CalendarEventBuilder modifiedAt(@Nullable Instant modifiedAt) {
        this.modifiedAt = modifiedAt;
        return this;
    }

    /**
     * Builds the event.
     *
     * @throws IllegalArgumentException if there is no start, or as the constructor of {@link CalendarEvent}
     */
    public CalendarEvent build() {
        EventTime first = start == null ? recurrenceId : start;
        if (first == null) {
            throw new IllegalArgumentException("event " + uid + " needs a start");
        }
        return new CalendarEvent(
                uid,
                recurrenceId,
                sequence,
                status,
                title,
                description,
                htmlDescription,
                location,
                first,
                end == null ? EventSpan.defaultEnd(first) : end,
                recurrence,
                attendees,
                organizer,
                availability,
                visibility,
                reminders,
                categories,
                colour,
                conference,
                links,
                unknown,
                createdAt,
                modifiedAt);
    }
}
