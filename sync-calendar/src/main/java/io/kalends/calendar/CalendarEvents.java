package io.kalends.calendar;

import io.kalends.sync.record.RecordType;

/** Events as the engine sees them: their {@link #type} and the names of its fields. */
public final class CalendarEvents {

    public static final String TITLE = "title";

    /** Plain text, with HTML where there is HTML; compared by the plain text. */
    public static final String DESCRIPTION = "description";

    public static final String LOCATION = "location";

    /** The group of {@link #START}, {@link #END} and {@link #RECURRENCE}, which are merged as one. */
    public static final String SCHEDULE = "schedule";

    public static final String START = "start";

    public static final String END = "end";

    public static final String RECURRENCE = "recurrence";

    public static final String STATUS = "status";

    /** Merged one by one, by address. */
    public static final String ATTENDEES = "attendees";

    public static final String ORGANIZER = "organizer";

    public static final String AVAILABILITY = "availability";

    public static final String VISIBILITY = "visibility";

    public static final String REMINDERS = "reminders";

    public static final String CATEGORIES = "categories";

    public static final String COLOUR = "colour";

    /** Compared by its URI, where it has one. */
    public static final String CONFERENCE = "conference";

    public static final String LINKS = "links";

    public static final String UNKNOWN = "unknown";

    private static final RecordType<CalendarEvent> TYPE = new CalendarEventType();

    private CalendarEvents() {}

    /**
     * The record type of events. {@link #STATUS}, {@link #AVAILABILITY} and {@link #VISIBILITY} are never empty: their defaults
     * are values like others, and a side that cannot hold such a field leaves it out of its traits. UID, recurrence id,
     * sequence, and the times of creation and modification are no fields: they are not merged.
     */
    public static RecordType<CalendarEvent> type() {
        return TYPE;
    }
}
