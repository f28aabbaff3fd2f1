package io.kalends.calendar;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The stretch between a start and an end. */
final class EventSpan {

    private EventSpan() {}

    /** The end of an event that does not give one. */
    static EventTime defaultEnd(EventTime start) {
        return start.fold(allDay -> EventTime.allDay(allDay.date().plusDays(1)), zoned -> zoned, floating -> floating);
    }

    /** The time that lies this long after the start. */
    static EventTime after(@Nullable EventTime start, Duration length) {
        if (start == null || start.isAllDay()) {
            throw new IllegalArgumentException(
                    "a length needs a start with a time of day; give an all-day event an end");
        }
        return start.fold(
                allDay -> allDay,
                zoned -> EventTime.zoned(zoned.time().plus(length)),
                floating -> EventTime.floating(floating.time().plus(length)));
    }
}
