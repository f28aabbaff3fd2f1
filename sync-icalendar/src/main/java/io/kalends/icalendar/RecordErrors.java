package io.kalends.icalendar;

import io.kalends.icalendar.text.IcsFormatException;
import java.time.DateTimeException;

/** Why one record cannot be read or written. */
final class RecordErrors {

    private RecordErrors() {}

    /**
     * Why one record cannot be read or written: whatever it is, it is this record's alone. Our own messages name places and
     * forms, never content; those of others may quote it.
     */
    static String of(RuntimeException e) {
        if (e instanceof DateTimeException) {
            return "a date or time is out of range; iCalendar holds the years 0000 to 9999";
        }
        boolean own = e instanceof IcsFormatException || e.getClass().equals(IllegalArgumentException.class);
        return own
                ? String.valueOf(e.getMessage())
                : "it holds something that is not understood (" + e.getClass().getSimpleName() + ")";
    }
}
