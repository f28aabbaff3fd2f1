package io.kalends.emulators.google.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A series taken apart: its untouched occurrences, and the changed and cancelled ones in their places. */
final class Occurrences {

    private final CalendarState calendar;
    private final Instant now;

    Occurrences(CalendarState calendar, Instant now) {
        this.calendar = calendar;
        this.now = now;
    }

    /** The occurrences that touch a span, cancelled ones included. */
    List<EventRow> of(EventRow master, Span span) {
        Map<String, EventRow> exceptions = calendar.exceptionsOf(master.id()).stream()
                .collect(Collectors.toMap(EventRow::id, Function.identity()));
        List<EventRow> found = new ArrayList<>();
        for (When original : Series.of(master.json(), calendar.zone()).startsBefore(span.limit(now))) {
            EventRow occurrence = Events.occurrence(calendar, master, original);
            if (!exceptions.containsKey(occurrence.id()) && within(occurrence, span)) {
                found.add(occurrence);
            }
        }
        exceptions.values().stream().filter(row -> within(row, span)).forEach(found::add);
        return found;
    }

    boolean within(EventRow row, Span span) {
        if (span.unlimited()) {
            return true;
        }
        if (row.recurring()) {
            return seriesWithin(row, span);
        }
        Instant start = When.stored(row.json().path("start"), calendar.zone()).instant();
        Instant end = When.stored(row.json().path("end"), calendar.zone()).instant();
        // What takes no time at all is there for its moment.
        return span.holds(start, end.isAfter(start) ? end : start.plusMillis(1));
    }

    private boolean seriesWithin(EventRow master, Span span) {
        Series series = Series.of(master.json(), calendar.zone());
        return series.startsBefore(span.limit(now)).stream()
                .anyMatch(
                        start -> span.holds(start.instant(), series.endOf(start).instant()));
    }
}
