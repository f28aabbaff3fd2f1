package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a replica gets wrong when it is written to. Scripted between runs; each method says whether it lasts. Write calls
 * are counted from the moment of scripting, 1 being the next one.
 *
 * @param <R> the record
 */
public final class WriteFaults<R> {

    private final Map<String, Integer> staleById = new HashMap<>();
    private final List<Refusal<R>> refusals = new ArrayList<>();
    private final Map<Integer, Fate> fates = new HashMap<>();
    private final List<Runnable> late = new ArrayList<>();
    private @Nullable UnaryOperator<R> rewrite;
    private @Nullable UnaryOperator<R> rewriteLater;
    private @Nullable Predicate<R> poison;
    private boolean forbidden;
    private int stale;
    private int calls;

    /** What becomes of a whole write call. */
    enum Fate {
        /** Made and answered. */
        MADE,
        /** Made, and every answer lost. */
        ANSWERS_LOST,
        /** Not made, and every answer lost. */
        REQUEST_LOST,
        /** Times out; made when {@link WriteFaults#land} is called. */
        LATE
    }

    /**
     * A refusal of chosen records.
     *
     * @param forGood rejected; else deferred
     * @param timesLeft how often yet; -1 for always
     */
    private record Refusal<R>(
            Predicate<R> which,
            String reason,
            boolean forGood,
            @Nullable Duration retryAfter,
            int timesLeft) {}

    /** What a refused write is answered. */
    record Refused(String reason, boolean forGood, @Nullable Duration retryAfter) {}

    WriteFaults() {}

    /** Makes the nth write call from now on but answers {@code Unknown} to all of it; once. */
    public void loseAnswers(int nth) {
        fate(nth, Fate.ANSWERS_LOST);
    }

    /** Makes nothing of the nth write call from now on and answers {@code Unknown} to all of it; once. */
    public void loseRequest(int nth) {
        fate(nth, Fate.REQUEST_LOST);
    }

    /** Times out at the nth write call from now on, which is made nevertheless, later, by {@link #land}; once. */
    public void delayPastTimeout(int nth) {
        fate(nth, Fate.LATE);
    }

    /** Lets everything arrive that {@link #delayPastTimeout} held up. */
    public void land() {
        List<Runnable> arriving = List.copyOf(late);
        late.clear();
        arriving.forEach(Runnable::run);
    }

    /** Answers {@code Stale} to the next {@code times} updates and deletes, whatever revision they name. */
    public void stale(int times) {
        stale = times;
    }

    /** Answers {@code Stale} to the next {@code times} updates and deletes of one record. */
    public void stale(String id, int times) {
        staleById.put(requireNonNull(id, "id"), times);
    }

    /** Rejects for good, until {@link #clear}, what would leave such a record. */
    public void reject(Predicate<R> which, String reason) {
        refusals.add(new Refusal<>(requireNonNull(which, "which"), requireNonNull(reason, "reason"), true, null, -1));
    }

    /** Puts off the next {@code times} writes that would leave such a record. */
    public void defer(Predicate<R> which, String reason, @Nullable Duration retryAfter, int times) {
        refusals.add(new Refusal<>(
                requireNonNull(which, "which"), requireNonNull(reason, "reason"), false, retryAfter, times));
    }

    /** Fails every call as a whole that holds a create or an update to such a record, until {@link #clear}. */
    public void poison(Predicate<R> which) {
        poison = requireNonNull(which, "which");
    }

    /** Stores other content than it was given, until {@link #clear}: trimmed text, its own line ends. */
    public void rewrite(UnaryOperator<R> rewrite) {
        this.rewrite = requireNonNull(rewrite, "rewrite");
    }

    /** Changes what it was given once more, under a new revision, after it has answered; until {@link #clear}. */
    public void rewriteAfterAnswer(UnaryOperator<R> rewrite) {
        this.rewriteLater = requireNonNull(rewrite, "rewrite");
    }

    /** Any write call from now on fails the test, until {@link #clear}. */
    public void forbid() {
        forbidden = true;
    }

    /** Gets everything right again; what is on its way still lands. */
    public void clear() {
        staleById.clear();
        refusals.clear();
        fates.clear();
        rewrite = null;
        rewriteLater = null;
        poison = null;
        forbidden = false;
        stale = 0;
    }

    private void fate(int nth, Fate fate) {
        if (nth < 1) {
            throw new IllegalArgumentException("write calls are counted from 1, the next one, not " + nth);
        }
        fates.put(calls + nth, fate);
    }

    Fate nextFate() {
        calls++;
        Fate fate = fates.remove(calls);
        return fate == null ? Fate.MADE : fate;
    }

    void holdUp(Runnable write) {
        late.add(write);
    }

    boolean takeStale(String id) {
        if (stale > 0) {
            stale--;
            return true;
        }
        int left = staleById.getOrDefault(id, 0);
        staleById.put(id, Math.max(0, left - 1));
        return left > 0;
    }

    Optional<Refused> takeRefusal(R record) {
        for (int i = 0; i < refusals.size(); i++) {
            Refusal<R> refusal = refusals.get(i);
            if (refusal.timesLeft() != 0 && refusal.which().test(record)) {
                if (refusal.timesLeft() > 0) {
                    refusals.set(
                            i,
                            new Refusal<>(
                                    refusal.which(),
                                    refusal.reason(),
                                    refusal.forGood(),
                                    refusal.retryAfter(),
                                    refusal.timesLeft() - 1));
                }
                return Optional.of(new Refused(refusal.reason(), refusal.forGood(), refusal.retryAfter()));
            }
        }
        return Optional.empty();
    }

    boolean poisonedBy(R record) {
        return poison != null && poison.test(record);
    }

    boolean isForbidden() {
        return forbidden;
    }

    R stored(R given) {
        return rewrite == null ? given : rewrite.apply(given);
    }

    Optional<UnaryOperator<R>> laterRewrite() {
        return Optional.ofNullable(rewriteLater);
    }
}
