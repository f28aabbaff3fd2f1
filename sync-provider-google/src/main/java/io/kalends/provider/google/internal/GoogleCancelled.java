package io.kalends.provider.google.internal;

import com.google.api.client.util.Data;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event that is cancelled without being an occurrence. To Google a cancelled event is a deleted one, so there it stands as
 * one that is free and says in its title that it is cancelled; a private property holds whether it was free before. Who makes
 * it busy there lets it take place again.
 */
final class GoogleCancelled {

    /** The private property: Google's word for the availability that the event has when it takes place. */
    static final String PROPERTY = "kalends.cancelled";

    private static final String CANCELLED = "Cancelled";
    private static final String BEFORE_TITLE = CANCELLED + ": ";
    private static final String FREE = "transparent";
    private static final String BUSY = "opaque";

    private static final Set<String> SHOWN_OTHERWISE = Set.of(CalendarEvents.TITLE, CalendarEvents.AVAILABILITY);

    private GoogleCancelled() {}

    static boolean is(Event event) {
        return !GoogleRows.isOccurrence(event) && before(event) != null && FREE.equals(event.getTransparency());
    }

    private static @Nullable String before(Event event) {
        return GoogleEvents.property(event, PROPERTY);
    }

    /** Whether the event takes no time, but for being cancelled. */
    static boolean isFree(Event event) {
        return FREE.equals(is(event) ? before(event) : event.getTransparency());
    }

    static String title(Event event) {
        String summary = Objects.requireNonNullElse(event.getSummary(), "");
        if (GoogleRows.isOccurrence(event) || before(event) == null) {
            return summary;
        }
        return summary.equals(CANCELLED)
                ? ""
                : summary.startsWith(BEFORE_TITLE) ? summary.substring(BEFORE_TITLE.length()) : summary;
    }

    /** Whether it matters to this write if Google holds the event as a cancelled one. */
    static boolean concerns(CalendarEvent record, Set<String> changed) {
        return !record.isOccurrence()
                && (changed.contains(CalendarEvents.STATUS)
                        || (isCancelled(record) && changed.stream().anyMatch(SHOWN_OTHERWISE::contains)));
    }

    private static boolean isCancelled(CalendarEvent record) {
        return !record.isOccurrence() && record.status() == EventStatus.CANCELLED;
    }

    /** A new event, shown as cancelled if it is. */
    static Event shown(Event insert, CalendarEvent record) {
        return isCancelled(record)
                ? cancelled(insert, record.title(), GoogleChoices.transparency(record.availability()))
                : insert;
    }

    /**
     * A patch of the changed fields, as what is cancelled is shown.
     *
     * @param there what Google holds
     */
    static Event shown(Event patch, CalendarEvent record, Set<String> changed, Event there) {
        boolean was = is(there);
        boolean becomes = changed.contains(CalendarEvents.STATUS) ? isCancelled(record) : was;
        if (!was && !becomes) {
            return patch;
        }
        String title = changed.contains(CalendarEvents.TITLE) ? record.title() : title(there);
        boolean free = changed.contains(CalendarEvents.AVAILABILITY)
                ? FREE.equals(GoogleChoices.transparency(record.availability()))
                : isFree(there);
        return becomes
                ? cancelled(patch, title, free ? FREE : BUSY)
                : withProperty(
                        patch.setSummary(title.isEmpty() ? Data.NULL_STRING : title)
                                .setTransparency(free ? FREE : BUSY),
                        Data.NULL_STRING);
    }

    private static Event cancelled(Event event, String title, String transparency) {
        return withProperty(
                event.setSummary(title.isEmpty() ? CANCELLED : BEFORE_TITLE + title)
                        .setTransparency(FREE),
                transparency);
    }

    private static Event withProperty(Event event, String value) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put(PROPERTY, value);
        return event.setExtendedProperties(new Event.ExtendedProperties().setPrivate(own));
    }
}
