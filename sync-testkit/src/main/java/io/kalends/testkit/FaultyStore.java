package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.PairSide;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.Request;
import io.kalends.sync.store.SyncStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store around another, with calls that can be watched, counted and made to fail. What a hook throws before a call has
 * kept it from the store; after it, the store has done it.
 */
public final class FaultyStore implements SyncStateStore {

    /** What its calls name as their target. */
    public static final String TARGET = "store";

    private final SyncStateStore store;
    private final CallScript faults = new CallScript();
    private final Map<String, Integer> calls = new HashMap<>();
    private volatile CallHook hook = CallHook.NONE;

    private FaultyStore(SyncStateStore store) {
        this.store = requireNonNull(store, "store");
    }

    public static FaultyStore around(SyncStateStore store) {
        return new FaultyStore(store);
    }

    /** Calls that fail; operations are the names of the store's methods. */
    public CallScript faults() {
        return faults;
    }

    /** Has every call told to this hook, in place of the one before. */
    public void hook(CallHook hook) {
        this.hook = requireNonNull(hook, "hook");
    }

    /** How often each method was called. */
    public synchronized Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }

    /** Begins to count anew. */
    public synchronized void clearCalls() {
        calls.clear();
    }

    private synchronized Call begin(String operation) {
        return new Call(TARGET, operation, calls.merge(operation, 1, Integer::sum));
    }

    private <T> T call(String operation, Supplier<T> body) {
        Call call = begin(operation);
        strike(call, CallHook.Moment.BEFORE);
        T answer = body.get();
        strike(call, CallHook.Moment.AFTER);
        return answer;
    }

    private void run(String operation, Runnable body) {
        Call call = begin(operation);
        strike(call, CallHook.Moment.BEFORE);
        body.run();
        strike(call, CallHook.Moment.AFTER);
    }

    private void strike(Call call, CallHook.Moment moment) {
        hook.at(call, moment);
        faults.at(call, moment);
    }

    @Override
    public Optional<PairLease> acquire(String pair, String node, Instant now, Duration length) {
        return call("acquire", () -> store.acquire(pair, node, now, length));
    }

    @Override
    public PairLease renew(PairLease lease, Instant now, Duration length) {
        return call("renew", () -> store.renew(lease, now, length));
    }

    @Override
    public boolean release(PairLease lease) {
        return call("release", () -> store.release(lease));
    }

    @Override
    public void commit(PairLease lease, Changes changes) {
        run("commit", () -> store.commit(lease, changes));
    }

    @Override
    public PairState state(String pair) {
        return call("state", () -> store.state(pair));
    }

    @Override
    public List<PairSide> pairsOn(String collection) {
        return call("pairsOn", () -> store.pairsOn(collection));
    }

    @Override
    public List<Link> linksOf(String pair, Side side, Collection<String> recordIds) {
        return call("linksOf", () -> store.linksOf(pair, side, recordIds));
    }

    @Override
    public List<Link> links(String pair, Collection<String> linkIds) {
        return call("links", () -> store.links(pair, linkIds));
    }

    @Override
    public List<Link> children(String pair, Side side, Collection<String> parentIds) {
        return call("children", () -> store.children(pair, side, parentIds));
    }

    @Override
    public List<Link> alike(
            String pair,
            Side side,
            Collection<Long> identities,
            Collection<Long> contents,
            Collection<String> origins) {
        return call("alike", () -> store.alike(pair, side, identities, contents, origins));
    }

    @Override
    public List<Link> due(String pair, Instant now, @Nullable String after, int max) {
        return call("due", () -> store.due(pair, now, after, max));
    }

    @Override
    public List<Link> intended(String pair, @Nullable String after, int max) {
        return call("intended", () -> store.intended(pair, after, max));
    }

    @Override
    public List<Link> unseen(String pair, Side side, long generation, @Nullable String after, int max) {
        return call("unseen", () -> store.unseen(pair, side, generation, after, max));
    }

    @Override
    public List<Link> list(String pair, @Nullable LinkStatus status, @Nullable String after, int max) {
        return call("list", () -> store.list(pair, status, after, max));
    }

    @Override
    public Map<LinkStatus, Long> counts(String pair) {
        return call("counts", () -> store.counts(pair));
    }

    @Override
    public List<KeptVersion> kept(String pair, String link) {
        return call("kept", () -> store.kept(pair, link));
    }

    @Override
    public void request(String pair, Request request) {
        run("request", () -> store.request(pair, request));
    }

    @Override
    public List<Request> requests(String pair) {
        return call("requests", () -> store.requests(pair));
    }

    @Override
    public byte[] fingerprintKey() {
        return call("fingerprintKey", store::fingerprintKey);
    }

    @Override
    public void forget(String pair) {
        run("forget", () -> store.forget(pair));
    }

    @Override
    public void close() {
        store.close();
    }
}
