package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** One call to a sink, whose intents are stored. A failure of the whole call is turned into a result for each write. */
record WriteCall<R>(RunContext<R> run, Side side) {

    /**
     * Makes the call.
     *
     * @return a result for each job, in their order
     * @throws AuthorizationException if the account's grant ended; then nothing of the batch was made, and its intents are
     *     closed
     */
    List<WriteResult<R>> make(List<Job<R>> batch) {
        if (batch.stream().anyMatch(this::isTooLate)) {
            run.io(side).goDown();
            return all(batch, WriteResult.unknown("this process stood still before the call"));
        }
        List<Write<R>> writes = new ArrayList<>(batch.size());
        batch.forEach(job -> writes.add(job.write()));
        try {
            WriteResponse<R> response =
                    run.io(side).write(new WriteRequest<>(writes, deadline(batch), run.readsOnAt(side)));
            run.readsOn(side, response.cursor());
            return response.results();
        } catch (RateLimitedException e) {
            run.io(side).goDown();
            return all(batch, WriteResult.deferred(reason(e), e.retryAfter().orElse(null)));
        } catch (TransientException e) {
            run.io(side).goDown();
            return all(batch, WriteResult.unknown(reason(e)));
        } catch (RejectedException e) {
            return batch.size() == 1 ? all(batch, WriteResult.rejected(reason(e))) : halves(batch);
        } catch (AuthorizationException e) {
            run.commit(undone(batch));
            throw e;
        }
    }

    /** The earliest of its intents': all of a batch are stored at once, so it is the same for all. */
    private Instant deadline(List<Job<R>> batch) {
        return batch.stream()
                .map(job -> requireNonNull(job.link().intent()).deadline())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Once the time of its intent is over somebody else may have looked for the write, and made it. */
    private boolean isTooLate(Job<R> job) {
        Intent intent = job.link().intent();
        return intent != null && !run.now().isBefore(intent.deadline());
    }

    /** A batch that fails whole is halved until the bad record stands alone. */
    private List<WriteResult<R>> halves(List<Job<R>> batch) {
        int middle = batch.size() / 2;
        List<WriteResult<R>> results = new ArrayList<>(make(batch.subList(0, middle)));
        List<Job<R>> rest = batch.subList(middle, batch.size());
        results.addAll(run.io(side).isDown() ? all(rest, WriteResult.deferred("not tried", null)) : make(rest));
        return results;
    }

    private Changes undone(List<Job<R>> batch) {
        Changes undone = new Changes();
        for (Job<R> job : batch) {
            if (job.isCopy()) {
                undone.forget(job.link().id());
            } else {
                undone.put(job.link().change().intent(null).build());
            }
        }
        return undone;
    }

    private List<WriteResult<R>> all(List<Job<R>> batch, WriteResult<R> result) {
        return Collections.nCopies(batch.size(), result);
    }

    private static String reason(SyncException e) {
        return String.valueOf(e.getMessage());
    }
}
