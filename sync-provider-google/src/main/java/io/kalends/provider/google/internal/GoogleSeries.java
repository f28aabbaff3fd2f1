package io.kalends.provider.google.internal;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Entry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows of the series it met. Of a cancelled occurrence Google may tell no more than its id, its series and its
 * original start; what names it on every side, its UID, is that of the series.
 */
final class GoogleSeries {

    private final Map<String, Event> known = new HashMap<>();
    private final Map<String, String> own = new HashMap<>();
    private final Set<String> apart = new HashSet<>();
    private final Set<String> absent = new HashSet<>();

    /**
     * Keeps what an event's occurrences need of it.
     *
     * @return whether this is the newest that was seen of it
     */
    boolean learn(Event event) {
        absent.remove(event.getId());
        if (GoogleRows.isOccurrence(event) || GoogleRows.isCancelled(event) || event.getRecurrence() == null) {
            known.remove(event.getId());
            return true;
        }
        Event before = known.get(event.getId());
        if (before != null && isBefore(event.getUpdated(), before.getUpdated())) {
            return false;
        }
        // Without what is long and says nothing of its occurrences.
        known.put(event.getId(), event.clone().setDescription(null).setConferenceData(null));
        return true;
    }

    /** Keeps a series as this session made it, or changed what it made. */
    void write(Event event) {
        if (learn(event) && known.containsKey(event.getId())) {
            own.put(event.getId(), event.getEtag());
        }
    }

    /** A series that this session made, if nobody else was seen to change it since. */
    Optional<Event> own(String id) {
        String etag = own.get(id);
        return etag == null ? Optional.empty() : at(id, etag);
    }

    /** Notes that Google has no such event for this account: of its dates some may be there all the same, by invitation. */
    void lack(String id) {
        known.remove(id);
        absent.add(id);
    }

    /** Whether an occurrence is there without its series. */
    boolean isAlone(Event event) {
        return GoogleRows.isOccurrence(event)
                && !GoogleRows.isCancelled(event)
                && isInvited(event)
                && absent.contains(event.getRecurringEventId());
    }

    /**
     * Whether dates of a series may be there, by invitation, that were told without it.
     *
     * @param full whether all of them come in the listing that tells of the series
     */
    boolean mayHaveDatesAlone(Event series, boolean full) {
        return series.getRecurrence() != null
                && !GoogleRows.isGone(series)
                && isInvited(series)
                && (!full || absent.contains(series.getId()));
    }

    /**
     * Notes an occurrence by the id that its series and its original start make.
     *
     * @param shown whether Google shows it as an event of its own
     */
    void apart(String slot, boolean shown) {
        if (shown) {
            apart.add(slot);
        } else {
            apart.remove(slot);
        }
    }

    boolean isApart(String slot) {
        return apart.contains(slot);
    }

    /** The date as a record that an occurrence's series, as far as it is known, leaves out in its place. */
    Optional<Entry<CalendarEvent>> excluded(Event occurrence, GoogleEvents events) {
        Event series = known.get(occurrence.getRecurringEventId());
        String slot = events.slot(occurrence);
        return series == null
                ? Optional.empty()
                : Optional.ofNullable(events.excludedDates(series).get(slot))
                        .map(date -> Entry.present(events.excludedDate(series, date)));
    }

    private static boolean isBefore(@Nullable DateTime one, @Nullable DateTime other) {
        return one != null && other != null && one.getValue() < other.getValue();
    }

    /** A series as it was last seen, without its description. */
    Optional<Event> of(String id) {
        return Optional.ofNullable(known.get(id));
    }

    /** The schedule of a series as it is at this revision, if that was seen. */
    Optional<Event> at(String id, String etag) {
        return Optional.ofNullable(known.get(id)).filter(series -> etag.equals(series.getEtag()));
    }

    /** The series without which these cannot be completed, or of which it is not known whether they live. */
    Set<String> missing(Collection<Event> events) {
        Set<String> missing = new LinkedHashSet<>();
        for (Event event : events) {
            boolean doubtful = isBare(event)
                    || (GoogleRows.isOccurrence(event) && (GoogleRows.isCancelled(event) || isInvited(event)));
            if (doubtful && !known.containsKey(event.getRecurringEventId())) {
                missing.add(event.getRecurringEventId());
            }
        }
        return missing;
    }

    /** Of somebody else's series one may be invited to single dates. */
    private static boolean isInvited(Event event) {
        return event.getOrganizer() != null
                && !Boolean.TRUE.equals(event.getOrganizer().getSelf());
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
