package io.kalends.icalendar;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Write;
import java.util.List;

/** In a file an occurrence belongs to its series by the UID alone (RFC 5545 section 3.8.4.4), whatever it is called elsewhere. */
public final class BelowSeries {

    private BelowSeries() {}

    /** The same writes, new occurrences with the UID of the series that they are put below. */
    public static List<Write<CalendarEvent>> named(List<Write<CalendarEvent>> writes) {
        return writes.stream().map(BelowSeries::named).toList();
    }

    private static Write<CalendarEvent> named(Write<CalendarEvent> write) {
        return write instanceof Write.Create<CalendarEvent> create && create.parent() != null
                ? new Write.Create<>(
                        create.key(),
                        create.record().ofSeries(create.parent()),
                        create.parent(),
                        create.origin(),
                        create.formerId(),
                        create.holes())
                : write;
    }
}
