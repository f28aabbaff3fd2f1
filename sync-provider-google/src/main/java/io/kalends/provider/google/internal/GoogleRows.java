package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import org.jspecify.annotations.Nullable;

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

    /**
     * Whether an occurrence is there as an event that differs from its series. Asked for by its id, Google shows any
     * occurrence, those that nobody touched with the revision of their series.
     *
     * @param series as far as it is known
     */
    static boolean isShown(Event occurrence, @Nullable Event series) {
        boolean untouched = series != null
                && occurrence.getEtag() != null
                && occurrence.getEtag().equals(series.getEtag())
                && OccurrenceReset.isLike(series, occurrence);
        return !isCancelled(occurrence) && !isGone(occurrence) && !untouched;
    }
}
