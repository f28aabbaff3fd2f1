package io.kalends.provider.google.internal;

import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.testkit.contract.ReplicaContract;
import io.kalends.testkit.contract.ReplicaHarness;

/** A Google calendar keeps the contract of replicas, over HTTP. */
class GoogleContractTest extends ReplicaContract<CalendarEvent> {

    @Override
    protected ReplicaHarness<CalendarEvent> open() {
        return new EmulatedSide();
    }
}
