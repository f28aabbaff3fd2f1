package io.kalends.icalendar;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsTime;
import io.kalends.sync.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * One record of a calendar: a VEVENT, or an EXDATE of one.
 *
 * @param record the event as the sync sees it
 * @param calendar the VCALENDAR it stands in
 * @param component the VEVENT; for an excluded date that of its series
 * @param excluded the excluded date; {@code null} for a VEVENT
 */
public record EventRow(
        Versioned<CalendarEvent> record,
        IcsComponent calendar,
        IcsComponent component,
        @Nullable IcsTime excluded) {

    public String id() {
        return record.id();
    }

    /** Whether this is no component of its own but a date that its series leaves out. */
    public boolean isExcludedDate() {
        return excluded != null;
    }

    EventRow childOf(String series) {
        return new EventRow(record.childOf(series), calendar, component, excluded);
    }

    @Override
    public String toString() {
        return "EventRow[" + id() + "]";
    }
}
