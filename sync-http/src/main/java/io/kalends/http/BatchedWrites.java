package io.kalends.http;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.SyncException;
import io.kalends.sync.WriteResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes writes in rounds: each round sends the next step of every write that is not done yet, in as few calls as it takes.
 * Most writes need one step, so most requests of the engine are one round.
 *
 * @param <R> the record
 * @param <Q> a request
 */
public final class BatchedWrites<R, Q> {

    private final BatchedCalls<Q> calls;
    private final List<? extends WriteTask<R, Q>> tasks;

    private BatchedWrites(BatchedCalls<Q> calls, List<? extends WriteTask<R, Q>> tasks) {
        this.calls = calls;
        this.tasks = tasks;
    }

    /**
     * Sends the steps of these tasks until each is done.
     *
     * @return one result a task, in their order
     * @throws SyncException if a call failed as a whole before anything was written; after that, the failure is told of those
     *     that are not done alone
     */
    public static <R, Q> List<WriteResult<R>> make(BatchedCalls<Q> calls, List<? extends WriteTask<R, Q>> tasks) {
        new BatchedWrites<>(calls, tasks).run();
        return tasks.stream().map(WriteTask::result).toList();
    }

    private void run() {
        boolean written = false;
        for (List<WriteTask<R, Q>> round = round(); !round.isEmpty(); round = round()) {
            try {
                written |= send(round);
            } catch (SyncException e) {
                if (!written) {
                    throw e;
                }
                // Some of it is done: the failure is told of the rest alone.
                tasks.forEach(task -> task.failed(e));
            }
        }
    }

    /** The tasks that are not done, of those with the same target the first; one that wants to be alone stands alone. */
    private List<WriteTask<R, Q>> round() {
        List<WriteTask<R, Q>> round = new ArrayList<>();
        Set<String> targets = new HashSet<>();
        for (WriteTask<R, Q> task : tasks) {
            if (!task.isDone() && targets.add(task.target())) {
                if (task.isAlone()) {
                    return List.of(task);
                }
                round.add(task);
            }
        }
        return round;
    }

    /**
     * Sends the next step of each, the same look once.
     *
     * @return whether one of them wrote
     */
    private boolean send(List<WriteTask<R, Q>> round) {
        boolean writes = false;
        Map<String, Q> requests = new LinkedHashMap<>();
        List<List<String>> asked = new ArrayList<>(round.size());
        for (WriteTask<R, Q> task : round) {
            List<String> names = new ArrayList<>();
            WriteTask.Step<Q> step = task.next().orElseGet(() -> new WriteTask.Step<>(List.of(), false));
            writes |= step.writes();
            for (Q request : step.requests()) {
                String name = (step.writes() ? task.target() + " " : "")
                        + calls.format().name(request);
                requests.put(name, request);
                names.add(name);
            }
            asked.add(names);
        }
        Map<String, ApiAnswer> answers = new HashMap<>();
        SyncException failure = send(requests, answers);
        for (int i = 0; i < round.size(); i++) {
            List<String> names = asked.get(i);
            if (round.get(i).isDone()) {
                continue;
            }
            if (failure == null || answers.keySet().containsAll(names)) {
                round.get(i)
                        .answered(names.stream()
                                .map(name -> answers.getOrDefault(name, ApiAnswer.lost()))
                                .toList());
            } else {
                round.get(i).failed(failure);
            }
        }
        return writes;
    }

    /**
     * Sends as many calls as it takes.
     *
     * @param answers filled with what was answered, by name; what cannot be begun in time is told as not asked
     * @return why a later call failed, where an earlier one was answered; {@code null} if none did
     */
    private @Nullable SyncException send(Map<String, Q> requests, Map<String, ApiAnswer> answers) {
        List<String> names = List.copyOf(requests.keySet());
        int size = calls.format().size();
        for (int at = 0; at < names.size(); at += size) {
            List<String> some = names.subList(at, Math.min(names.size(), at + size));
            List<Q> part = new ArrayList<>();
            some.forEach(name -> part.add(requireNonNull(requests.get(name))));
            List<ApiAnswer> answered;
            try {
                answered = calls.send(part);
            } catch (NoTimeLeftException nothingSent) {
                answered = Collections.nCopies(part.size(), ApiAnswer.unsent());
            } catch (SyncException e) {
                if (at == 0) {
                    throw e;
                }
                return e;
            }
            for (int i = 0; i < some.size(); i++) {
                answers.put(some.get(i), answered.get(i));
            }
        }
        return null;
    }
}
