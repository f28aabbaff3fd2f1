package io.kalends.store.jdbc;

import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.record.RecordType;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A side over a change log. Its halves borrow a connection for each call, so a session holds nothing open. */
final class LoggedReplica<R> implements Replica<R> {

    private final String id;
    private final RecordType<R> type;
    private final Supplier<String> identity;
    private final ReplicaTraits traits;
    private final ChangeSource<R> source;
    private final @Nullable ChangeSink<R> sink;
    private final Runnable ready;

    /**
     * A side.
     *
     * @param ready throws if a run that begins now could not end
     */
    LoggedReplica(
            String id,
            RecordType<R> type,
            Supplier<String> identity,
            ReplicaTraits traits,
            ChangeSource<R> source,
            @Nullable ChangeSink<R> sink,
            Runnable ready) {
        this.id = id;
        this.type = type;
        this.identity = identity;
        this.traits = traits;
        this.source = source;
        this.sink = sink;
        this.ready = ready;
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
        ready.run();
        return new Session();
    }

    @Override
    public String toString() {
        return "Replica[" + id + "]";
    }

    private final class Session implements ReplicaSession<R> {

        private @Nullable String known;

        @Override
        public ChangeSource<R> source() {
            return source;
        }

        /** Read once a session, and no longer kept: the database may be another one by the next. */
        @Override
        public Optional<String> identity() {
            if (known == null) {
                known = identity.get();
            }
            return Optional.of(known);
        }

        @Override
        public Optional<ChangeSink<R>> sink() {
            return Optional.ofNullable(sink);
        }

        @Override
        public void close() {
            // Nothing is held between calls.
        }
    }
}
