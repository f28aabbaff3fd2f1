package io.kalends.examples.csv;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.sync.Versioned;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A meeting in the file; its UID is the row's id. */
record CsvRow(String uid, String title, String location, EventTime start, EventTime end) {

    static CsvRow of(CalendarEvent event) {
        return new CsvRow(event.uid(), event.title(), event.location(), event.start(), event.end());
    }

    /** What it says is its revision. */
    boolean isAt(@Nullable String revision) {
        return revision == null || revision.equals(versioned().revision());
    }

    Versioned<CalendarEvent> versioned() {
        String revision = Integer.toHexString(hashCode());
        return Versioned.of(
                uid,
                revision,
                CalendarEvent.builder(uid)
                        .title(title)
                        .location(location)
                        .start(start)
                        .end(end)
                        .build());
    }

    /** The row with these fields of an event. */
    CsvRow with(CalendarEvent event, Set<String> changed) {
        return new CsvRow(
                uid,
                changed.contains(CalendarEvents.TITLE) ? event.title() : title,
                changed.contains(CalendarEvents.LOCATION) ? event.location() : location,
                changed.contains(CalendarEvents.START) ? event.start() : start,
                changed.contains(CalendarEvents.END) ? event.end() : end);
    }

    /** The uid alone: a log is no place for what a meeting is about. */
    @Override
    public String toString() {
        return "CsvRow[" + uid + "]";
    }
}
