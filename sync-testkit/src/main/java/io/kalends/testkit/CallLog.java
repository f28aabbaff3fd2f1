package io.kalends.testkit;

import io.kalends.sync.Requests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a replica was asked. Safe for many threads.
 *
 * @param <R> the record
 */
public final class CallLog<R> {

    private final String target;
    private final Map<String, Integer> sinceCleared = new HashMap<>();
    private final Map<String, Integer> everMade = new HashMap<>();
    private final List<RecordedWrite<R>> writes = new ArrayList<>();
    private int open;

    CallLog(String target) {
        this.target = target;
    }

    /** How often a session was opened. */
    public synchronized int opens() {
        return count(Call.OPEN);
    }

    /** How many sessions are open now. */
    public synchronized int sessionsOpen() {
        return open;
    }

    /** The calls of each kind, also those that failed. */
    public synchronized Requests requests() {
        return new Requests(count(Call.CHANGES), count(Call.FETCH), count(Call.WRITE));
    }

    /** Every write that reached the side, in order, refused ones included. */
    public synchronized List<RecordedWrite<R>> writes() {
        return List.copyOf(writes);
    }

    /** How many writes changed the side. */
    public synchronized int recordsWritten() {
        return (int) writes.stream().filter(RecordedWrite::made).count();
    }

    /** Begins to count anew. */
    public synchronized void clear() {
        sinceCleared.clear();
        writes.clear();
    }

    synchronized Call begin(String operation) {
        sinceCleared.merge(operation, 1, Integer::sum);
        return new Call(target, operation, everMade.merge(operation, 1, Integer::sum));
    }

    synchronized void written(RecordedWrite<R> write) {
        writes.add(write);
    }

    synchronized void opened() {
        open++;
    }

    synchronized void closed() {
        open--;
    }

    private int count(String operation) {
        return sinceCleared.getOrDefault(operation, 0);
    }
}
