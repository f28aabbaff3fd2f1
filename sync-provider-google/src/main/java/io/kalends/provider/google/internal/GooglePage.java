package io.kalends.provider.google.internal;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.sync.ChangePage.Family;
import io.kalends.sync.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing as records: each row is one, and each date that a series leaves out. Google says nothing of such a
 * date but in the lines of its series, so all of them are told with that, and a page may have more entries than rows.
 */
final class GooglePage {

    private final GoogleSession session;
    private final Map<String, Entry<CalendarEvent>> entries = new LinkedHashMap<>();
    private final Set<Family> families = new HashSet<>();

    private GooglePage(GoogleSession session) {
        this.session = session;
    }

    /**
     * Reads a page's rows.
     *
     * @param full whether all rows there are come in this listing
     */
    static GooglePage of(GoogleSession session, @Nullable List<Event> rows, boolean full) {
        GooglePage page = new GooglePage(session);
        page.read(newest(rows), full);
        return page;
    }

    List<Entry<CalendarEvent>> entries() {
        return List.copyOf(entries.values());
    }

    /** The series whose excluded dates are all on this page. */
    Set<Family> families() {
        return families;
    }

    /** Google may tell an event twice on a page, in any order: the one that was updated last counts. */
    private static Map<String, Event> newest(@Nullable List<Event> rows) {
        Map<String, Event> newest = new LinkedHashMap<>();
        for (Event event : rows == null ? List.<Event>of() : rows) {
            newest.merge(event.getId(), event, (one, other) -> updated(other) >= updated(one) ? other : one);
        }
        return newest;
    }

    private static long updated(Event event) {
        DateTime updated = event.getUpdated();
        return updated == null ? Long.MIN_VALUE : updated.getValue();
    }

    private void read(Map<String, Event> rows, boolean full) {
        List<Event> series = new ArrayList<>();
        List<Event> joined = new ArrayList<>();
        List<Event> occurrences = new ArrayList<>();
        rows.values().forEach(event -> {
            if (GoogleRows.isOccurrence(event)) {
                occurrences.add(event);
                // Of a series that was split off Google's ids are others, and one slot must not become two records.
                boolean stands = GoogleRows.isShown(event, null) || !slot(event).equals(event.getId());
                session.series().apart(slot(event), stands);
            } else {
                boolean mayHaveDatesAlone = session.series().mayHaveDatesAlone(event, full);
                if (!session.series().learn(event)) {
                    // An older row on a later page: told all the same, for the engine to look at.
                    entries.put(event.getId(), session.read(event));
                    return;
                }
                series.add(event);
                if (mayHaveDatesAlone) {
                    joined.add(event);
                }
            }
        });
        Map<String, Event> others = new GoogleLook(session).seriesOf(occurrences);
        series.forEach(this::readSeries);
        occurrences.forEach(event -> {
            String above = event.getRecurringEventId();
            Event known = session.series().of(above).orElse(others.get(above));
            readOccurrence(event, rows.getOrDefault(above, known));
        });
        // Google does not tell again what it told without its series.
        new GoogleLook(session)
                .datesOf(joined).stream()
                        .filter(date -> !entries.containsKey(date.getId()))
                        .forEach(date -> entries.put(date.getId(), session.read(date)));
    }

    private void readSeries(Event event) {
        Entry<CalendarEvent> entry = GoogleRows.isGone(event) ? Entry.removed(event.getId()) : session.read(event);
        entries.put(event.getId(), entry);
        if (entry instanceof Entry.Unreadable<CalendarEvent>) {
            return;
        }
        Map<String, EventTime> dates =
                GoogleRows.isGone(event) ? Map.of() : session.events().excludedDates(event);
        families.add(new Family(event.getId(), ExcludedDates.REVISION));
        dates.forEach((id, date) -> {
            if (!session.series().isApart(id)) {
                entries.put(id, Entry.present(session.events().excludedDate(event, date)));
            }
        });
    }

    /** What Google shows of an occurrence counts before a line that leaves it out, but for its own cancellation. */
    private void readOccurrence(Event event, @Nullable Event series) {
        String slot = slot(event);
        boolean shown = session.series().isApart(slot);
        Entry<CalendarEvent> leftOut = shown
                ? null
                : session.series().excluded(event, session.events()).orElse(null);
        if (leftOut != null) {
            entries.put(leftOut.id(), leftOut);
            return;
        }
        if (session.series().isAlone(event)) {
            entries.put(event.getId(), session.read(event));
            return;
        }
        boolean gone =
                GoogleRows.isGone(event) || (series != null && (GoogleRows.isGone(series) || isNoHole(event, series)));
        entries.put(event.getId(), gone ? Entry.removed(event.getId()) : session.read(event));
    }

    /**
     * A series that has no such date any more has no hole there: nobody's new record. Where one is linked, the look that
     * follows finds it.
     */
    private boolean isNoHole(Event event, Event series) {
        return GoogleRows.isCancelled(event) && session.events().isAstray(event, series);
    }

    private String slot(Event occurrence) {
        return session.events().slot(occurrence);
    }
}
