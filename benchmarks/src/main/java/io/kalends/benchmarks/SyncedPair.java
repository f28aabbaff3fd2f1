package io.kalends.benchmarks;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.SyncStateStore;
import java.io.IOException;

/** A generated calendar (right) that is synced with one that counts (left), as a user's calendar is with a host's. */
final class SyncedPair implements AutoCloseable {

    /** How many writes go into one call, and rows into one commit. */
    static final int BATCH = 500;

    private final int size;
    private final StateDatabase database = StateDatabase.create();
    private final GeneratedCalendar source;
    private final CountingCalendar sink = new CountingCalendar();
    private final CountedStore store;
    private final SyncEngine engine;
    private final SyncPair<CalendarEvent> pair;

    SyncedPair(int size) throws IOException {
        this.size = size;
        source = new GeneratedCalendar(size);
        SyncStateStore inH2 = database.store();
        store = CountedStore.of(inH2);
        engine = SyncEngine.builder().store(store.store()).build();
        pair = SyncPair.between(sink, source).id("benchmark").batchSize(BATCH).build();
    }

    /** What one run took and asked for. */
    record Cost(long nanos, int requests, int storeCalls) {}

    /** The first run, checked to have brought everything across. */
    Cost first() {
        Cost cost = run();
        require("created", size, sink.created());
        return cost;
    }

    /** A run after so many edits, checked to have brought all of them across and nothing else. */
    Cost afterEdits(int edits) {
        source.edit(edits);
        long before = sink.updates();
        Cost cost = run();
        require("created", size, sink.created());
        require("updated", edits, sink.updates() - before);
        return cost;
    }

    private Cost run() {
        int requests = source.calls() + sink.calls();
        int storeCalls = store.calls().get();
        long start = System.nanoTime();
        SyncReport report = engine.sync(pair);
        long nanos = System.nanoTime() - start;
        if (report.outcome() != SyncReport.Outcome.DONE) {
            throw new IllegalStateException("a run did not end: " + report.describe());
        }
        return new Cost(
                nanos, source.calls() + sink.calls() - requests, store.calls().get() - storeCalls);
    }

    private static void require(String what, long wanted, long counted) {
        if (wanted != counted) {
            throw new IllegalStateException(wanted + " events were to be " + what + ", " + counted + " were");
        }
    }

    StateDatabase database() {
        return database;
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
