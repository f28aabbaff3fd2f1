package io.kalends.engine;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Projection;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import io.kalends.sync.record.RecordType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A replica around another that tells its records otherwise, or makes the writes of a batch in reverse.
 *
 * @param told what becomes of a record on its way out
 * @param version the mapping version that it names
 * @param reversed whether a batch is made from its end
 */
record AlteredReplica<R>(Replica<R> inner, UnaryOperator<Versioned<R>> told, int version, boolean reversed)
        implements Replica<R> {

    static <R> Replica<R> telling(Replica<R> inner, UnaryOperator<Versioned<R>> told) {
        return new AlteredReplica<>(inner, told, inner.traits().mappingVersion(), false);
    }

    /** A newer mapping, which reads the same bytes otherwise. */
    static <R> Replica<R> upgraded(Replica<R> inner, UnaryOperator<R> read) {
        return new AlteredReplica<>(
                inner,
                row -> row.withRecord(read.apply(row.record())),
                inner.traits().mappingVersion() + 1,
                false);
    }

    /** Writes a batch in an order of its own, as servers do. */
    static <R> Replica<R> reversing(Replica<R> inner) {
        return new AlteredReplica<>(
                inner, UnaryOperator.identity(), inner.traits().mappingVersion(), true);
    }

    @Override
    public String id() {
        return inner.id();
    }

    @Override
    public RecordType<R> type() {
        return inner.type();
    }

    @Override
    public ReplicaTraits traits() {
        ReplicaTraits traits = inner.traits();
        return new ReplicaTraits(traits.fields(), traits.sink(), version, traits.indexDelay(), traits.keepsParents());
    }

    @Override
    public Projection<R> projection() {
        return inner.projection();
    }

    @Override
    public ReplicaSession<R> open() {
        return new Session(inner.open());
    }

    private Entry<R> told(Entry<R> entry) {
        return entry instanceof Entry.Present<R> present ? Entry.present(told.apply(present.record())) : entry;
    }

    private WriteResult<R> told(WriteResult<R> result) {
        if (result instanceof WriteResult.Applied<R> applied) {
            Versioned<R> stored = applied.stored();
            return stored == null ? result : new WriteResult.Applied<>(told.apply(stored), applied.found());
        }
        return result;
    }

    private final class Session implements ReplicaSession<R>, ChangeSource<R>, ChangeSink<R> {

        private final ReplicaSession<R> session;

        private Session(ReplicaSession<R> session) {
            this.session = session;
        }

        @Override
        public ChangeSource<R> source() {
            return this;
        }

        @Override
        public Optional<ChangeSink<R>> sink() {
            return Optional.of(this);
        }

        @Override
        public ChangePage<R> changes(ChangeRequest request) {
            ChangePage<R> page = session.source().changes(request);
            return new ChangePage<>(
                    page.entries().stream().map(AlteredReplica.this::told).toList(),
                    page.next(),
                    page.more(),
                    page.listing(),
                    page.families());
        }

        @Override
        public List<Entry<R>> fetch(FetchRequest request) {
            return session.source().fetch(request).stream()
                    .map(AlteredReplica.this::told)
                    .toList();
        }

        @Override
        public WriteResponse<R> write(WriteRequest<R> request) {
            if (!reversed) {
                WriteResponse<R> response = session.sink().orElseThrow().write(request);
                return new WriteResponse<>(
                        response.results().stream()
                                .map(AlteredReplica.this::told)
                                .toList(),
                        response.cursor());
            }
            List<Write<R>> order = new ArrayList<>(request.writes());
            Collections.reverse(order);
            WriteResponse<R> response =
                    session.sink().orElseThrow().write(new WriteRequest<>(order, request.deadline(), request.cursor()));
            List<WriteResult<R>> results = new ArrayList<>(response.results());
            Collections.reverse(results);
            return new WriteResponse<>(results, response.cursor());
        }

        @Override
        public Optional<String> idOf(Write.Create<R> create) {
            return session.sink().orElseThrow().idOf(create);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
