package io.kalends.examples.hosttable;

import io.kalends.sync.record.RecordType;
import java.time.Instant;

/**
 * What the host knows of a booking. It has no idea of time zones, attendees or locations.
 *
 * @param id the row's key
 * @param uid the name of the event elsewhere
 * @param room a matter of the host alone, which no calendar shows
 */
record Booking(String id, String uid, String customer, Instant starts, Instant ends, String note, String room) {

    static RecordType<Booking> type() {
        return RecordType.derive(Booking.class)
                .identity(Booking::uid)
                .without("uid")
                .build();
    }

    Booking withCustomer(String customer) {
        return new Booking(id, uid, customer, starts, ends, note, room);
    }

    /** The id and nothing of the customer's. */
    @Override
    public String toString() {
        return "Booking[" + id + "]";
    }
}
