package io.kalends.sync.internal;

import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.record.RecordType;

/** A side that is only described: the planner never opens one. */
record DescribedReplica<R>(String id, RecordType<R> type, ReplicaTraits traits) implements Replica<R> {

    static <R> DescribedReplica<R> writable(String id, RecordType<R> type) {
        return new DescribedReplica<>(
                id, type, ReplicaTraits.writable(new SinkTraits(Recognition.BY_KEY, true, true, 50)));
    }

    @Override
    public ReplicaSession<R> open() {
        throw new AssertionError("the planner does no I/O");
    }
}
