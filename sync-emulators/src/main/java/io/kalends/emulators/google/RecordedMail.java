package io.kalends.emulators.google;

import java.util.List;

/**
 * A mail that Google would have sent to guests.
 *
 * @param calendarId the calendar whose event caused it
 * @param kind why it was sent
 * @param to the guests' addresses
 */
public record RecordedMail(String calendarId, String eventId, Kind kind, List<String> to) {

    /** Why a mail is sent. */
    public enum Kind {
        INVITATION,
        UPDATE,
        CANCELLATION
    }

    public RecordedMail {
        to = List.copyOf(to);
    }
}
