package io.kalends.testkit;

import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.ReplicaSession;
import java.util.Optional;

/** A run's dealings with an {@link InMemoryReplica}. */
final class MemorySession<R> implements ReplicaSession<R> {

    private final MemoryCore<R> core;
    private final MemorySource<R> source;
    private boolean closed;

    MemorySession(MemoryCore<R> core) {
        this.core = core;
        this.source = new MemorySource<>(core);
        core.log.opened();
    }

    @Override
    public ChangeSource<R> source() {
        requireOpen();
        return source;
    }

    @Override
    public Optional<String> identity() {
        return core.behaviour.identity();
    }

    @Override
    public Optional<ChangeSink<R>> sink() {
        requireOpen();
        return core.traits.writing().map(sink -> new MemorySink<>(core, sink));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            core.log.closed();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this session with " + core.place + " is closed; open another");
        }
    }
}
