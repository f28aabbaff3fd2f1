package io.kalends.provider.google.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.Projection;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.record.RecordType;
import java.time.ZoneId;

/**
 * A Google calendar as a side of a pair.
 *
 * @param calendar its own id, never {@code primary}
 * @param zone where floating times are read if the calendar does not say
 */
record GoogleReplica(GoogleApi api, String calendar, GoogleOptions options, boolean isWritable, ZoneId zone)
        implements Replica<CalendarEvent> {

    /** Four batches at once: the dates that a series leaves out are written together, as far as one call names them. */
    private static final int WRITES = 4 * GoogleBatchFormat.SIZE;

    private static final SinkTraits SINK = new SinkTraits(Recognition.BY_KEY, true, true, WRITES);

    @Override
    public String id() {
        return "google:" + calendar;
    }

    @Override
    public RecordType<CalendarEvent> type() {
        return CalendarEvents.type();
    }

    @Override
    public ReplicaTraits traits() {
        return new ReplicaTraits(GoogleEvents.fields(), isWritable ? SINK : null, GoogleEvents.MAPPING_VERSION)
                .keepingParents();
    }

    @Override
    public Projection<CalendarEvent> projection() {
        return new GoogleProjection(zone, options.invite(), calendar);
    }

    @Override
    public ReplicaSession<CalendarEvent> open() {
        return new GoogleSession(this);
    }

    /** The calendar. */
    @Override
    public String toString() {
        return "GoogleReplica[" + calendar + "]";
    }
}
