package io.kalends.http;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.RateLimitedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.WriteResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One write on its way to its outcome: it names its next step, and is told what the server answered. A provider has a kind of
 * task for each way to write; {@link BatchedWrites} sends their steps.
 *
 * @param <R> the record
 * @param <Q> a request
 */
public abstract class WriteTask<R, Q> {

    /** Why a write was put off that no call was made for. */
    public static final String NOT_BEGUN = "there was no time left to begin it";

    /** How often a write that clashed is sent again, alone. */
    private static final int CLASHES = 2;

    private final RefusalTable refusals;
    private final String target;
    private @Nullable WriteResult<R> result;
    private int clashes;
    private boolean written;
    private boolean writtenBefore;

    /** @param target what is written to: two writes to the same are made one after the other */
    protected WriteTask(RefusalTable refusals, String target) {
        this.refusals = requireNonNull(refusals, "refusals");
        this.target = requireNonNull(target, "target");
    }

    /**
     * What to send next: one write, or looks.
     *
     * @param writes whether it changes anything
     */
    public record Step<Q>(List<Q> requests, boolean writes) {

        public Step {
            requests = List.copyOf(requests);
        }

        /** A request that changes something. */
        public static <Q> Step<Q> write(Q request) {
            return new Step<>(List.of(request), true);
        }

        /** Requests that change nothing. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public static <Q> Step<Q> look(Q... requests) {
            return new Step<>(List.of(requests), false);
        }
    }

    /** What to ask next; only of a task that is not done. */
    protected abstract Step<Q> step();

    /** What the server answered to the last step, if that was one request; unless it was a clash. */
    protected abstract void answer(ApiAnswer answer);

    /** What the server answered to the requests of the last step, in their order. */
    protected void answer(List<ApiAnswer> answers) {
        answer(answers.get(0));
    }

    /** Whether the write was sent, refused as made before or stale, and is now looked at. */
    protected boolean looksAfterWriting() {
        return false;
    }

    /**
     * Why what one record made go wrong went wrong: the class alone unless a provider knows better, since a message may quote
     * the record.
     */
    protected String why(RuntimeException e) {
        return e.getClass().getSimpleName();
    }

    /** Empty if it has none: the record cannot be brought to the server's form, and nothing of it is sent. */
    final Optional<Step<Q>> next() {
        Step<Q> step;
        try {
            step = step();
        } catch (SyncException ofTheCall) {
            throw ofTheCall;
        } catch (RuntimeException ofTheRecord) {
            broken("brought to " + refusals.server() + "'s form", ofTheRecord);
            return Optional.empty();
        }
        writtenBefore = written;
        written |= step.writes();
        return Optional.of(step);
    }

    final void answered(List<ApiAnswer> answers) {
        if (answers.stream().anyMatch(answer -> answer.status() == ApiAnswer.UNSENT)) {
            written = writtenBefore;
            done(
                    written
                            ? WriteResult.unknown("it was begun, and there was no time left to go on")
                            : WriteResult.deferred(NOT_BEGUN, null));
        } else if (answers.stream().anyMatch(answer -> answer.status() == ApiAnswer.LOST)) {
            done(
                    written
                            ? WriteResult.unknown(refusals.server() + "'s answer does not say what became of it")
                            : WriteResult.deferred(refusals.server() + "'s answer does not speak of it", null));
        } else if (answers.stream().anyMatch(this::isClash) && ++clashes <= CLASHES) {
            return; // the same step again, alone
        } else {
            try {
                answer(answers);
            } catch (TransientException unreadable) {
                failed(unreadable);
            } catch (SyncException ofTheCall) {
                throw ofTheCall;
            } catch (RuntimeException ofTheRecord) {
                broken("read at " + refusals.server(), ofTheRecord);
            }
        }
    }

    private void broken(String what, RuntimeException e) {
        String reason = "it cannot be " + what + " (" + why(e) + ") → correct the event";
        done(written ? WriteResult.unknown(reason) : WriteResult.rejected(reason));
    }

    private boolean isClash(ApiAnswer answer) {
        return !answer.isOk() && refusals.meaning(answer) == Meaning.CLASH;
    }

    /** The call of the next step failed, and other writes of the batch are done already. */
    final void failed(SyncException e) {
        if (isDone()) {
            return;
        }
        String reason = String.valueOf(e.getMessage());
        if (e instanceof RateLimitedException limited) {
            // A call that was refused did nothing; an earlier step of this write may have.
            done(
                    looksAfterWriting()
                            ? WriteResult.unknown(reason)
                            : WriteResult.deferred(reason, limited.retryAfter().orElse(null)));
        } else if (e instanceof TransientException) {
            done(written ? WriteResult.unknown(reason) : WriteResult.deferred(reason, null));
        } else {
            done(looksAfterWriting() ? WriteResult.unknown(reason) : WriteResult.deferred(reason, null));
        }
    }

    /** What is written to. */
    protected String target() {
        return target;
    }

    final boolean isAlone() {
        return clashes > 0;
    }

    /** Whether the outcome is known. */
    public final boolean isDone() {
        return result != null;
    }

    final WriteResult<R> result() {
        return requireNonNull(result, "a task that is not done has no result");
    }

    /** The outcome is known. */
    public final void done(WriteResult<R> outcome) {
        result = outcome;
    }
}
