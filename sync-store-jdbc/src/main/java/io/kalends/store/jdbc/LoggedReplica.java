package io.kalends.store.jdbc;

import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.record.RecordType;
import org.jspecify.annotations.Nullable;

/** A side over a change log. Its halves borrow a connection for each call, so a session has nothing to hold. */
final class LoggedReplica<R> implements Replica<R> {

    private final String id;
    private final RecordType<R> type;
    private final ReplicaTraits traits;
    private final ReplicaSession<R> session;

    LoggedReplica(
            String id, RecordType<R> type, ReplicaTraits traits, ChangeSource<R> source, @Nullable ChangeSink<R> sink) {
        this.id = id;
        this.type = type;
        this.traits = traits;
        session = new Session<>(id, source, sink);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public RecordType<R> type() {
        return type;
    }

    @Override
    public ReplicaTraits traits() {
        return traits;
    }

    @Override
    public ReplicaSession<R> open() {
        return session;
    }

    @Override
    public String toString() {
        return "Replica[" + id + "]";
    }

    private record Session<R>(
            String id, ChangeSource<R> source, @Nullable ChangeSink<R> writer) implements ReplicaSession<R> {

        @Override
        public ChangeSink<R> sink() {
            if (writer == null) {
                throw new IllegalStateException(id + " is read-only: it was built without a writer");
            }
            return writer;
        }

        @Override
        public void close() {
            // Nothing is held between calls.
        }
    }
}
