package io.kalends.sync.internal;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Place;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Requests;
import io.kalends.sync.Side;
import io.kalends.sync.SideCall;
import io.kalends.sync.SideCall.Kind;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One side during a run: its session, and the calls made to it. What a side answers is checked here once. */
final class SideIo<R> implements AutoCloseable {

    private final Side side;
    private final Listeners listeners;
    private final Clock clock;
    private final Replica<R> replica;
    private final ReplicaSession<R> session;
    private int pages;
    private int fetches;
    private int writes;
    private boolean down;

    SideIo(Side side, RunSetup<R> setup) {
        this.side = side;
        this.listeners = setup.listeners();
        this.clock = setup.clock();
        this.replica = setup.pair().on(side);
        this.session = replica.open();
    }

    Replica<R> replica() {
        return replica;
    }

    /** What tells this collection from all others, also from one of the same name. */
    String collection() {
        return session.identity().orElseGet(replica::id);
    }

    ChangePage<R> changes(@Nullable Cursor cursor, SyncWindow.Range range, int pageSize, Instant deadline) {
        pages++;
        ChangeRequest request = new ChangeRequest(cursor, range.from(), range.to(), pageSize, deadline);
        return told(
                Kind.LIST,
                () -> session.source().changes(request),
                page -> page.entries().size());
    }

    /** The records of these ids, by id; one the source did not answer for is unreadable, never gone. */
    Map<String, Entry<R>> fetch(Collection<String> ids, Instant deadline) {
        Map<String, Entry<R>> answered = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return answered;
        }
        fetches++;
        FetchRequest request = new FetchRequest(ids, deadline);
        told(Kind.FETCH, () -> session.source().fetch(request), List::size)
                .forEach(entry -> answered.put(entry.id(), entry));
        Map<String, Entry<R>> asked = new LinkedHashMap<>();
        for (String id : ids) {
            Entry<R> entry = answered.get(id);
            asked.put(id, entry != null ? entry : Entry.unreadable(id, "the source did not answer for it"));
        }
        return asked;
    }

    /** Makes a call, and tells the listeners of it, also if it fails. */
    private <T> T told(Kind kind, Supplier<T> call, ToIntFunction<T> records) {
        Instant began = clock.instant();
        T answer = null;
        try {
            answer = call.get();
            return answer;
        } finally {
            int about = answer == null ? 0 : records.applyAsInt(answer);
            SideCall made = new SideCall(side, kind, about, Duration.between(began, clock.instant()), answer != null);
            listeners.tell(listener -> listener.called(listeners.run(), made));
        }
    }

    ChangeSink<R> sink() {
        return session.sink().orElseThrow();
    }

    WriteResponse<R> write(WriteRequest<R> request) {
        writes++;
        WriteResponse<R> response = told(
                Kind.WRITE, () -> sink().write(request), any -> request.writes().size());
        int asked = request.writes().size();
        if (response.results().size() != asked) {
            throw new SyncException(
                    new Place("", replica.id()),
                    "the sink answered " + asked + " writes with "
                            + response.results().size() + " results",
                    "correct the sink: one result a write, in the order of the writes");
        }
        return response;
    }

    /** Whether this side stopped taking writes for the rest of the run. */
    boolean isDown() {
        return down;
    }

    void goDown() {
        down = true;
    }

    Requests requests() {
        return new Requests(pages, fetches, writes);
    }

    @Override
    public void close() {
        session.close();
    }
}
