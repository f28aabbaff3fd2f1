package io.kalends.provider.google.internal;

import io.kalends.sync.Projection;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEventBuilder;
import io.kalends.sync.calendar.EventStatus;
import io.kalends.sync.calendar.EventTime;
import java.time.ZoneId;

/**
 * What Google would hold of an event: floating times become times in a zone, an event that is cancelled without being an
 * occurrence is there like any other, and of a cancelled occurrence there is no more than that it is cancelled.
 *
 * @param zone where floating times are read
 */
record GoogleProjection(ZoneId zone) implements Projection<CalendarEvent> {

    @Override
    public CalendarEvent project(CalendarEvent event) {
        if (event.status() == EventStatus.CANCELLED && event.isOccurrence()) {
            return cancelledBare(event);
        }
        boolean floats = event.start() instanceof EventTime.Floating;
        boolean cancelled = event.status() == EventStatus.CANCELLED && !event.isOccurrence();
        if (!floats && !cancelled) {
            return event;
        }
        CalendarEventBuilder builder =
                event.toBuilder().start(zoned(event.start())).end(zoned(event.end()));
        return cancelled ? builder.status(EventStatus.CONFIRMED).build() : builder.build();
    }

    /** Google guarantees no more of a cancelled occurrence than its series and its original start. */
    static CalendarEvent cancelledBare(CalendarEvent event) {
        EventTime original = event.recurrenceId();
        if (original == null || event.status() != EventStatus.CANCELLED) {
            return event;
        }
        return CalendarEvent.builder(event.uid())
                .recurrenceId(original)
                .status(EventStatus.CANCELLED)
                .start(original)
                .sequence(event.sequence())
                .createdAt(event.createdAt())
                .modifiedAt(event.modifiedAt())
                .build();
    }

    private EventTime zoned(EventTime time) {
        return time.fold(
                day -> day,
                zoned -> zoned,
                floating -> EventTime.zoned(floating.time().atZone(zone)));
    }
}
