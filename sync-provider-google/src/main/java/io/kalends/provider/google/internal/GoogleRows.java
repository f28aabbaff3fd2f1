package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;

/** What a row of Google's is, before its fields are read. */
final class GoogleRows {

    private static final String CANCELLED = "cancelled";

    private GoogleRows() {}

    static boolean isCancelled(Event event) {
        return CANCELLED.equals(event.getStatus());
    }

    static boolean isOccurrence(Event event) {
        return event.getRecurringEventId() != null;
    }

    /**
     * Whether there is no such record: a deleted event, or an occurrence that was put back to the rule of its series. A
     * cancelled occurrence is a record.
     */
    static boolean isGone(Event event) {
        return isOccurrence(event) ? OccurrenceReset.isAsRule(event) : isCancelled(event);
    }
}
