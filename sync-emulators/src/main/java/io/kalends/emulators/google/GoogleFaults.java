package io.kalends.emulators.google;

import static java.util.Objects.requireNonNull;

import io.kalends.emulators.google.internal.FaultPlan;

/** What goes wrong with the calls to an emulator. Safe for many threads. */
public final class GoogleFaults {

    private final FaultPlan plan;

    GoogleFaults(FaultPlan plan) {
        this.plan = plan;
    }

    /** The next call, whichever it is, meets this fault. */
    public InjectedFault inject(GoogleFault fault) {
        return inject(fault, CallPattern.any());
    }

    /** The calls of this pattern meet this fault. A call meets one fault: the first that is due. */
    public InjectedFault inject(GoogleFault fault, CallPattern where) {
        return new InjectedFault(plan.add(requireNonNull(where, "where"), fault.effect()));
    }

    /** Takes out all faults and releases all calls that are held. */
    public void clear() {
        plan.clear();
    }
}
