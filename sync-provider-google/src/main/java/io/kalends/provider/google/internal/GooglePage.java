package io.kalends.provider.google.internal;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing as records: each row is one, and each date that a series leaves out. Such a date is told with its
 * series, and told to be gone when its series comes without it. So a page may have more entries than rows.
 */
final class GooglePage {

    private final GoogleSession session;
    private final Map<String, Entry<CalendarEvent>> entries = new LinkedHashMap<>();
    private final Map<String, Collection<EventTime>> excluded = new HashMap<>();
    private final ToldExclusions before;
    private ToldExclusions alone;

    private GooglePage(GoogleSession session, ToldExclusions before) {
        this.session = session;
        this.before = before;
        this.alone = before;
    }

    /** Reads a page's rows, after those that were told before it. */
    static GooglePage of(GoogleSession session, @Nullable List<Event> rows, ToldExclusions before) {
        GooglePage page = new GooglePage(session, before);
        page.read(newest(rows));
        return page;
    }

    List<Entry<CalendarEvent>> entries() {
        return List.copyOf(entries.values());
    }

    /** The excluded dates that are told with this page, and the dates without their series. */
    ToldExclusions told() {
        return alone.with(excluded);
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

    private void read(Map<String, Event> rows) {
        List<Event> series = new ArrayList<>();
        List<Event> occurrences = new ArrayList<>();
        rows.values().forEach(event -> {
            if (GoogleRows.isOccurrence(event)) {
                occurrences.add(event);
                // Of a series that was split off Google's ids are others, and one slot must not become two records.
                boolean stands = GoogleRows.isShown(event, null) || !slot(event).equals(event.getId());
                session.series().apart(slot(event), stands);
            } else if (session.series().learn(event)) {
                series.add(event);
            } else {
                // An older row on a later page: told all the same, for the engine to look at.
                entries.put(event.getId(), session.read(event));
            }
        });
        Map<String, Event> others = new GoogleLook(session).seriesOf(occurrences);
        series.forEach(this::readSeries);
        occurrences.forEach(event -> {
            String above = event.getRecurringEventId();
            Event known = session.series().of(above).orElse(others.get(above));
            readOccurrence(event, rows.getOrDefault(above, known));
        });
        series.stream().filter(event -> !GoogleRows.isGone(event)).forEach(this::callHome);
    }

    /** Google does not tell again what it told without its series. */
    private void callHome(Event series) {
        Collection<String> dates = before.alone(series.getId());
        if (!dates.isEmpty()) {
            new GoogleLook(session).at(dates).forEach(entry -> entries.putIfAbsent(entry.id(), entry));
            alone = alone.atHome(series.getId());
        }
    }

    private void readSeries(Event event) {
        Entry<CalendarEvent> entry = GoogleRows.isGone(event) ? Entry.removed(event.getId()) : session.read(event);
        entries.put(event.getId(), entry);
        if (entry instanceof Entry.Unreadable<CalendarEvent>) {
            return;
        }
        Map<String, EventTime> dates =
                GoogleRows.isGone(event) ? Map.of() : session.events().excludedDates(event);
        excluded.put(event.getId(), dates.values());
        before.vanished(event.getId(), dates.values()).forEach(id -> entries.put(id, Entry.removed(id)));
        dates.forEach((id, date) -> {
            if (!session.series().isApart(id)) {
                Versioned<CalendarEvent> leftOut = session.events().excludedDate(event, date);
                // What was told before may have been left out at any time, so it does not outdo anything without a
                // look.
                boolean again = before.has(event.getId(), date);
                entries.put(
                        id,
                        Entry.present(
                                again ? leftOut.modifiedAt(session.events().createdAt(event)) : leftOut));
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
            tellAlone(event);
            return;
        }
        boolean gone =
                GoogleRows.isGone(event) || (series != null && (GoogleRows.isGone(series) || isNoHole(event, series)));
        entries.put(event.getId(), gone ? Entry.removed(event.getId()) : session.read(event));
    }

    private void tellAlone(Event event) {
        Entry<CalendarEvent> entry = session.read(event);
        entries.put(event.getId(), entry);
        if (entry instanceof Entry.Present<CalendarEvent> present) {
            present.record()
                    .record()
                    .originalStart()
                    .ifPresent(date -> alone = alone.withAlone(event.getRecurringEventId(), date));
        }
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
