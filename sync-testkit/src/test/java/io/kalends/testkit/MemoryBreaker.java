package io.kalends.testkit;

import io.kalends.testkit.contract.ReplicaBreaker;

/** Breaks the way to a replica in memory. */
record MemoryBreaker(Faults<?> faults) implements ReplicaBreaker {

    @Override
    public void down() {
        faults.calls().down();
    }

    @Override
    public void up() {
        faults.calls().up();
    }

    @Override
    public void loseNextAnswer() {
        faults.writes().loseAnswers(1);
    }

    @Override
    public void expireCursors() {
        faults.reads().purgeHistory();
    }
}
