package io.kalends.emulators.google;

import io.kalends.emulators.google.internal.FaultPlan;

/** A fault that waits for its calls. Safe for many threads. */
public final class InjectedFault {

    private final FaultPlan.Planned planned;

    InjectedFault(FaultPlan.Planned planned) {
        this.planned = planned;
    }

    /** How many calls have met it. */
    public int fired() {
        return planned.fired();
    }

    /**
     * Waits until it has done its harm to a call, so that a call that is to be held is held.
     *
     * @throws IllegalStateException if no call came within 30 s, or the waiting was interrupted
     */
    public void awaitFired() {
        planned.awaitFired();
    }

    /** Lets the calls go on that wait here, and all that would. */
    public void release() {
        planned.release();
    }

    /** Takes it out: no further call meets it. */
    public void remove() {
        planned.remove();
    }
}
