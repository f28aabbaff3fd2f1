package io.kalends.testkit;

/**
 * Everything that an {@link InMemoryReplica} can be made to get wrong. Scripted by the test's thread between runs, or by
 * a {@link CallHook} on the run's.
 *
 * @param <R> the record
 */
public final class Faults<R> {

    private final CallScript calls = new CallScript();
    private final ReadFaults<R> reads = new ReadFaults<>();
    private final WriteFaults<R> writes = new WriteFaults<>();

    Faults() {}

    /** Calls that fail as a whole. */
    public CallScript calls() {
        return calls;
    }

    /** What is read wrong: pages, cursors, fields, revisions, times. */
    public ReadFaults<R> reads() {
        return reads;
    }

    /** What is written wrong: outcomes, content, late arrivals. */
    public WriteFaults<R> writes() {
        return writes;
    }

    /** Gets everything right again. */
    public void clear() {
        calls.clear();
        reads.clear();
        writes.clear();
    }
}
