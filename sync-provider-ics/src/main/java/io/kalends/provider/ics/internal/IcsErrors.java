package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.text.IcsFormatException;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.WriteResult;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a calendar, as the engine's exceptions: one place for files and formats. */
final class IcsErrors {

    private IcsErrors() {}

    static Place place(String collection) {
        return new Place("ics", collection);
    }

    /** The answer to a write that another program's saves got in the way of, again and again. */
    static WriteResult<CalendarEvent> savedMeanwhile() {
        return WriteResult.deferred("another program saved the file each time it was to be written", null);
    }

    /** A file that cannot be read or written. The system's own words name files, never content. */
    static SyncException of(Place place, IOException e, String doing) {
        if (e instanceof NoSuchFileException) {
            return new RejectedException(
                    place, doing + " is not possible: it does not exist", "correct the path, or put it there", e);
        }
        if (e instanceof AccessDeniedException) {
            return new RejectedException(
                    place, doing + " is not permitted", "give this process the right to, in its folder too", e);
        }
        String reason = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        return new TransientException(
                place,
                doing + " failed (" + reason + "); nothing was changed",
                "it is tried again; free disk space",
                e);
    }

    /** Bytes that are no calendar, or too many of them. */
    static SyncException of(Place place, IcsFormatException e) {
        return switch (e.reason()) {
            case EMPTY -> new TransientException(place, "the calendar is empty", "read again; nothing was changed", e);
            case NOT_ICALENDAR ->
                new RejectedException(
                        place,
                        "this is not iCalendar, there is no BEGIN:VCALENDAR near its start",
                        "correct the address or the file (a log-in page?); nothing was changed",
                        e);
            default -> new RejectedException(place, String.valueOf(e.getMessage()), "nothing was changed", e);
        };
    }
}
