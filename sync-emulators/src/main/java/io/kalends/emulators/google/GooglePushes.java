package io.kalends.emulators.google;

import io.kalends.emulators.google.internal.Deliveries;
import java.util.List;

/** The messages of watch channels. Safe for many threads. */
public final class GooglePushes {

    private final Deliveries deliveries;

    GooglePushes(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** What was sent or lost, in order. Ask after {@link GoogleCalendarEmulator#awaitDeliveries}. */
    public List<RecordedPush> sent() {
        return deliveries.sent();
    }

    /** The next messages are lost. */
    public void loseNext(int messages) {
        deliveries.lose(messages);
    }

    /** The next messages come twice. */
    public void duplicateNext(int messages) {
        deliveries.duplicate(messages);
    }

    /** From now on the first message of a channel comes before the answer to the call that opens it. */
    public void early(boolean on) {
        deliveries.early(on);
    }
}
