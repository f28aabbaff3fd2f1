package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a session knows of the series it met. Of a cancelled occurrence Google may tell no more than its id, its series and its
 * original start; what names it on every side, its UID, is that of the series.
 */
final class GoogleSeries {

    private final Map<String, Event> known = new HashMap<>();

    /** Keeps what an event's occurrences need of it. */
    void learn(Event event) {
        if (!GoogleRows.isOccurrence(event) && !GoogleRows.isCancelled(event) && event.getRecurrence() != null) {
            known.put(
                    event.getId(),
                    new Event().setICalUID(event.getICalUID()).setExtendedProperties(event.getExtendedProperties()));
        }
    }

    /** The series without which these cannot be completed, or of which it is not known whether they live. */
    Set<String> missing(Collection<Event> events) {
        Set<String> missing = new LinkedHashSet<>();
        for (Event event : events) {
            boolean doubtful = isBare(event) || (GoogleRows.isOccurrence(event) && GoogleRows.isCancelled(event));
            if (doubtful && !known.containsKey(event.getRecurringEventId())) {
                missing.add(event.getRecurringEventId());
            }
        }
        return missing;
    }

    /** The event with what its series says of it, where it does not say it itself. */
    Event complete(Event event) {
        Event series = isBare(event) ? known.get(event.getRecurringEventId()) : null;
        return series == null
                ? event
                : event.clone().setICalUID(series.getICalUID()).setExtendedProperties(series.getExtendedProperties());
    }

    private static boolean isBare(Event event) {
        return GoogleRows.isOccurrence(event) && event.getICalUID() == null;
    }
}
