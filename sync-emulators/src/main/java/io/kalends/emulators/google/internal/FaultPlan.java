package io.kalends.emulators.google.internal;

import io.kalends.emulators.google.CallPattern;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The faults that wait for calls. Safe for many threads. */
public final class FaultPlan {

    private static final long LONGEST_WAIT_SECONDS = 30;

    private final List<Planned> planned = new CopyOnWriteArrayList<>();

    /** Adds a fault. */
    public Planned add(CallPattern where, Effect effect) {
        Planned fault = new Planned(where, effect);
        planned.add(fault);
        return fault;
    }

    /** Forgets all faults and releases what they hold. */
    public void clear() {
        planned.forEach(Planned::release);
        planned.clear();
    }

    /** The fault that a call meets: the first that is due. All that match count the call. */
    synchronized Optional<Planned> meet(String kind, String method, String path) {
        List<Planned> due = planned.stream()
                .filter(fault -> fault.isDue(kind, method, path))
                .toList();
        due.stream().limit(1).forEach(Planned::fire);
        return due.stream().findFirst();
    }

    /** One fault. */
    public final class Planned {

        private final CallPattern where;
        private final Effect effect;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private int seen;
        private int fired;

        private Planned(CallPattern where, Effect effect) {
            this.where = where;
            this.effect = effect;
        }

        boolean afterCommit() {
            return effect.afterCommit();
        }

        /** Does its harm; gives what is answered instead, if anything. */
        Optional<ApiAnswer> apply() {
            reached.countDown();
            return effect.action().apply(released);
        }

        private synchronized boolean isDue(String kind, String method, String path) {
            return where.matches(kind, method, path) && seen++ >= where.skip() && fired < where.times();
        }

        private synchronized void fire() {
            fired++;
        }

        /** How many calls have met it. */
        public synchronized int fired() {
            return fired;
        }

        /** Waits until a call has met it. */
        public void awaitFired() {
            try {
                if (!reached.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("no call has met the fault within 30 s: " + where);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a call to meet a fault", interrupted);
            }
        }

        /** Lets go what waits here. */
        public void release() {
            released.countDown();
        }

        /** Takes it out. */
        public void remove() {
            release();
            planned.remove(this);
        }
    }
}
